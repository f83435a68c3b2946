"""Places on the globe: WGS 84, latitude and longitude in degrees, distances in metres."""

import math
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

EARTH_RADIUS = 6_371_000


class Point(NamedTuple):
    latitude: float
    longitude: float


def distance(one: Point, other: Point) -> float:
    """Return the great-circle distance in metres (haversine)."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(chord))


def contains(geometry: dict[str, Any], point: Point) -> bool:
    """Whether a GeoJSON Polygon or MultiPolygon holds the point; holes count as outside."""
    return any(
        _ring_holds(outer, point) and not any(_ring_holds(hole, point) for hole in holes)
        for outer, *holes in _polygons(geometry)
    )


def distance_to(geometry: dict[str, Any], point: Point) -> float:
    """Return metres to the nearest corner of the outline; 0 inside. Outlines have corners every few hundred metres."""
    if contains(geometry, point):
        return 0
    corners = (corner for rings in _polygons(geometry) for corner in rings[0])
    return min(distance(point, Point(latitude, longitude)) for longitude, latitude, *_height in corners)


def _polygons(geometry: dict[str, Any]) -> Iterator[list[Any]]:
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    else:
        yield from geometry["coordinates"]


def _ring_holds(ring: Iterable[Any], point: Point) -> bool:
    """Count how often a ray to the east crosses the ring: odd is inside."""
    corners = [(corner[0], corner[1]) for corner in ring]
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > point.latitude) != (y2 > point.latitude):
            crossing = x1 + (point.latitude - y1) / (y2 - y1) * (x2 - x1)
            inside ^= point.longitude < crossing
    return inside
