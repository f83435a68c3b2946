"""What is near an association and does something similar."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db.models import F, FloatField, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import DirectoryEntry
from directory.staff_choices import Precision
from sites.frame.numbers import kilometres
from sites.geo import Point, distance
from sites.models import District

NEAREST = 5
NEIGHBOUR = 3_000  # metres between the centres of districts that count as neighbours
ROSE_REACH = 4_000  # metres
ROSE_RADIUS = 176  # units of the picture, in which the centre is 200, 200


@dataclass(frozen=True)
class Near:
    """Another association: how far in words, the fields that both share, and where it stands in the rose."""

    entry: DirectoryEntry
    distance: str
    shared: list[str]  # codes of activity fields
    spot: tuple[int, int] | None  # None where only the district is public, or too far away


def nearest(entry: DirectoryEntry) -> list[Near]:
    """Return up to five associations with a field in common, by distance; one query."""
    if entry.latitude is None or not entry.fields:
        return []
    others = DirectoryEntry.objects.filter(city=entry.city_id, fields__overlap=entry.fields)
    others = others.exclude(pk=entry.pk).filter(latitude__isnull=False).select_related("district")
    found = others.annotate(away=_squared_distance(entry)).order_by("away", "sort_key")[:NEAREST]
    return [_near(entry, other) for other in found]


def _squared_distance(entry: DirectoryEntry) -> Combinable:
    """Square of the distance on a map that is squeezed by the latitude: enough for an order."""
    latitude, longitude = entry.latitude or 0, entry.longitude or 0
    squeeze = math.cos(math.radians(latitude))
    north = F("latitude") - Value(latitude, output_field=FloatField())
    east = (F("longitude") - Value(longitude, output_field=FloatField())) * Value(squeeze)
    return north * north + east * east


def _near(entry: DirectoryEntry, other: DirectoryEntry) -> Near:
    shared = [code for code in entry.fields if code in other.fields]
    if not (is_exact(entry) and is_exact(other)):
        return Near(other, district_words(entry.district, other.district), shared, None)
    one, two = point_of(entry), point_of(other)
    away = distance(one, two)
    return Near(other, distance_words(away), shared, _spot(one, two) if away <= ROSE_REACH else None)


def is_exact(entry: DirectoryEntry) -> bool:
    return entry.precision == Precision.EXACT and entry.latitude is not None


def point_of(entry: DirectoryEntry) -> Point:
    return Point(entry.latitude or 0, entry.longitude or 0)


def distance_words(metres: float) -> str:
    """Return a distance as people say it: "400 m", "1,5 km"; "in the same house" below 15 m."""
    if metres < 15:
        return _("same address")
    if metres < 950:
        rounded = max(50, round(metres / 50) * 50)
        return ngettext("%(count)d m", "%(count)d m", rounded) % {"count": rounded}
    return kilometres(metres / 1000)


def district_words(one: District | None, other: District | None) -> str:
    """Return how districts lie to each other, where the exact place of one is not public."""
    if one is None or other is None:
        return other.name if other else ""
    if one == other:
        return _("in the same district")
    return _("in a neighbouring district") if _are_neighbours(one, other) else other.name


def _are_neighbours(one: District, other: District) -> bool:
    if other.pk == one.parent_id or one.pk == other.parent_id:
        return True
    if one.latitude is None or other.latitude is None:
        return False
    centres = [Point(place.latitude or 0, place.longitude or 0) for place in (one, other)]
    return distance(*centres) <= NEIGHBOUR


def _spot(centre: Point, place: Point) -> tuple[int, int]:
    """True bearing; the distance on a square-root scale, so that what is near has room."""
    north = place.latitude - centre.latitude
    east = (place.longitude - centre.longitude) * math.cos(math.radians(centre.latitude))
    bearing = math.atan2(east, north)
    radius = ROSE_RADIUS * math.sqrt(distance(centre, place) / ROSE_REACH)
    return round(200 + radius * math.sin(bearing)), round(200 - radius * math.cos(bearing))
