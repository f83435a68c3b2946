"""Flat geometric shapes as polygons, the vocabulary of the demo pictures.

A shape is a tuple of polygons, a polygon a tuple of points (x, y) in picture units,
y downwards. Angles are in degrees, 0 to the right, then clockwise.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import atan2, ceil, cos, degrees, hypot, radians, sin, sqrt

from directory.emblem import SHAPES

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Shape = tuple[Polygon, ...]

_STEP_DEGREES = 2.0


def polygon(*points: Point) -> Shape:
    """Return the shape with these corners."""
    return (points,)


def rect(x: float, y: float, width: float, height: float) -> Shape:
    """Return an upright rectangle; x, y is its upper left corner."""
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def box(x: float, y: float, width: float, height: float, *radii: float) -> Shape:
    """Return a rectangle with round corners.

    `radii` are one for all corners or four: upper left, upper right, lower right, lower left.
    """
    upper_left, upper_right, lower_right, lower_left = radii if len(radii) == 4 else radii * 4
    right, bottom = x + width, y + height
    return (
        _arc(x + upper_left, y + upper_left, upper_left, 180, 270)
        + _arc(right - upper_right, y + upper_right, upper_right, 270, 360)
        + _arc(right - lower_right, bottom - lower_right, lower_right, 0, 90)
        + _arc(x + lower_left, bottom - lower_left, lower_left, 90, 180),
    )


def disc(x: float, y: float, radius: float) -> Shape:
    """Return a circle."""
    return (_arc(x, y, radius, 0, 360),)


def oval(x: float, y: float, across: float, down: float) -> Shape:
    """Return an upright ellipse with the half axes `across` and `down`."""
    return (tuple((x + across * cx, y + down * cy) for cx, cy in _arc(0, 0, 1, 0, 360)),)


def slice_of(x: float, y: float, radius: float, start: float, end: float) -> Shape:
    """Return the part of a circle between two angles, with its centre as a corner."""
    return (((x, y), *_arc(x, y, radius, start, end)),)


def ring(x: float, y: float, radius: float, width: float, start: float = 0, end: float = 360) -> Shape:
    """Return an arc of a ring; `radius` is that of its outer edge."""
    parts = max(1, ceil((end - start) / 180))
    span = (end - start) / parts
    bands = []
    for i in range(parts):
        low, high = start + i * span, start + (i + 1) * span
        bands.append(_arc(x, y, radius, low, high) + _arc(x, y, radius - width, low, high)[::-1])
    return tuple(bands)


def stroke(width: float, *points: Point, butt: bool = False) -> Shape:
    """Return a line through the points, with round ends and corners (`butt`: straight ends)."""
    bars = tuple(_bar(width, start, end) for start, end in pairwise(points))
    joints = points[1:-1] if butt else points
    return bars + tuple(_arc(x, y, width / 2, 0, 360) for x, y in joints)


def figure(name: str, x: float, y: float, size: float, turn: float = 0) -> Shape:
    """Return a shape of the emblems, `size` units wide and high, its centre at x, y."""
    return moved(turned(scaled(path(SHAPES[name]), size / 52), turn), x, y)


def path(data: str) -> Shape:
    """Return the polygons of SVG path data: absolute M, L, H, V, Q, C, circular A and Z."""
    polygons: list[Polygon] = []
    points: list[Point] = []
    for command, numbers in _commands(data):
        if command == "M" and points:
            polygons.append(tuple(points))
            points = []
        points.extend(_segment(command, numbers, points[-1] if points else (0, 0)))
    return (*polygons, tuple(points))


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return the shape moved by dx, dy."""
    return tuple(tuple((x + dx, y + dy) for x, y in points) for points in shape)


def scaled(shape: Shape, across: float, down: float | None = None) -> Shape:
    """Return the shape scaled from 0,0; a negative factor mirrors."""
    down = across if down is None else down
    return tuple(tuple((x * across, y * down) for x, y in points) for points in shape)


def turned(shape: Shape, angle: float, x: float = 0, y: float = 0) -> Shape:
    """Return the shape turned about x, y."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return tuple(
        tuple((x + (px - x) * c - (py - y) * s, y + (px - x) * s + (py - y) * c) for px, py in points)
        for points in shape
    )


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Polygon:
    steps = max(1, ceil(abs(end - start) / _STEP_DEGREES))
    angles = (radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return tuple((x + radius * cos(angle), y + radius * sin(angle)) for angle in angles)


def _bar(width: float, start: Point, end: Point) -> Polygon:
    (x0, y0), (x1, y1) = start, end
    length = hypot(x1 - x0, y1 - y0)
    dx, dy = (y0 - y1) / length * width / 2, (x1 - x0) / length * width / 2
    return ((x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy))


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    arity = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "A": 7}
    for command, text in re.findall(r"([MLHVQCA])([^A-Z]*)", data):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text)]
        for i in range(0, len(numbers), arity[command]):
            yield ("L" if command == "M" and i else command), numbers[i : i + arity[command]]


def _segment(command: str, numbers: list[float], here: Point) -> Polygon:
    if command == "H":
        return ((numbers[0], here[1]),)
    if command == "V":
        return ((here[0], numbers[0]),)
    if command == "A":
        return _circular(here, (numbers[5], numbers[6]), numbers[0], bool(numbers[3]), bool(numbers[4]))
    corners = [here, *zip(numbers[::2], numbers[1::2], strict=True)]
    if command in "ML":
        return (corners[-1],)
    return tuple(_bezier(corners, i / 32) for i in range(1, 33))


def _bezier(corners: list[Point], t: float) -> Point:
    while len(corners) > 1:
        corners = [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for (x0, y0), (x1, y1) in pairwise(corners)]
    return corners[0]


def _circular(start: Point, end: Point, radius: float, large: bool, clockwise: bool) -> Polygon:
    """Points of an SVG arc; the conversion to a centre is that of SVG 1.1, appendix F.6.5."""
    (x0, y0), (x1, y1) = start, end
    half = hypot(x1 - x0, y1 - y0) / 2
    radius = max(radius, half)
    height = sqrt(radius * radius - half * half) / (2 * half) * (1 if large != clockwise else -1)
    x = (x0 + x1) / 2 + height * (y0 - y1)
    y = (y0 + y1) / 2 + height * (x1 - x0)
    first, last = degrees(atan2(y0 - y, x0 - x)), degrees(atan2(y1 - y, x1 - x))
    if clockwise and last <= first:
        last += 360
    if not clockwise and last >= first:
        last -= 360
    return _arc(x, y, radius, first, last)
