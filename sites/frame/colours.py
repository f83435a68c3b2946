"""A city's colours: two inks, their overprint, and whether text on them can be read.

Formulas: overprint as in printing, channel by channel; contrast as in WCAG 2.2
(relative luminance, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"

PAPER = "#FEFDFB"
INK = "#221C2C"
WHITE = "#FFFFFF"
MINIMUM_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
# Shares of the inks on white: the same numbers as --a-wash and --b-wash in look.css.
WASH_A, WASH_B = 0.18, 0.14


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green, blue of "#RRGGBB", each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def overprint(a: str, b: str) -> str:
    """Return the colour of ink `b` printed over ink `a`: floor((a × b + 127) / 255) per channel."""
    mixed = ((x * y + 127) // 255 for x, y in zip(channels(a), channels(b), strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def wash(ink: str, share: float) -> str:
    """Return `ink` thinned on white to `share` (0 to 1)."""
    mixed = (round(255 + (x - 255) * share) for x in channels(ink))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, 1 (none) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast_problems(a: str, b: str) -> dict[str, Any]:
    """Return, per field of the city, why text in these colours could not be read; {} if all is well."""
    ab = overprint(a, b)
    problems = {}
    for field, ink in (("ink_a", a), ("ink_b", b)):
        if contrast(INK, ink) < MINIMUM_CONTRAST:
            problems[field] = _("Dark text cannot be read on this colour. Please choose a lighter one.")
    grounds = (PAPER, WHITE, wash(a, WASH_A), wash(b, WASH_B))
    if not problems and min(contrast(ab, ground) for ground in grounds) < MINIMUM_CONTRAST:
        problems["ink_b"] = _(
            "Printed over each other, the two colours are too light for links and buttons. "
            "Please choose colours that lie further apart."
        )
    return problems
