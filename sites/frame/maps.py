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

# Labels keep their size while the map shrinks, so they are placed for a telephone of 320 pixels.
NARROW_PX = 288
LETTER_PX = 6.2
LINE_PX = 14
EDGE_WEIGHT = 1000  # a label over the edge is worse than one over its neighbour
Box = tuple[float, float, float, float]  # left, top, right, bottom, in pixels
# Where a label may stand beside its disc: its anchor, and how far (in radii with a gap) to the side and down.
SIDES = {
    "end": ("start", 1, 0),
    "start": ("end", -1, 0),
    "above": ("mid", 0, -1),
    "below": ("mid", 0, 1),
    "end above": ("start", 0.75, -0.75),
    "end below": ("start", 0.75, 0.75),
    "start above": ("end", -0.75, -0.75),
    "start below": ("end", -0.75, 0.75),
}


@dataclass(frozen=True)
class Spot:
    """A district with its number; x and y in per cent of the map, radius in pixels."""

    name: str
    code: str
    count: int
    x: float
    y: float
    radius: int


@dataclass(frozen=True)
class Place(Spot):
    """A spot with its label: how far from the centre (pixels) it is anchored, and which end of it."""

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
    spots = [_spot(outline, district, count) for district, count in placed.items()]
    # Districts of the surroundings may lie beyond the outline.
    inside = [spot for spot in spots if 0 <= spot.x <= 100 and 0 <= spot.y <= 100]
    bar = 100 * SCALE_KM / KM_PER_DEGREE * outline.scale / WIDTH
    places = label_places(sorted(inside, key=lambda spot: spot.y), outline.height / WIDTH)
    return CityMap(outline, places, round(bar, 1), region.attribution)


def _spot(outline: Outline, district: District, count: int) -> Spot:
    x, y = outline.at(district.latitude or 0, district.longitude or 0)
    return Spot(district.name, district.code, count, x, y, 11 + round(2 * math.sqrt(count)))


def label_places(spots: list[Spot], ratio: float) -> list[Place]:
    """Put each label where it covers no disc, no other label and no edge of a map `ratio` times as high as wide.

    Sides are tried in the order of SIDES; where none is free, the one that covers
    least is taken.
    """
    discs = [_box(spot, 0, 0, spot.radius, spot.radius, ratio) for spot in spots]
    taken: list[Box] = list(discs)
    places = []
    for spot, own in zip(spots, discs, strict=True):
        others = [box for box in taken if box is not own]
        covered = {side: _covered(_label_box(spot, side, ratio), others, ratio) for side in SIDES}
        side = min(SIDES, key=lambda side: covered[side])
        taken.append(_label_box(spot, side, ratio))
        label_x, label_y = _label_shift(spot, side)
        places.append(Place(**vars(spot), label_x=label_x, label_y=label_y, anchor=SIDES[side][0]))
    return places


def _label_shift(spot: Spot, side: str) -> tuple[int, int]:
    """Return how far the label's anchor lies from the centre of the disc, in pixels."""
    _anchor, across, down = SIDES[side]
    gap = spot.radius + 5
    base_line = {"above": 0, "below": 9}.get(side, 4)
    return round(across * gap), round(down * gap + base_line)


def _label_box(spot: Spot, side: str, ratio: float) -> Box:
    anchor, across, down = SIDES[side]
    half_width, half_height = len(spot.name) * LETTER_PX / 2, LINE_PX / 2
    gap = spot.radius + 5
    dx = across * gap + {"start": half_width, "end": -half_width, "mid": 0}[anchor]
    dy = down * (gap + (half_height if anchor == "mid" else 0))
    return _box(spot, dx, dy, half_width, half_height, ratio)


def _box(spot: Spot, dx: float, dy: float, half_width: float, half_height: float, ratio: float) -> Box:
    x, y = spot.x * NARROW_PX / 100 + dx, spot.y * NARROW_PX * ratio / 100 + dy
    return x - half_width, y - half_height, x + half_width, y + half_height


def _covered(box: Box, others: list[Box], ratio: float) -> float:
    """Return how many square pixels of `box` lie over others, or over the edge (which weighs more)."""
    left, top, right, bottom = box
    area = sum(
        max(0.0, min(right, r) - max(left, x)) * max(0.0, min(bottom, b) - max(top, y))
        for x, y, r, b in others
    )
    beyond = (
        max(0.0, -left) + max(0.0, right - NARROW_PX) + max(0.0, -top) + max(0.0, bottom - NARROW_PX * ratio)
    )
    return area + EDGE_WEIGHT * beyond


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
