"""The other side: the pages that name an association, for the page of its entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page

from directory.models import DirectoryEntry
from home.choices import Role
from home.listings import on_this_site
from home.models.circles import CirclePage
from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.involvements import Involvement
from home.models.news import NewsPage
from home.models.offers import OfferPage
from home.models.projects import ProjectPage
from home.models.results import ResultPage
from home.models.stories import StoryPage
from sites import present
from sites.models import Project

# What the pages are asked for, beside what all pages have.
COLUMNS = {
    "starts_at": F("eventpage__starts_at"),
    "ends_at": F("eventpage__ends_at"),
    "place": F("eventpage__place"),
    "event_key": F("resultpage__event__translation_key"),
    "project_key": F("projectpage__project"),
    "news_date": F("newspage__date"),
}


@dataclass(frozen=True)
class Naming:
    """A page that names the association."""

    title: str
    summary: str
    url: str
    roles: tuple[Role, ...] = ()
    starts_at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None
    place: str = ""
    project: Project | None = None
    results: list[Naming] = field(default_factory=list)  # of an event


def build_naming(entry: DirectoryEntry, page: Page) -> dict[str, Any] | None:
    """Return what the sections show: pages in the language of `page`, each once; at most two queries."""
    found = _read(entry, page)
    if not found:
        return None
    projects = _projects(found)
    now = present.now()
    events = _of(found, EventPage)
    past = [event for event in events if event.ends_at <= now]
    by_event = _results(found, {event.translation_key for event in past})
    told = {result.pk for results in by_event.values() for result in results}
    shown = {
        "coming": [_naming(event) for event in events if event.ends_at > now],
        "past": [_naming(event, results=by_event.get(event.translation_key, ())) for event in reversed(past)],
        "results": [_naming(page) for page in _of(found, ResultPage) if page.roles and page.pk not in told],
        "stories": [_naming(page) for page in _of(found, StoryPage, NewsPage)],
        "projects": [_naming(page, projects.get(page.project_key)) for page in _of(found, ProjectPage)],
        "groups": [_naming(page) for page in _of(found, ForumPage, CirclePage, OfferPage)],
    }
    return {"naming": shown, "linked_data": _linked_data(shown, page)} if any(shown.values()) else None


def _read(entry: DirectoryEntry, page: Page) -> list[Any]:
    """The public pages that name the association, and the results of events that do."""
    named = Involvement.objects.counted().filter(association=entry.association_id)
    keys = named.values("page__translation_key")
    roles = named.filter(page__translation_key=OuterRef("translation_key")).order_by("sort_order")
    wanted = Q(translation_key__in=keys) | Q(resultpage__event__translation_key__in=keys)
    pages = on_this_site(Page.objects.filter(wanted), page)
    pages = pages.annotate(roles=ArraySubquery(roles.values("role")), **COLUMNS)
    return list(
        pages.order_by(F("starts_at").asc(nulls_last=True), "-news_date", "-first_published_at", "title")
    )


def _of(pages: Iterable[Any], *kinds: type[Page]) -> list[Any]:
    return [page for page in pages if issubclass(page.specific_class or Page, kinds)]


def _projects(pages: Sequence[Any]) -> dict[int, Project]:
    keys = {page.project_key for page in pages if page.project_key}
    return Project.objects.in_bulk(keys) if keys else {}


def _results(pages: Sequence[Any], events: set[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for result in _of(pages, ResultPage):
        if result.event_key in events:
            found.setdefault(result.event_key, []).append(result)
    return found


def _naming(page: Any, project: Project | None = None, results: Iterable[Any] = ()) -> Naming:
    return Naming(
        title=page.title,
        summary=page.search_description,
        url=page.get_url() or "",
        roles=tuple(dict.fromkeys(Role(role) for role in page.roles)),
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        place=page.place or "",
        project=project,
        results=[_naming(result) for result in results],
    )


def _linked_data(shown: dict[str, list[Naming]], page: Page) -> dict[str, Any]:
    """What an entry says to other programs of the pages that name it."""
    events = [
        {
            "@type": "Event",
            "name": event.title,
            "url": event.url,
            "startDate": timezone.localtime(event.starts_at).isoformat(),
            "endDate": timezone.localtime(event.ends_at).isoformat(),
            "location": event.place or None,
        }
        for event in shown["coming"]
    ]
    stories = [{"@type": "Article", "headline": story.title, "url": story.url} for story in shown["stories"]]
    return {name: things for name, things in (("event", events), ("subjectOf", stories)) if things}
