"""Numbers, postcodes, streets and house numbers, brought to one writing."""

import re
from typing import Final

_GROUPED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[.\u2009\u202f']\d{3})+(?![\d.,]?\d)")
_STREET: Final = re.compile(r"str(?:\.(?![^\W_])|(?=\s+\d))", re.IGNORECASE)
_HOUSE_LETTER: Final = re.compile(r"(stra(?:ß|ss)e\s+\d{1,4})\s([a-zA-Z])(?![^\W_])", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"(?!00)\d{5}")


def join_numbers(text: str) -> str:
    """Return the text with grouped digits joined, "Str." written out, letters at their house number.

    >>> join_numbers("Weingartenstr. 61 a, 1.100 Gäste")
    'Weingartenstraße 61a, 1100 Gäste'
    """
    text = _STREET.sub("straße", text)
    if "tra" in text:
        text = _HOUSE_LETTER.sub(r"\1\2", text)
    return _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text)


def is_number(folded: str) -> bool:
    return folded.isascii() and folded.isdigit()


def is_postcode(folded: str) -> bool:
    """Whether the digits can be a German postcode. Years and house numbers are shorter."""
    return bool(_POSTCODE.fullmatch(folded))
