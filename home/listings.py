"""Lists of pages: what comes, what was, what came of it. Each in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page

from home.choices import Listing
from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.lists import ListPage
from home.models.projects import ProjectPage
from home.models.results import ResultPage
from sites.models import District

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from sites.models import Project


def home_path(page: Page) -> str:
    """Return the tree path of the home page above `page`: one city in one language."""
    return page.path[: Page.steplen * 2]


def on_this_site(queryset: PageQuerySet, page: Page) -> PageQuerySet:
    """Public pages of the same city and language as `page`."""
    return queryset.filter(path__startswith=home_path(page)).live().public()


def coming_events(page: Page) -> list[EventPage]:
    """Events that are not over yet, the next first."""
    events = on_this_site(EventPage.objects.filter(ends_at__gt=timezone.now()), page)
    return with_forum(events.select_related("district").order_by("starts_at"))


def events_by_borough(page: Page) -> dict[District, int]:
    """Return how many events, past and coming, each borough (with its districts) has seen on this site."""
    events = on_this_site(EventPage.objects.exclude(district=None), page).order_by()
    counts: dict[District, int] = defaultdict(int)
    per_district = dict(events.values_list("district").annotate(Count("pk")))
    for district in District.objects.filter(pk__in=per_district).select_related("parent__parent"):
        counts[district.borough] += per_district[district.pk]
    return dict(counts)


def past_events(page: Page) -> list[EventPage]:
    """Events that are over, the latest first, each with its `found_results`."""
    events = on_this_site(EventPage.objects.filter(ends_at__lte=timezone.now()), page)
    return with_results(with_forum(events.select_related("district").order_by("-starts_at")))


def meetings(forum: ForumPage) -> tuple[list[EventPage], list[EventPage]]:
    """Return the coming meetings of a forum (next first) and the past ones (latest first)."""
    events = EventPage.objects.child_of(forum).live().public().order_by("starts_at")
    now = timezone.now()
    coming = [event for event in events if not event.is_past(now)]
    past = [event for event in reversed(events) if event.is_past(now)]
    return coming, with_results(past)


def with_forum(events: PageQuerySet) -> list[EventPage]:
    """Give each event the title of the forum it belongs to (`forum_title`, "" outside a forum)."""
    found = list(events)
    paths = {event.path[: -Page.steplen] for event in found}
    titles = dict(ForumPage.objects.filter(path__in=paths).live().values_list("path", "title"))
    for event in found:
        event.forum_title = titles.get(event.path[: -Page.steplen], "")
    return found


def forum_of(event: EventPage | None) -> ForumPage | None:
    """The forum whose meeting this event is, with its topics."""
    if event is None:
        return None
    forums = ForumPage.objects.filter(path=event.path[: -Page.steplen]).select_related("main_topic__parent")
    return forums.first()


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


def latest_results(page: Page) -> list[ResultPage]:
    """Results, the latest event first; each with its `event_title` and `event_date`."""
    results = on_this_site(ResultPage.objects.select_related("event"), page)
    return list(results.order_by("-event__starts_at", "-first_published_at"))


def forums(page: Page) -> list[ForumPage]:
    """Forums by title, each with `next_meeting` (None if there is none) and `meeting_count`."""
    found = list(on_this_site(ForumPage.objects.select_related("main_topic__parent"), page).order_by("title"))
    events = on_this_site(EventPage.objects.order_by("starts_at"), page)
    by_forum: dict[str, list[EventPage]] = defaultdict(list)
    for event in events:
        by_forum[event.path[: -Page.steplen]].append(event)
    now = timezone.now()
    for forum in found:
        own = by_forum[forum.path]
        forum.next_meeting = next((event for event in own if not event.is_past(now)), None)
        forum.meeting_count = len(own)
    return found


def other_forums(forum: ForumPage) -> list[ForumPage]:
    return list(on_this_site(ForumPage.objects.exclude(pk=forum.pk), forum).order_by("title"))


def present_project(page: Page, project: Project | None) -> ProjectPage | None:
    """The page that presents `project` in the language of `page`."""
    pages = on_this_site(ProjectPage.objects.filter(project=project), page)
    return pages.order_by("path").first() if project else None


def project_above(page: Page) -> int | None:
    """The project (its key) of the nearest project page above `page`."""
    paths = [page.path[:end] for end in range(Page.steplen * 3, len(page.path), Page.steplen)]
    if not paths:
        return None
    pages = ProjectPage.objects.filter(path__in=paths).order_by("-depth")
    return pages.values_list("project_id", flat=True).first()


def event_in_language(event: EventPage | None, locale_id: int) -> EventPage | None:
    """The published event in this language, else in the language it has."""
    if event is None:
        return None
    versions = EventPage.objects.filter(translation_key=event.translation_key).live().public()
    found = {version.locale_id: version for version in versions.select_related("locale")}
    return found.get(locale_id) or found.get(event.locale_id)


def list_url(page: Page) -> dict[str, str]:
    """Return listing → address of its list page, for those that this site has."""
    pages = on_this_site(ListPage.objects.all(), page)
    return {listing.listing: listing.get_url() for listing in pages if listing.listing in Listing.values}
