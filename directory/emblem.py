"""Emblems: two overprinted shapes that stand for an association's activity fields.

Pure functions from plain data to SVG text. All numbers are whole, so the same
name and fields give the same bytes in every language. No name or label of an
association ever goes into the SVG; the name stands beside the image.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from types import MappingProxyType
from typing import Final

INKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sun": "#FFC53D",
        "coral": "#FF8F70",
        "rose": "#F29BB8",
        "lilac": "#AE9BE4",
        "sky": "#74BBEB",
        "teal": "#4DB9A8",
        "lime": "#A9CD62",
        "stone": "#C9C2D0",
    }
)

# Path data; each shape is centred on 0,0 and fits a circle of radius 32.
SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "triangle": "M-27 22L0-26L27 22Z",
        "half": "M-30 15A30 30 0 0 1 30 15Z",
        "disc": "M-25 0A25 25 0 1 1 25 0A25 25 0 1 1-25 0Z",
        "arch": "M-22 25V-3A22 22 0 0 1 22-3V25Z",
        "square": "M-22-22H22V22H-22Z",
        "drop": "M-24-24H0A24 24 0 1 1-24 0Z",
        "fan": "M-21 23V-25A48 48 0 0 1 27 23Z",
        "clover": "M0-17A13 13 0 1 1 17 0A13 13 0 1 1 0 17A13 13 0 1 1-17 0A13 13 0 1 1 0-17Z",
        "leaf": "M-24 24V0A24 24 0 0 1 0-24H24V0A24 24 0 0 1 0 24Z",
        "pill": "M-12-18H12A18 18 0 0 1 12 18H-12A18 18 0 0 1-12-18Z",
        "hexagon": "M-26 0L-13-23H13L26 0L13 23H-13Z",
        "stairs": "M-24 24V-24H-8V-8H8V8H24V24Z",
        "diamond": "M0-30L30 0L0 30L-30 0Z",
        "pillow": "M-25-25Q0-13 25-25Q13 0 25 25Q0 13-25 25Q-13 0-25-25Z",
        "wave": "M-26 18V-2A13 13 0 0 1 0-2A13 13 0 0 0 26-2V18Z",
        "bow": "M-24-21L0-7L24-21V21L0 7L-24 21Z",
        "chevron": "M-24-21H2L24 0L2 21H-24L-6 0Z",
        "lens": "M-30 0A34 34 0 0 1 30 0A34 34 0 0 1-30 0Z",
        "trapeze": "M-13-22H13L24 21H-24Z",
        "bridge": "M-26-18H26V18H14A14 14 0 0 0-14 18H-26Z",
    }
)

# Code of an activity field -> (shape, ink), in the order of the vocabulary.
FIELDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "sport": ("disc", "teal"),
        "kultur": ("half", "rose"),
        "musik": ("wave", "lilac"),
        "freizeit": ("bow", "sun"),
        "bildung": ("square", "sky"),
        "sprache": ("drop", "lilac"),
        "jugend": ("triangle", "sun"),
        "familie": ("arch", "coral"),
        "senioren": ("trapeze", "rose"),
        "frauen": ("fan", "rose"),
        "gesundheit": ("hexagon", "lime"),
        "soziales": ("pill", "teal"),
        "migration": ("bridge", "teal"),
        "antidis": ("diamond", "coral"),
        "umwelt": ("leaf", "lime"),
        "international": ("lens", "sky"),
        "religion": ("pillow", "lilac"),
        "quartier": ("clover", "sun"),
        "arbeit": ("chevron", "coral"),
        "medien": ("stairs", "sky"),
    }
)

NO_FIELD: Final = (("disc", "stone"), ("square", "stone"))
NO_PARENTS: Final[Mapping[str, str]] = MappingProxyType({})

_HALF_GAP = (8, 9, 11, 12)
# A diagonal step is longer by √2, so its gaps are smaller and look the same.
_HALF_GAP_DIAGONAL = (6, 7, 8, 9)
_DIRECTIONS = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
_CENTRE = 48
_REACH = 27
_MARGIN = 31
# The white space of ECMAScript's trim(); str.strip() knows other characters.
_WHITE_SPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)


@dataclass(frozen=True, slots=True)
class Part:
    """One printed shape: name of shape and ink, centre in view box units, quarter turns 0 to 3."""

    shape: str
    ink: str
    x: int
    y: int
    turns: int

    def path(self, fill: str = "") -> str:
        """Return the SVG path element; without `fill` it has no colour, as in a clip path."""
        rotation = f" rotate({90 * self.turns})" if self.turns else ""
        colour = f' fill="{fill}"' if fill else ""
        place = f"translate({self.x} {self.y}){rotation}"
        return f'<path d="{SHAPES[self.shape]}" transform="{place}"{colour}/>'


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the two shapes of an emblem lie.

    `seed` is the 32-bit hash of the name, `direction` an index 0 to 7 (east, then
    clockwise), `distance` an index 0 to 3; `first` and `second` are in view box units.
    """

    seed: int
    direction: int
    distance: int
    first: Part
    second: Part

    @property
    def overprint(self) -> str:
        """Colour where both shapes lie over each other, `#RRGGBB`."""
        return overprint(INKS[self.first.ink], INKS[self.second.ink])


