"""The list of events for programs: what comes or what was, with the number of events for each facet.

In the manner of `@associations`: the events of the time asked for are read as short rows and
counted here; the summaries of a part follow by their keys.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet

from directory.answers import facets_json
from directory.browse import Facet, Option
from directory.models import Term
from home.answers.event_shapes import ABOUT, COMING, EVENTS, PARAMETERS, PAST
from home.choices import EventKind
from home.filters import FIRST_YEAR, LAST_YEAR
from home.listings import on_this_site
from home.models import EventPage, ForumPage
from sites import present
from sites.delivery.batching import batching
from sites.delivery.choices import choice, district_choice, labelled
from sites.delivery.criteria import read_direction, read_words
from sites.delivery.parameters import Values, batch, one, split
from sites.delivery.problems import bad_parameter
from sites.delivery.summaries import address, for_summaries, summaries
from sites.frame.spoken import SPOKEN_LANGUAGES, spoken_name
from sites.hosts import CityRequest
from sites.labels import text_in
from sites.models import District
from sites.registry import ApiService

Json = dict[str, Any]

FACETS = ("kind", "topic", "district", "language")
TIMES = ("when", "start", "end")


@dataclass(frozen=True)
class Row:
    """What the list needs to know of an event to choose, count and tell it; of facets all tokens that fit."""

    pk: int
    location: str
    place: District | None
    topics: Sequence[Term]
    kind: Sequence[str]
    topic: Sequence[str]
    district: Sequence[str]
    language: Sequence[str]


def events(request: CityRequest, page: Page, values: Values) -> Json:
    """The public events of the city in the language of the page, in parts, in the order of their beginning."""
    part, backwards = batch(values), _is_backwards(values)
    topics = {term.pk: term for term in _topics(request)}
    districts = {district.pk: district for district in _districts(request)}
    titles = _titles(topics.values(), districts.values())
    chosen = {name: _chosen(values, name, titles[name]) for name in FACETS}
    rows = [_row(found, topics, districts) for found in _read(page, _conditions(values), backwards)]
    fitting = [row for row in rows if _fits(row, chosen)]
    base = f"{address(page, request)}/@events"
    links = batching(request, base, part, len(fitting))
    return {
        "@id": base,
        **({"batching": links} if links else {}),
        "items": _items(fitting[part.start : part.start + part.size], request),
        "items_total": len(fitting),
        "facets": facets_json([_facet(name, titles[name], rows, chosen) for name in FACETS]),
    }


LIST = ApiService(
    "events",
    (*TIMES, *FACETS, "SearchableText", "sort_order", "b_start", "b_size"),
    events,
    ABOUT,
    PARAMETERS,
    EVENTS,
)


# What is asked for


def _is_backwards(values: Values) -> bool:
    """Whether the last comes first: as asked, else of what is over, as on the page for people."""
    order = one(values, "sort_order")
    return read_direction(order) if order else one(values, "when") == PAST


def _conditions(values: Values) -> list[Q]:
    """Read the time and the words that are asked for. Raises ProblemError."""
    when, first, last = one(values, "when"), _day(values, "start"), _day(values, "end")
    if when not in ("", COMING, PAST):
        raise bad_parameter("when", f"“when” is {COMING} or {PAST}.")
    if when and (first or last):
        raise bad_parameter("when", "“when” does not go with “start” and “end”.")
    if first and last and last < first:
        raise bad_parameter("end", "“end” is before “start”.")
    words = read_words(one(values, "SearchableText"), "SearchableText").split()
    spoken_of = [Q(title__icontains=word) | Q(search_description__icontains=word) for word in words]
    if not (first or last):
        now = present.now()
        return [*spoken_of, Q(ends_at__lte=now) if when == PAST else Q(ends_at__gt=now)]
    not_over = [Q(ends_at__gt=_midnight(first))] if first else []
    begun = [Q(starts_at__lt=_midnight(last + datetime.timedelta(days=1)))] if last else []
    return [*spoken_of, *not_over, *begun]


def _day(values: Values, name: str) -> datetime.date | None:
    text = one(values, name)
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise bad_parameter(
            name, f"“{text[:40]}” is no day from {FIRST_YEAR} to {LAST_YEAR}, like 2026-11-25."
        )
    return day


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _chosen(values: Values, name: str, known: Collection[str]) -> list[str]:
    tokens = split(values, name)
    for token in tokens:
        if token not in known:
            raise bad_parameter(name, f"“{token[:40]}” is nothing that can be chosen here.")
    return tokens


# What there is


def _topics(request: CityRequest) -> Iterable[Term]:
    found = Term.objects.topics().for_city(request.city).select_related("parent__parent")
    return found.order_by("position", "code")


def _districts(request: CityRequest) -> Iterable[District]:
    found = District.objects.filter(region__cities=request.city)
    return found.select_related("parent__parent").order_by("name")


def _titles(topics: Iterable[Term], districts: Iterable[District]) -> dict[str, dict[str, str]]:
    """Return facet → token → title of all that can be chosen, in the order in which people see it."""
    reader = get_language() or "de"
    spoken = [(code, spoken_name(code, reader)) for code in SPOKEN_LANGUAGES]
    return {
        "kind": {kind.value: str(kind.label) for kind in EventKind},
        "topic": {term.code: text_in(term.labels, reader).text for term in topics},
        "district": {district.code: district.name for district in districts},
        "language": dict(sorted(spoken, key=lambda pair: pair[1])),
    }


def _read(page: Page, conditions: list[Q], backwards: bool) -> Iterable[Json]:
    """Read the events with their own topics and those of the forum whose meeting they are, in one query."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    forums = ForumPage.objects.live().filter(path=above)
    found = on_this_site(EventPage.objects.filter(*conditions), page).annotate(
        further=ArraySubquery(_further(EventPage.objects.filter(pk=OuterRef("pk")))),
        forum_topic=Subquery(forums.values("main_topic")[:1]),
        forum_further=ArraySubquery(_further(forums)),
    )
    order = ("starts_at", "title", "pk")
    names = ("pk", "kind", "languages", "place", "address", "district", "main_topic")
    ordered = found.order_by(*(f"-{name}" for name in order) if backwards else order)
    return ordered.values(*names, "further", "forum_topic", "forum_further")


