"""Legal forms: what stands in every second name and tells nobody apart."""

import re
from typing import Final

# "ev." before a word is "evangelisch"; at the end of what somebody types it is the legal form.
_REGISTERED: Final = re.compile(
    r"(?<![^\W_])(?:n\.?\s?)?(?:e\.?\s?V\.?|e\.\s?v\.?|E\.\s?V\.?|(?:ev|EV)\.?(?=\s*$))(?![^\W_])"
)
_COOPERATIVE: Final = re.compile(r"(?<![^\W_])e\.?\s?G\.?(?![^\W_])")
_HINT: Final = re.compile(r"[eE]\.?\s?[vVG](?![^\W_])")

LEGAL: Final[dict[str, str]] = {  # folded word → the one way to write it
    word: word for word in ("ggmbh", "gmbh", "gug", "ug", "gbr", "kdoer", "ohg", "gag", "haftungsbeschraenkt")
} | {
    "ev": "ev",
    "nev": "ev",
    "eg": "eg",
    "verein": "verein",
    "vereine": "verein",
    "vereinen": "verein",
    "vereins": "verein",
    "eingetragener": "ev",
    "eingetragene": "eg",
    "gemeinnuetzige": "gemeinnuetzig",
    "gemeinnuetziger": "gemeinnuetzig",
    "gemeinnuetzig": "gemeinnuetzig",
}


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
    bare = [word for word in words if word.strip("(),").lower() not in {"ev", *_FORMS_ALONE}]
    return " ".join(bare) or text


_FORMS_ALONE: Final = frozenset(
    ("ggmbh", "gmbh", "gug", "ug", "gbr", "eg", "kdör", "ohg", "haftungsbeschränkt")
)
