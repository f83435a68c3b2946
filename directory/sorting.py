"""The order of names, as a German reader looks for them, whatever their script."""

import re

from anyascii import anyascii

NO_LETTER = "#"


def sort_key(name: str) -> str:
    """Return Latin letters and digits in lower case; ä sorts as a, ß as ss, Cyrillic and Arabic by sound.

    >>> sort_key("„Über den Zaun“ e. V.")
    'uber den zaun e v'
    """
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(name).lower()))[:220]


def first_letter(key: str) -> str:
    """Return the letter under which a sort key stands in the alphabet, "#" for digits."""
    return key[:1].upper() if key[:1].isalpha() else NO_LETTER
