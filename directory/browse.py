"""The list of the directory: what is chosen, how many there are of each, and one page of entries.

All entries of the city are read as short rows and counted here; the entries of the page
follow by their keys. The search will take the place of both.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.models import ACTIVITY_FIELD, KIND, TARGET_GROUP, DirectoryEntry, DirectoryPage
from directory.presentation import Card, card
from directory.sorting import first_letter
from directory.words import Words, read_words
from sites.frame.maps import CityMap, city_map
from sites.frame.spoken import spoken_name
from sites.labels import Labels
from sites.models import City, District

PAGE_SIZE = 20
NAME, CONFIRMED = "name", "confirmed"


@dataclass(frozen=True)
class Row:
    """What the list needs to know of an entry to choose and count it."""

    pk: int
    sort_key: str
    confirmed_on: datetime.date | None
    field: Sequence[str]
    district: Sequence[str]  # codes, with those around
    language: Sequence[str]
    group: Sequence[str]
    kind: Sequence[str]

    @property
    def letter(self) -> str:
        return first_letter(self.sort_key)


@dataclass(frozen=True)
class Option:
    value: str
    labels: Labels
    count: int
    is_chosen: bool
    icon: str = ""


@dataclass(frozen=True)
class Facet:
    """One question of the form; its counts are those without its own answer."""

    name: str
    title: Any
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.is_chosen]


@dataclass(frozen=True)
class Query:
    """What an address asks for. `unknown`: facets with values that no entry of the city could have."""

    chosen: Mapping[str, list[str]]
    letter: str
    sort: str
    unknown: list[tuple[str, str]]

    def address(self, **changes: Any) -> str:
        """Return the query of an address with what is chosen, changed; None takes away."""
        values: dict[str, Any] = {**self.chosen, "letter": self.letter, "sort": self.sort} | changes
        if values.get("sort") == NAME:
            values["sort"] = ""
        query = QueryDict(mutable=True)
        for name, value in values.items():
            query.setlist(name, value if isinstance(value, list) else [value] if value else [])
        return f"?{query.urlencode()}" if query.urlencode() else "?"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.letter or any(self.chosen.values()))


@dataclass(frozen=True)
class DirectoryList:
    query: Query
    facets: list[Facet]
    letters: list[tuple[str, int]]  # every letter with its number of entries
    cards: list[Card]
    keys: list[int]  # of all entries that fit, in the order asked for
    count: int  # entries that fit
    total: int  # entries of the city
    page: int
    pages: int
    map: CityMap | None

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE_SIZE, self.count)


def read_list(city: City, page: DirectoryPage, data: QueryDict) -> DirectoryList:
    """Return what the list page shows. Raises Http404 for a page number that does not exist."""
    words, districts = read_words(city), _districts(city)
    rows = _read_rows(city, districts)
    facets = _facets(words, districts, rows)
    query = _read_query(
        data, {facet: [value for value, *_rest in values] for facet, values in facets.items()}
    )
    fitting = [row for row in rows if _fits(row, query)]
    here = [row for row in fitting if query.letter in ("", row.letter)]
    number = _page_number(data.get("page", ""), len(here))
    ordered = _ordered(here, query.sort)
    shown = ordered[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return DirectoryList(
        query=query,
        facets=[_facet(name, values, rows, query) for name, values in facets.items()],
        letters=sorted(Counter(row.letter for row in fitting).items()),
        cards=_read_cards(shown, page, words),
        keys=[row.pk for row in ordered],
        count=len(here),
        total=len(rows),
        page=number,
        pages=max(1, -(-len(here) // PAGE_SIZE)),
        map=city_map(city, _by_borough(here, districts)),
    )


Values = list[tuple[str, Labels, str]]  # value, labels, address of an icon
TITLES = {
    "field": _("Activity field"),
    "district": _("District"),
    "language": _("Language"),
    "group": _("For whom"),
    "kind": _("Kind"),
}


def _districts(city: City) -> dict[int, District]:
    found = District.objects.filter(region__cities=city).select_related("parent__parent").order_by("name")
    return {district.pk: district for district in found}


def _read_rows(city: City, districts: Mapping[int, District]) -> list[Row]:
    names = ("pk", "sort_key", "confirmed_on", "fields", "districts", "languages", "target_groups", "kind")
    found = DirectoryEntry.objects.for_city(city).order_by("sort_key", "pk").values_list(*names)
    return [
        Row(pk, key, confirmed, fields, _codes(places, districts), languages, groups, (kind,))
        for pk, key, confirmed, fields, places, languages, groups, kind in found
    ]


def _codes(places: Iterable[int], districts: Mapping[int, District]) -> list[str]:
    return [districts[pk].code for pk in places if pk in districts]


def _facets(words: Words, districts: Mapping[int, District], rows: Sequence[Row]) -> dict[str, Values]:
    spoken = {code for row in rows for code in row.language}
    reader = get_language() or "de"
    names = sorted((spoken_name(code, reader), code) for code in spoken)
    return {
        "field": [(term.code, term.labels, words.field(term.code).icon) for term in words.of(ACTIVITY_FIELD)],
        "district": [(district.code, {"de": district.name}, "") for district in districts.values()],
        "language": [(code, {reader: name}, "") for name, code in names],
        "group": [(term.code, term.labels, "") for term in words.of(TARGET_GROUP)],
        "kind": [(term.code, term.labels, "") for term in words.of(KIND)],
    }


def _read_query(data: QueryDict, known: Mapping[str, Sequence[str]]) -> Query:
    asked = {name: list(dict.fromkeys(filter(None, data.getlist(name)))) for name in known}
    letter = data.get("letter", "").upper()[:1]
    return Query(
        chosen={name: [v for v in values if v in known[name]] for name, values in asked.items()},
        letter=letter,
        sort=CONFIRMED if data.get("sort") == CONFIRMED else NAME,
        unknown=[(name, v) for name, values in asked.items() for v in values if v not in known[name]],
    )


def _fits(row: Row, query: Query, without: str = "") -> bool:
    return all(
        not values or name == without or not set(values).isdisjoint(getattr(row, name))
        for name, values in query.chosen.items()
    )


def _facet(name: str, values: Values, rows: Sequence[Row], query: Query) -> Facet:
    counts = Counter(
        value for row in rows if _fits(row, query, without=name) for value in set(getattr(row, name))
    )
    options = [
        Option(value, labels, counts[value], value in query.chosen[name], icon)
        for value, labels, icon in values
    ]
    return Facet(name, TITLES[name], [option for option in options if option.count or option.is_chosen])


def _ordered(rows: list[Row], sort: str) -> list[Row]:
    if sort == NAME:
        return rows
    never = datetime.date.min
    return sorted(rows, key=lambda row: row.confirmed_on or never, reverse=True)


def _page_number(text: str, count: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0 if text else 1
    if not 1 <= number <= max(1, -(-count // PAGE_SIZE)):
        raise Http404
    return number


def _read_cards(rows: Sequence[Row], page: DirectoryPage, words: Words) -> list[Card]:
    entries = DirectoryEntry.objects.select_related("district").in_bulk([row.pk for row in rows])
    found = [entries[row.pk] for row in rows if row.pk in entries]
    return [card(entry, page, words) for entry in found]


def _by_borough(rows: Sequence[Row], districts: Mapping[int, District]) -> dict[District, int]:
    boroughs = {district.code: district for district in districts.values() if district.borough == district}
    counts = Counter(code for row in rows for code in set(row.district) if code in boroughs)
    return {boroughs[code]: count for code, count in counts.items()}
