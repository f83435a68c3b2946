"""What a list shows of a page, whatever its type. Any number of lists is read in one query."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Length, RowNumber, Substr
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from home.choices import Listed
from home.listings import on_this_site
from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.news import NewsPage
from home.models.offers import OfferPage
from home.models.results import ResultPage
from home.models.stories import StoryPage

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from directory.models import Term
    from sites.models import District


@dataclass(frozen=True)
class Teaser:
    title: str
    summary: str
    url: str
    date: datetime.datetime | None  # of an event: when it begins; of news and results: their day


@dataclass(frozen=True)
class Wanted:
    """One list: pages of a kind, narrowed to a topic, a district, the last days; at most `limit`."""

    kind: str
    limit: int
    topic: Term | None = None
    district: District | None = None
    newest_days: int | None = None


@dataclass(frozen=True)
class Source:
    """Where the pages of a kind come from, and which date orders them ("" for none: by title)."""

    model: type[Page]
    date: str
    newest_first: bool = True
    place: str = ""  # lookup of the district


SOURCES = {
    Listed.EVENTS: Source(EventPage, "starts_at", newest_first=False, place="district"),
    Listed.NEWS: Source(NewsPage, "date"),
    Listed.STORIES: Source(StoryPage, "first_published_at", place="district"),
    Listed.RESULTS: Source(ResultPage, "event__starts_at", place="event__district"),
    Listed.OFFERS: Source(OfferPage, ""),
    Listed.FORUMS: Source(ForumPage, ""),
}
DATED = (Listed.EVENTS, Listed.NEWS, Listed.RESULTS)  # those whose date is shown


def read_teasers(wanted: Sequence[Wanted], page: Page, request: HttpRequest) -> list[list[Teaser]]:
    """Return one list of teasers for each of `wanted`, of the city and language of `page`."""
    found: list[list[Teaser]] = [[] for _one in wanted]
    queries = [_query(one, number, page) for number, one in enumerate(wanted)]
    if not queries:
        return found
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    for row in rows.order_by("number", "rank"):
        kind = Listed(wanted[row["number"]].kind)
        found[row["number"]].append(_teaser(row, request, dated=kind in DATED))
    return found


def _query(wanted: Wanted, number: int, page: Page) -> Any:
    source = SOURCES[Listed(wanted.kind)]
    pages = on_this_site(source.model.objects.order_by(), page)
    if wanted.topic:
        pages = pages.filter(_about(wanted.topic, source.model))
    if wanted.district:
        pages = pages.filter(**{source.place: wanted.district}) if source.place else pages.none()
    pages = _of_the_time(pages, wanted, source)
    date = Cast(F(source.date), DateTimeField()) if source.date else Value(None, DateTimeField())
    order = [F("when").desc(nulls_last=True) if source.newest_first else F("when").asc(), F("title").asc()]
    return (
        pages.annotate(when=date, number=Value(number), rank=Window(RowNumber(), order_by=order))
        .order_by("rank")
        .values("id", "title", "search_description", "url_path", "when", "number", "rank")[: wanted.limit]
    )


def _of_the_time(pages: PageQuerySet, wanted: Wanted, source: Source) -> PageQuerySet:
    """Leave out events that are over, and what is older than the list wants."""
    now = timezone.now()
    if source.model is EventPage:
        pages = pages.filter(ends_at__gt=now)
    elif wanted.newest_days and source.date:
        oldest = now - datetime.timedelta(days=wanted.newest_days)
        pages = pages.filter(**{f"{source.date}__gte": oldest})
    return pages


def _teaser(row: dict[str, Any], request: HttpRequest, dated: bool) -> Teaser:
    url = Page(pk=row["id"], url_path=row["url_path"]).get_url(request) or ""
    return Teaser(row["title"], row["search_description"], url, row["when"] if dated else None)


def _is_about(model: type[Any], topic: Term) -> Combinable | Q:
    """The topic, or one that belongs below it, is the main topic of the page or a further one."""
    through = model.further_topics.through
    further = through.objects.filter(**{model._meta.model_name: OuterRef("pk")})
    further = further.filter(Q(term=topic) | Q(term__parent=topic))
    return Q(main_topic=topic) | Q(main_topic__parent=topic) | Exists(further)


def _event_is_about(topic: Term) -> Combinable | Q:
    """Its own topics, or those of the forum whose meeting it is."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    forums = ForumPage.objects.live().filter(path=above).filter(_is_about(ForumPage, topic))
    return _is_about(EventPage, topic) | Exists(forums)


def _result_is_about(topic: Term) -> Q:
    events = EventPage.objects.filter(pk=OuterRef("event")).filter(_event_is_about(topic))
    return Q(Exists(events))


def _about(topic: Term, model: type[Page]) -> Combinable | Q:
    """The condition for pages of the model that belong to the topic."""
    if model is EventPage:
        return _event_is_about(topic)
    return _result_is_about(topic) if model is ResultPage else _is_about(model, topic)
