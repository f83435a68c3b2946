"""Local offices as visitors see them, and which of them is responsible for a district."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from directory.districts import find_district
from directory.models import Office, OfficeHours, OfficeRole
from sites.frame.dates import clock_span, from_to, weekday_name
from sites.frame.languages import direction
from sites.labels import Labels
from sites.models import City, District

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Hours:
    """Opening hours of one or several days in a row, in the reader's language: "Montag bis Mittwoch"."""

    days: str
    times: str


@dataclass(frozen=True)
class Role:
    function: Labels
    organisation: str


@dataclass(frozen=True)
class OfficeView:
    office: Office
    hours: list[Hours]
    roles: list[Role]
    districts: list[str]  # names, in alphabetical order
    data: dict[str, Any]  # JSON-LD


@dataclass(frozen=True)
class OfficeList:
    """`chosen`: the district that was asked for; `unknown`: what was asked for and is no district here.

    `address`: what was typed; `is_lost` where it does not tell the district.
    """

    offices: list[OfficeView]
    responsible: list[OfficeView]
    chosen: District | None
    unknown: str
    groups: list[tuple[District | None, list[District]]]  # districts to choose from, by borough
    address: str = ""
    is_lost: bool = False


def read_offices(city: City, code: str = "", address: str = "") -> OfficeList:
    """Return the offices of a city, and those responsible for a district: by its code, else by an address."""
    found = _offices(city)
    districts = list(
        District.objects.filter(region__cities=city).select_related("parent__parent").order_by("name")
    )
    chosen = next((district for district in districts if district.code == code), None)
    if chosen is None and address:
        chosen = find_district(city, address, districts)
    views = {office.pk: _view(office, districts) for office in found}
    responsible = _responsible(found, chosen, districts) if chosen else []
    return OfficeList(
        offices=[views[office.pk] for office in found if office not in responsible],
        responsible=[views[office.pk] for office in responsible],
        chosen=chosen,
        unknown="" if chosen else code,
        groups=_groups(districts),
        address=address,
        is_lost=bool(address) and chosen is None,
    )


def offices_of(city: City, district: District) -> list[OfficeView]:
    """Return the offices responsible for a district, as its page shows them; one query."""
    found = _offices(city)
    return [_view(office, []) for office in _responsible(found, district, [])]


def has_offices(city: City) -> bool:
    return Office.objects.for_city(city).exists()


def _offices(city: City) -> list[Office]:
    """The offices with all that belongs to them, in one query."""
    hours = OfficeHours.objects.filter(office=OuterRef("pk")).order_by("weekday", "opens")
    roles = OfficeRole.objects.filter(office=OuterRef("pk")).order_by("sort_order", "pk")
    through = Office.districts.through.objects.filter(office=OuterRef("pk"))
    return list(
        Office.objects.for_city(city).annotate(
            open_times=ArraySubquery(
                hours.values(row=JSONObject(weekday="weekday", opens="opens", closes="closes"))
            ),
            people=ArraySubquery(
                roles.values(row=JSONObject(function="function", organisation="organisation"))
            ),
            district_keys=ArraySubquery(through.values("district_id")),
        )
    )


def _responsible(
    offices: Sequence[Office], district: District, districts: Iterable[District]
) -> list[Office]:
    """Return the offices of the district itself, else of the nearest one that it is part of, else of its parts."""
    levels = [{place.pk} for place in (district, *district.above)]
    levels.append({part.pk for part in districts if district in part.above})
    for keys in levels:
        found = [office for office in offices if keys.intersection(office.district_keys)]  # type: ignore[attr-defined]
        if found:
            return found
    return []


def _groups(districts: Sequence[District]) -> list[tuple[District | None, list[District]]]:
    """Boroughs with their districts; districts that are part of none come under None, first."""
    alone = [
        one for one in districts if one.parent is None and not any(p.parent_id == one.pk for p in districts)
    ]
    boroughs = [one for one in districts if one.parent is None and one not in alone]
    groups: list[tuple[District | None, list[District]]] = [(None, alone)] if alone else []
    return groups + [
        (borough, [borough, *(one for one in districts if borough in one.above)]) for borough in boroughs
    ]


def _view(office: Office, districts: Iterable[District]) -> OfficeView:
    times: list[dict[str, Any]] = office.open_times  # type: ignore[attr-defined]
    keys: list[int] = office.district_keys  # type: ignore[attr-defined]
    return OfficeView(
        office=office,
        hours=hours_in_words([(row["weekday"], _time(row["opens"]), _time(row["closes"])) for row in times]),
        roles=[Role(**row) for row in office.people],  # type: ignore[attr-defined]
        districts=[district.name for district in districts if district.pk in keys],
        data=_linked_data(office, times),
    )


def _time(text: str) -> datetime.time:
    return datetime.time.fromisoformat(text)


def hours_in_words(rows: Sequence[tuple[int, datetime.time, datetime.time]]) -> list[Hours]:
    """Return opening hours by day (0 is Monday), days in a row with the same times as one.

    `rows`: (day of the week, opens, closes), in this order.
    """
    comma = "، " if direction(get_language() or "de") == "rtl" else ", "
    days = [
        (day, comma.join(clock_span(opens, closes) for _day, opens, closes in spans))
        for day, spans in groupby(rows, key=lambda row: row[0])
    ]
    # Days that follow each other have the same distance to their place among those that are open.
    runs = groupby(enumerate(days), key=lambda numbered: (numbered[1][0] - numbered[0], numbered[1][1]))
    return [
        Hours(_days(run[0][1][0], run[-1][1][0]), times)
        for (_shift, times), found in runs
        for run in [list(found)]
    ]


def _days(first: int, last: int) -> str:
    return weekday_name(first) if first == last else from_to(weekday_name(first), weekday_name(last))


def _linked_data(office: Office, times: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The office as a schema.org Place: what the page shows in text, and nothing else."""
    thing: dict[str, Any] = {
        "@type": "Place",
        "name": office.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": office.street,
            "postalCode": office.postcode,
            "addressLocality": office.town,
            "addressCountry": "DE",
        },
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{WEEK[row['weekday']]}",
                "opens": row["opens"][:5],
                "closes": row["closes"][:5],
            }
            for row in times
        ],
    }
    if office.phone:
        thing["telephone"] = office.phone
    if office.latitude is not None:
        geo = {"@type": "GeoCoordinates", "latitude": office.latitude, "longitude": office.longitude}
        thing["geo"] = geo
    return thing
