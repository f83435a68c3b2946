"""From a text to its written words: one writing for what stands between and around letters."""

import re
from typing import Final

from directory.search.analysis.abbreviations import join_dotted
from directory.search.analysis.folding import clean
from directory.search.analysis.inclusive import with_stars
from directory.search.analysis.legal_forms import join_legal_forms
from directory.search.analysis.numbers import join_numbers

LONGEST_WORD: Final = 80
# Vowel signs of Indic and Southeast Asian scripts and marks that do not compose belong to their word.
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
)
_SIGN: Final = rf"[^\W_]|[{_MARKS}]"
_WORD: Final = re.compile(rf"(?:{_SIGN})+(?:[-‐‑–'’*](?:{_SIGN})+)*")
_ELLIPSIS: Final = re.compile(r"(?<![^\W_])([^\W\d_]{3,})-\s+(?:und|oder|u\.|&|\+)\s+([^\W\d_]{6,})")


def one_writing(text: str) -> str:
    """Return the text with inclusive spellings, legal forms, abbreviations and numbers in one writing each."""
    return join_numbers(join_dotted(join_legal_forms(with_stars(clean(text)))))


def written_words(text: str, most: int) -> list[str]:
    """Return the words of a text in one writing, at most `most`; hyphens and stars inside a word stay."""
    words: list[str] = []
    for found in _WORD.finditer(text):
        if len(words) >= most:
            break
        words.append(found[0][:LONGEST_WORD])
    return words


def shared_heads(text: str) -> list[tuple[str, str]]:
    """Return the pairs of which the first lacks the last part of the second.

    >>> shared_heads("Sport- und Spielring")
    [('Sport', 'Spielring')]
    """
    return _ELLIPSIS.findall(text) if "- " in text else []
