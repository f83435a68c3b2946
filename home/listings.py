"""Lists of pages: what comes, what was, what came of it. Each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.results import ResultPage
from sites import present
from sites.frame.visibility import visible
from sites.models import District

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable
    from wagtail.query import PageQuerySet


def home_path(page: Page) -> str:
    """Return the tree path of the home page above `page`: one city in one language."""
    return page.path[: Page.steplen * 2]


def on_this_site(queryset: PageQuerySet, page: Page) -> PageQuerySet:
    """Public pages of the same city and language as `page`."""
    return visible(queryset.filter(path__startswith=home_path(page)))


def events_of(page: Page, *conditions: Combinable | Q) -> PageQuerySet:
    """Events of the site by date, each with its `forum_title`: whose meeting it is, None outside a forum."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    forum = ForumPage.objects.live().filter(path=above).values("title")[:1]
    events = on_this_site(EventPage.objects.filter(*conditions), page)
    return events.annotate(forum_title=Subquery(forum)).order_by("starts_at", "title", "pk")


def coming_events(page: Page) -> list[EventPage]:
    """Events that are not over yet, the next first."""
    return list(events_of(page, Q(ends_at__gt=present.now())))


def events_by_borough(page: Page) -> dict[District, int]:
    """Return how many events, past and coming, each borough (with its districts) has seen on this site."""
    events = on_this_site(EventPage.objects.exclude(district=None), page).order_by()
    per_district = (
        events.filter(district=OuterRef("pk")).values("district").annotate(n=Count("pk")).values("n")
    )
    districts = District.objects.annotate(events=Subquery(per_district)).exclude(events=None)
    counts: dict[District, int] = defaultdict(int)
    for district in districts.select_related("parent__parent"):
        counts[district.borough] += district.events
    return dict(counts)


def meetings(forum: ForumPage) -> tuple[list[EventPage], list[EventPage]]:
    """Return the coming meetings of a forum (next first) and the past ones (latest first)."""
    events = visible(EventPage.objects.child_of(forum)).order_by("starts_at")
    now = present.now()
    coming = [event for event in events if not event.is_past(now)]
    past = [event for event in reversed(events) if event.is_past(now)]
    return coming, with_results(past)


def with_results(events: list[EventPage]) -> list[EventPage]:
    results = results_of(events)
    for event in events:
        event.found_results = results.get(event.translation_key, [])
    return events


def results_of(events: list[EventPage]) -> dict[UUID, list[ResultPage]]:
    """Return translation key of an event → its published results in the event's language."""
    found: dict[UUID, list[ResultPage]] = defaultdict(list)
    if events:
        keys = [event.translation_key for event in events]
        results = on_this_site(ResultPage.objects.filter(event__translation_key__in=keys), events[0])
        for result in results.select_related("event").order_by("-first_published_at"):
            found[result.event.translation_key].append(result)
    return found


def latest_results(page: Page) -> PageQuerySet:
    """Results, that of the latest event first, those without an event last."""
    results = on_this_site(ResultPage.objects.select_related("event"), page)
    return results.order_by(F("event__starts_at").desc(nulls_last=True), "-first_published_at", "pk")


def forums(page: Page) -> list[ForumPage]:
    """Forums by title, each with `next_meeting` (None if there is none) and `meeting_count`."""
    pages = ForumPage.objects.select_related("main_topic__parent__parent").prefetch_related("further_topics")
    found = list(on_this_site(pages, page).order_by("title"))
    events = on_this_site(EventPage.objects.order_by("starts_at"), page)
    by_forum: dict[str, list[EventPage]] = defaultdict(list)
    for event in events:
        by_forum[event.path[: -Page.steplen]].append(event)
    now = present.now()
    for forum in found:
        own = by_forum[forum.path]
        forum.next_meeting = next((event for event in own if not event.is_past(now)), None)
        forum.meeting_count = len(own)
    return found


def event_in_language(event: EventPage | None, locale_id: int) -> EventPage | None:
    """The published event in this language, else in the language it has."""
    if event is None:
        return None
    versions = visible(EventPage.objects.filter(translation_key=event.translation_key))
    found = {version.locale_id: version for version in versions.select_related("locale")}
    return found.get(locale_id) or found.get(event.locale_id)
