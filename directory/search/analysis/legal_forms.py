"""Legal forms: what stands in every second name and tells nobody apart."""

import re
from typing import Final

from directory.search.analysis.folding import fold

# "ev." before a word is "evangelisch"; at the end of what somebody types it is the legal form.
_REGISTERED: Final = re.compile(
    r"(?<![^\W_])(?:n\.?\s?)?(?:e\.?\s?V\.?|e\.\s?v\.?|E\.\s?V\.?|(?:ev|EV)\.?(?=\s*$))(?![^\W_])"
)
_COOPERATIVE: Final = re.compile(r"(?<![^\W_])e\.?\s?G\.?(?![^\W_])")
_HINT: Final = re.compile(r"[eE]\.?\s?[vVG](?![^\W_])")

# The texts of tokens: with dots, so that no word is like them ("Ev. Kirche").
_AS_WRITTEN: Final = {"eV": "e.v.", "eG": "e.g."}
_COMPANIES: Final = ("ggmbh", "gmbh", "gug", "ug", "gbr", "kdoer", "ohg", "haftungsbeschraenkt")
_WORDS: Final[dict[str, str]] = {word: word for word in _COMPANIES} | {
    "verein": "verein",
    "vereine": "verein",
    "vereinen": "verein",
    "vereins": "verein",
    "eingetragener": "e.v.",
    "eingetragene": "e.g.",
    "gemeinnuetzige": "gemeinnuetzig",
    "gemeinnuetziger": "gemeinnuetzig",
    "gemeinnuetzig": "gemeinnuetzig",
}


def legal_form(word: str, folded: str) -> str:
    """Return the legal form that a word of a text in one writing names, "" if it names none."""
    return _AS_WRITTEN.get(word) or _WORDS.get(folded, "")


def join_legal_forms(text: str) -> str:
    """Return the text with "e. V." and "e. G." written as one word.

    >>> join_legal_forms("Klub Bursztyn e. V.")
    'Klub Bursztyn eV'
    """
    if not _HINT.search(text):
        return text
    return _COOPERATIVE.sub("eG", _REGISTERED.sub("eV", text))


def without_legal_forms(text: str) -> str:
    """Return a name without what says only its legal form; a name that is nothing else stays."""
    words = join_legal_forms(text).split()
    bare = [word for word in words if word not in _AS_WRITTEN and fold(word).strip("(),") not in _COMPANIES]
    return " ".join(bare) or text