def name_hash(name: str) -> int:
    """Return the seed of an emblem, 0 to 2**32 - 1.

    White space at both ends and the Unicode form do not count (NFC, UTF-8).
    FNV-1a, then one mixing step so that the low bits differ.
    """
    h = 0x811C9DC5
    for byte in unicodedata.normalize("NFC", name.strip(_WHITE_SPACE)).encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    h = ((h ^ (h >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return h ^ (h >> 13)


def overprint(first: str, second: str) -> str:
    """Return the colour of two inks printed over each other, `#RRGGBB` in upper case.

    Per channel floor((a × b + 127) / 255). Both inks are `#RRGGBB`; anything else
    raises ValueError.
    """
    channels = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{(a * b + 127) // 255:02X}" for a, b in channels)


def layout(name: str, fields: Sequence[str], *, parents: Mapping[str, str] = NO_PARENTS) -> Layout:
    """Return where the shapes of an association lie.

    `fields` are codes of activity fields, main field first; the first two that can be drawn count.
    A city's own field takes shape and ink of its nearest ancestor in `parents`
    (code -> code of the parent). Fields without such an ancestor do not count; without
    any field the shapes are a disc and a square in the ink `stone`.
    """
    return arrange(name_hash(name), fields, parents=parents)


def arrange(seed: int, fields: Sequence[str], *, parents: Mapping[str, str] = NO_PARENTS) -> Layout:
    """Return the layout that belongs to a seed; only its lowest nine bits count."""
    first, second = _shapes(fields, parents)
    h = seed
    direction, distance = h & 7, (h >> 3) & 3
    turns_first, turns_second = (h >> 5) & 3, (h >> 7) & 3
    if first == second and turns_first == turns_second:
        turns_second = (turns_second + 2) & 3
    x, y = _DIRECTIONS[direction]
    half = (_HALF_GAP_DIAGONAL if x and y else _HALF_GAP)[distance]
    return Layout(
        seed=h,
        direction=direction,
        distance=distance,
        first=Part(*first, _CENTRE - x * half, _CENTRE - y * half, turns_first),
        second=Part(*second, _CENTRE + x * half, _CENTRE + y * half, turns_second),
    )


def emblem(
    name: str,
    fields: Sequence[str],
    uid: str = "",
    *,
    parents: Mapping[str, str] = NO_PARENTS,
    size: int = 96,
) -> str:
    """Return the emblem of an association as a complete SVG, `size` pixels wide and high.

    `uid` is the id of the clip path: unique in a page for inline SVG, left out for an
    image file. For `fields` and `parents` see `layout`.
    """
    return draw(layout(name, fields, parents=parents), uid, size=size)


def draw(drawn: Layout, uid: str = "", *, size: int = 96) -> str:
    """Return the SVG of a layout; for `uid` see `emblem`."""
    uid = escape(uid or "e")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="{size}" height="{size}"'
        ' aria-hidden="true" focusable="false">'
        f"{_clip(uid, drawn.first)}{_figure(drawn, uid)}</svg>"
    )


def emblem_pair(
    left: Layout,
    right: Layout,
    uid: str = "",
    *,
    common: str = "currentColor",
    right_to_left: bool = False,
) -> str:
    """Return two emblems laid over each other as a complete SVG without width and height.

    The inner shapes of both lie on one line, 27 units apart; what both emblems cover is
    filled with `common`, a CSS colour. `left` is what stands at the start of a line: with
    `right_to_left` it comes to lie on the right. `uid` starts the ids of three clip
    paths and must be unique in the page.
    """
    one, two = (right, left) if right_to_left else (left, right)
    two = _beside(one, two)
    uid, common = escape(uid or "p"), escape(common)
    shared = two.first.path(common) + two.second.path(common)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_view_box(one, two)}"'
        ' aria-hidden="true" focusable="false">'
        f"{_clip(uid + 'a', one.first)}{_clip(uid + 'b', two.first)}"
        f"{_clip(uid + 'c', one.first, one.second)}"
        f"{_figure(one, uid + 'a')}{_figure(two, uid + 'b')}"
        f'<g clip-path="url(#{uid}c)">{shared}</g></svg>'
    )


def field_shape(field: str, *, parents: Mapping[str, str] = NO_PARENTS) -> str:
    """Return the icon of one activity field as a complete SVG of 32 × 32 pixels, with a line end.

    A field that is neither in FIELDS nor below one of them is a disc in the ink `stone`.
    """
    shape, ink = FIELDS.get(_known(field, parents), NO_FIELD[0])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-32 -32 64 64" width="32" height="32">'
        f'<path d="{SHAPES[shape]}" fill="{INKS[ink]}"/></svg>\n'
    )