def _further(pages: PageQuerySet) -> PageQuerySet:
    ordered = pages.order_by("further_topics__position", "further_topics__code")
    return ordered.values_list("further_topics", flat=True)


def _row(found: Json, topics: Mapping[int, Term], districts: Mapping[int, District]) -> Row:
    keys = [found["main_topic"], *found["further"], found["forum_topic"], *found["forum_further"]]
    about = [topics[key] for key in dict.fromkeys(keys) if key in topics]
    place = districts.get(found["district"])
    return Row(
        pk=found["pk"],
        location=", ".join(filter(None, (found["place"], found["address"]))),
        place=place,
        topics=about,
        kind=[found["kind"]],
        topic=[code for term in about for code in _with_wider(term)],
        district=[place.code, *(above.code for above in place.above)] if place else [],
        language=found["languages"],
    )


def _with_wider(term: Term) -> list[str]:
    return [term.code, *(_with_wider(term.parent) if term.parent else ())]


def _fits(row: Row, chosen: Mapping[str, Sequence[str]], without: str = "") -> bool:
    return all(
        not tokens or name == without or not set(tokens).isdisjoint(getattr(row, name))
        for name, tokens in chosen.items()
    )


def _facet(
    name: str, titles: Mapping[str, str], rows: Sequence[Row], chosen: Mapping[str, Sequence[str]]
) -> Facet:
    """Count the events for each token under what is chosen in the other facets."""
    counts = Counter(
        token for row in rows if _fits(row, chosen, without=name) for token in set(getattr(row, name))
    )
    reader = get_language() or "de"
    options = [
        Option(token, {reader: title}, counts[token], token in chosen[name])
        for token, title in titles.items()
    ]
    return Facet(name, name, [option for option in options if option.count or option.is_chosen])


def _items(rows: Sequence[Row], request: CityRequest) -> list[Json]:
    pages = {page.pk: page for page in for_summaries(Page.objects.filter(pk__in=[row.pk for row in rows]))}
    shown = [row for row in rows if row.pk in pages]
    told = summaries([pages[row.pk] for row in shown], request)
    return [item | _facts(row) for item, row in zip(told, shown, strict=True)]


def _facts(row: Row) -> Json:
    return {
        "location": row.location or None,
        "district": district_choice(row.place),
        "kind": choice(EventKind, row.kind[0]),
        "topics": [labelled(term.code, term.labels) for term in row.topics],
    }
