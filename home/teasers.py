"""What a list shows of a page, whatever its type. Any number of lists is read in one query."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateTimeField, F, Q, Value, When, Window
from django.db.models.functions import Cast, RowNumber
from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.models import Page

from home.choices import Listed
from home.listings import on_this_site
from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.news import NewsPage
from home.models.offers import OfferPage
from home.models.results import ResultPage
from home.models.stories import StoryPage
from home.offers import open_offers
from home.topics import first_shape, is_about, second_shape
from sites import present

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from directory.models import Term
    from sites.frame.context import Frame
    from sites.models import District


@dataclass(frozen=True)
class Teaser:
    key: int
    title: str
    summary: str
    url: str
    date: datetime.datetime | None  # of an event: when it begins; of news and results: their day
    shapes: tuple[str, ...]  # for the emblem: codes of its first two topics
    seed: str  # for the emblem: what it shares with its translations
    kind: str = ""  # of `Listed`
    ends: datetime.datetime | None = None  # of an event


@dataclass(frozen=True)
class Wanted:
    """One list: pages of a kind, narrowed to a topic, a district, the last days; at most `limit`.

    `site` is any page of the city and language, if these are not those of the page that lists;
    `skip` is how many come before them, on earlier pages of a long list.
    """

    kind: str
    limit: int
    topic: Term | None = None
    district: District | None = None
    newest_days: int | None = None
    without: Page | None = None
    site: Page | None = None
    skip: int = 0


@dataclass(frozen=True)
class Source:
    """Where the pages of a kind come from, and which date orders them (none: by title)."""

    model: type[Page]
    date: Any = Value(None)
    newest_first: bool = True
    place: str = ""  # lookup of the district
    end: Any = Value(None)


# The date of a draft is not told.
DATE_OF_EVENT = Case(When(event__live=True, then=F("event__starts_at")))

SOURCES = {
    Listed.EVENTS: Source(EventPage, F("starts_at"), newest_first=False, place="district", end=F("ends_at")),
    Listed.NEWS: Source(NewsPage, F("date")),
    Listed.STORIES: Source(StoryPage, F("first_published_at"), place="district"),
    Listed.RESULTS: Source(ResultPage, DATE_OF_EVENT, place="event__district"),
    Listed.OFFERS: Source(OfferPage),
    Listed.FORUMS: Source(ForumPage),
}
DATED = (Listed.EVENTS, Listed.NEWS, Listed.RESULTS)  # those whose date is shown
PAGE_COLUMNS = ("id", "title", "search_description", "url_path", "translation_key")
COLUMNS = (*PAGE_COLUMNS, "when", "until", "first", "second", "number", "rank")


def read_lists(
    page: Page, own: Sequence[Wanted], streams: Sequence[StreamValue], request: HttpRequest, frame: Frame
) -> list[list[Teaser]]:
    """Give each list in the blocks of `streams` its `teasers`; return those of the page's own lists."""
    blocks = [
        child.value for stream in streams for child in stream if child.block_type == "listing" and child.value
    ]
    found = read_teasers([*own, *map(_wanted, blocks)], page, request, frame)
    for block, teasers in zip(blocks, found[len(own) :], strict=True):
        block.teasers = teasers
    return found[: len(own)]


def _wanted(block: Any) -> Wanted:
    limit = block["limit"] or 0  # None in a draft
    return Wanted(block["kind"], limit, topic=block["topic"], newest_days=block["newest_days"])


def read_teasers(
    wanted: Sequence[Wanted], page: Page, request: HttpRequest, frame: Frame
) -> list[list[Teaser]]:
    """Return one list of teasers for each of `wanted`, of the city and language of `page`."""
    found: list[list[Teaser]] = [[] for _one in wanted]
    asked = [(number, one) for number, one in enumerate(wanted) if one.kind in SOURCES and one.limit]
    queries = [_query(one, number, page, frame) for number, one in asked]
    if not queries:
        return found
    rows = queries[0]
    if len(queries) > 1:
        rows = rows.union(*queries[1:], all=True).order_by("number", "rank")
    for row in rows:
        kind = Listed(wanted[row["number"]].kind)
        found[row["number"]].append(_teaser(row, request, kind))
    return found


def _query(wanted: Wanted, number: int, page: Page, frame: Frame) -> Any:
    source = SOURCES[Listed(wanted.kind)]
    pages = on_this_site(source.model.objects.order_by(), wanted.site or page)
    if wanted.without:
        pages = pages.exclude(pk=wanted.without.pk)
    if wanted.topic:
        pages = pages.filter(is_about(wanted.topic, source.model))
    if wanted.district:
        pages = pages.filter(_lies_in(source.place, wanted.district)) if source.place else pages.none()
    pages = pages.annotate(when=Cast(source.date, DateTimeField()), until=Cast(source.end, DateTimeField()))
    pages = _of_the_time(pages, wanted, source, frame)
    by_date = F("when").desc(nulls_last=True) if source.newest_first else F("when").asc()
    order = [by_date, F("title").asc(), F("pk").asc()]
    return (
        pages.annotate(
            first=first_shape(source.model),
            second=second_shape(source.model),
            number=Value(number),
            rank=Window(RowNumber(), order_by=order),
        )
        .order_by("rank")
        .values(*COLUMNS)[wanted.skip : wanted.skip + wanted.limit]
    )


def _lies_in(place: str, district: District) -> Q:
    """The district itself, or one that is part of it, at most two levels down: borough, district, quarter."""
    paths = (place, f"{place}__parent", f"{place}__parent__parent")
    return Q(*((path, district) for path in paths), _connector=Q.OR)


def _of_the_time(pages: PageQuerySet, wanted: Wanted, source: Source, frame: Frame) -> PageQuerySet:
    """Leave out events and offers that are over, and what is older than the list wants."""
    if source.model is EventPage:
        return pages.filter(ends_at__gt=present.now())
    if source.model is OfferPage:
        return open_offers(pages, frame)
    if wanted.newest_days and source.model is not ForumPage:
        oldest = present.today() - datetime.timedelta(days=wanted.newest_days)
        pages = pages.filter(when__gte=present.start_of(oldest))
    return pages


def _teaser(row: dict[str, Any], request: HttpRequest, kind: Listed) -> Teaser:
    return Teaser(
        key=row["id"],
        title=row["title"],
        summary=row["search_description"],
        url=Page(pk=row["id"], url_path=row["url_path"]).get_url(request) or "",
        date=row["when"] if kind in DATED else None,
        shapes=tuple(code for code in (row["first"], row["second"]) if code),
        seed=str(row["translation_key"]),
        kind=kind,
        ends=row["until"],
    )