def _channels(ink: str) -> tuple[int, ...]:
    if len(ink) != 7 or ink[0] != "#" or not ink.isascii() or not ink[1:].isalnum():
        raise ValueError(f"not a colour of the form #RRGGBB: {ink!r}")
    return tuple(bytes.fromhex(ink[1:]))


def _known(field: str, parents: Mapping[str, str]) -> str:
    """Return the field itself or its nearest ancestor in FIELDS; "" if there is none."""
    seen = set()
    while field not in FIELDS:
        if not field or field in seen:
            return ""
        seen.add(field)
        field = parents.get(field, "")
    return field


def _shapes(fields: Sequence[str], parents: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    known = [code for code in (_known(field, parents) for field in fields) if code]
    if not known:
        return NO_FIELD
    return FIELDS[known[0]], FIELDS[known[1 % len(known)]]


def _clip(uid: str, *parts: Part) -> str:
    return f'<clipPath id="{uid}">{"".join(part.path() for part in parts)}</clipPath>'


def _figure(drawn: Layout, clip: str) -> str:
    first, second = drawn.first, drawn.second
    return (
        f"{first.path(INKS[first.ink])}{second.path(INKS[second.ink])}"
        f'<g clip-path="url(#{clip})">{second.path(drawn.overprint)}</g>'
    )


def _beside(one: Layout, two: Layout) -> Layout:
    """Move the second emblem so that the inner shapes of both meet."""
    inner = one.first if one.first.x > one.second.x else one.second
    outer = two.second if two.second.x < two.first.x else two.first
    dx, dy = inner.x + _REACH - outer.x, inner.y - outer.y
    moved = [replace(part, x=part.x + dx, y=part.y + dy) for part in (two.first, two.second)]
    return replace(two, first=moved[0], second=moved[1])


def _view_box(one: Layout, two: Layout) -> str:
    parts = (one.first, one.second, two.first, two.second)
    xs, ys = [part.x for part in parts], [part.y for part in parts]
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    return f"{left} {top} {max(xs) + _MARGIN - left} {max(ys) + _MARGIN - top}"
