"""Words with umlauts as they are written without: Körne, Koerne, Korne."""

import re
from typing import Final

from directory.search.analysis.folding import fold

_DROPPED: Final = str.maketrans("äöüÄÖÜőűŐŰøØ", "aouAOUouOUoO")
# "ue" after these is no ü: neue, bequem, Bauer.
_DIGRAPH: Final = re.compile(r"([ao])e|(?<![aeq])(u)e")
_TURKISH: Final = re.compile("[çğışÇĞİŞ]")


def without_umlauts(word: str) -> str:
    """Return the folded word with a, o, u for ä, ö, ü, "" if that changes nothing.

    >>> without_umlauts("Körne"), without_umlauts("Koerne"), without_umlauts("Neue")
    ('korne', 'korne', '')
    """
    if word.isascii():
        folded = dropped = word.lower()
    else:
        folded, dropped = fold(word), fold(word.translate(_DROPPED))
    if dropped == folded:
        # The word may have been written with two letters.
        dropped = collapsed(folded)
    return dropped if dropped != folded else ""


def collapsed(folded: str) -> str:
    """Return a folded word with a, o, u for ae, oe, ue; it may then be no word at all (Poesie → posie)."""
    return _DIGRAPH.sub(lambda found: found[1] or found[2], folded)


def is_turkish(word: str, language: str) -> bool:
    """Whether ö and ü of a word are Turkish letters: its readers know no "oe", and many type plain "o"."""
    return language == "tr" or bool(_TURKISH.search(word))
