"""Many invented associations at once, in lots that fit into memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef

from directory.demo.builder import Builder
from directory.demo.composed import DistrictPoint, compose_associations
from sites.models import City, District

LOT = 500  # associations per transaction


def generate(city: City, count: int, seed: str, today: datetime.date) -> Iterator[int]:
    """Write `count` composed associations of the city, umbrella bodies first; yield the size of each lot.

    A lot is stored with its public entries or not at all.
    """
    composed = compose_associations(city.slug, count, seed, district_points(city))
    yield from write_in_lots(city, composed, today)


def write_in_lots(city: City, descriptions: Iterable[dict[str, Any]], today: datetime.date) -> Iterator[int]:
    """Write descriptions (see `builder.py`), umbrella bodies before their members; yield the size of each lot."""
    builder, coming = Builder(city, today), iter(descriptions)
    while lot := list(islice(coming, LOT)):
        yield builder.write(lot, {})


def district_points(city: City) -> list[DistrictPoint]:
    """Return the districts of the city that have a centre, for the composer."""
    districts = District.objects.filter(region__cities=city, latitude__isnull=False).order_by("code")
    return [
        DistrictPoint(d.code, d.name, d.latitude or 0, d.longitude or 0, d.has_parts)
        for d in districts.annotate(has_parts=Exists(District.objects.filter(parent=OuterRef("pk"))))
    ]
