"""Abbreviations: with dots, with spaces, without; and what well-known ones stand for."""

import re
from collections.abc import Sequence
from typing import Final

_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[^\S\n]?){2,}(?:[^\W\d_](?![^\W_]))?")

# Abbreviation → its words, folded. A body of the whole country or a word that everybody knows
# by both names; local ones stand among an association's other names.
LONG: Final[dict[str, tuple[str, ...]]] = {
    short: tuple(words.split())
    for short, words in {
        "adfc": "allgemeiner deutscher fahrrad club",
        "asb": "arbeiter samariter bund",
        "awo": "arbeiterwohlfahrt",
        "azubi": "auszubildende",
        "bfd": "bundesfreiwilligendienst",
        "csd": "christopher street day",
        "cvjm": "christlicher verein junger menschen",
        "daf": "deutsch als fremdsprache",
        "daz": "deutsch als zweitsprache",
        "dgb": "deutscher gewerkschaftsbund",
        "dlrg": "deutsche lebens rettungs gesellschaft",
        "drk": "deutsches rotes kreuz",
        "ev": "evangelisch",
        "ffw": "freiwillige feuerwehr",
        "fh": "fachhochschule",
        "fsj": "freiwilliges soziales jahr",
        "juz": "jugendzentrum",
        "kath": "katholisch",
        "kgv": "kleingartenverein",
        "kita": "kindertagesstaette",
        "mgh": "mehrgenerationenhaus",
        "mso": "migrantenselbstorganisation",
        "nabu": "naturschutzbund",
        "ogs": "offene ganztagsschule",
        "oepnv": "oeffentlicher nahverkehr",
        "sv": "sportverein",
        "thw": "technisches hilfswerk",
        "uni": "universitaet",
        "vhs": "volkshochschule",
        "wg": "wohngemeinschaft",
    }.items()
}
_BY_FIRST: Final[dict[str, list[tuple[tuple[str, ...], str]]]] = {}
for _short, _words in LONG.items():
    _BY_FIRST.setdefault(_words[0], []).append((_words, _short))


def join_dotted(text: str) -> str:
    """Return the text with single letters before dots written as one word.

    >>> join_dotted("V.H.S. und S. V. Hafenblick")
    'VHS und SV Hafenblick'
    """
    if "." not in text:
        return text
    return _DOTTED.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    space = " " if found[0][-1:].isspace() else ""
    return "".join(letter for letter in found[0] if letter.isalpha()) + space


def short_forms(words: Sequence[str]) -> list[tuple[int, str]]:
    """Return the abbreviations of what is written out among folded words, each with its position."""
    return [
        (position, short)
        for position, word in enumerate(words)
        for long, short in _BY_FIRST.get(word, ())
        if tuple(words[position : position + len(long)]) == long
    ]
