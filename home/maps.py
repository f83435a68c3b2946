"""The map of a city as data for SVG: its outline as one path, places in per cent.

Equirectangular projection, squeezed by the cosine of the middle latitude: at the
size of a city it is a metre-true map within one per cent.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sites.models import City, District, Region

Point = tuple[float, float]

WIDTH = 1000  # units of the view box
TOLERANCE = 5  # a corner closer than this to its chord is left out
KM_PER_DEGREE = 111.32
SCALE_KM = 5


@dataclass(frozen=True)
class Place:
    """A district with its number; x and y in per cent of the map, radius in pixels."""

    name: str
    count: int
    x: float
    y: float
    radius: int
    label_x: int
    label_y: int
    anchor: str


@dataclass(frozen=True)
class Outline:
    path: str
    height: int
    west: float
    north: float
    squeeze: float
    scale: float

    def at(self, latitude: float, longitude: float) -> Point:
        """Return x and y in per cent of width and height."""
        x = (longitude - self.west) * self.squeeze * self.scale
        y = (self.north - latitude) * self.scale
        return round(100 * x / WIDTH, 1), round(100 * y / self.height, 1)


@dataclass(frozen=True)
class CityMap:
    outline: Outline
    places: list[Place]
    scale_percent: float
    attribution: str

    @property
    def total(self) -> int:
        return sum(place.count for place in self.places)


def city_map(city: City, counts: Mapping[District, int]) -> CityMap | None:
    """Return the map of the city's first region with an outline, and its districts with their numbers."""
    region = next((region for region in city.regions.all() if region.outline), None)
    if region is None:
        return None
    outline = draw_outline(region)
    placed = {district: count for district, count in counts.items() if district.latitude is not None}
    places = [_place(outline, district, count) for district, count in placed.items()]
    # Districts of the surroundings may lie beyond the outline.
    inside = [place for place in places if 0 <= place.x <= 100 and 0 <= place.y <= 100]
    bar = 100 * SCALE_KM / KM_PER_DEGREE * outline.scale / WIDTH
    return CityMap(outline, sorted(inside, key=lambda place: place.y), round(bar, 1), region.attribution)


def _place(outline: Outline, district: District, count: int) -> Place:
    x, y = outline.at(district.latitude or 0, district.longitude or 0)
    radius = 11 + round(2 * math.sqrt(count))
    # The label reaches into the map, never over its edge.
    anchor, label_x = ("end", -radius - 5) if x > 50 else ("start", radius + 5)
    return Place(district.name, count, x, y, radius, label_x, 4, anchor)


def draw_outline(region: Region) -> Outline:
    return _draw(region.code, _rings(region.outline or {}))


def _rings(geometry: dict) -> tuple[tuple[Point, ...], ...]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)


@lru_cache(maxsize=64)
def _draw(code: str, rings: tuple[tuple[Point, ...], ...]) -> Outline:
    longitudes = [x for ring in rings for x, _y in ring]
    latitudes = [y for ring in rings for _x, y in ring]
    west, north, south = min(longitudes), max(latitudes), min(latitudes)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((max(longitudes) - west) * squeeze)
    path = "".join(_svg_path(ring, west, north, squeeze, scale) for ring in rings)
    return Outline(path, round((north - south) * scale), west, north, squeeze, scale)


def _svg_path(ring: tuple[Point, ...], west: float, north: float, squeeze: float, scale: float) -> str:
    points = [((x - west) * squeeze * scale, (north - y) * scale) for x, y in ring]
    corners = simplify(points, TOLERANCE)[:-1]
    return "M" + "L".join(f"{round(x)} {round(y)}" for x, y in corners) + "Z"


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out corners that hardly bend the line (Douglas and Peucker 1973); a ring is cut in two first."""
    if len(points) > 3 and points[0] == points[-1]:
        middle = len(points) // 2
        return simplify(points[: middle + 1], tolerance)[:-1] + simplify(points[middle:], tolerance)
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x1, y2 - y1) or 1
    distances = [abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length for x, y in points[1:-1]]
    worst = max(distances, default=0)
    if worst <= tolerance:
        return [points[0], points[-1]]
    index = distances.index(worst) + 1
    return simplify(points[: index + 1], tolerance)[:-1] + simplify(points[index:], tolerance)
