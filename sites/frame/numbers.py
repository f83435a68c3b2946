"""Numbers as a reader of the active language writes them."""

from babel.numbers import format_decimal

from sites.frame.languages import babel_locale


def kilometres(distance: float) -> str:
    """Return kilometres to one decimal, whole ones from ten on: "1,5 km", "12 km"."""
    pattern = "0.#" if distance < 10 else "0"
    return f"{format_decimal(distance, pattern, locale=babel_locale())} km"
