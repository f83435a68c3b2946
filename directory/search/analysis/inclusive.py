"""Inclusive spellings: Migrant*innen, :innen, _innen, ·innen, /innen, /-innen, (inn)en, MigrantInnen.

All are brought to the star first; then a word with a star stands for its feminine and its
masculine form, also inside a compound (Migrant*innenverein).
"""

import re
from typing import Final, NamedTuple

STAR: Final = "*"
_HINT: Final = re.compile(r"[*:_·•∙⁎!’'/(]-?\s?(?:in|IN)|[a-zäöüß]In|\w\*\w")
# What stands before is only looked back at: a long run of letters must not be read again and again.
_SEPARATED: Final = re.compile(
    r"(?<=[^\W\d_]{2})(?:\s?[*⁎]|[:_·•∙!’']|/-?)(?:(innen|INNEN)|(in|IN)(?![^\W\d_]))"
)
_IN_BRACKETS: Final = re.compile(r"(?<=[^\W\d_]{2})\((?:inn\)en|-?innen\))")
_ONE_IN_BRACKETS: Final = re.compile(r"(?<=[^\W\d_]{2})\(-?in\)")
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-zäöüß]{2})Innen(?![A-ZÄÖÜ])")
# "In" is the end of many names (LinkedIn); of persons only after these.
_ONE_INNER_CAPITAL: Final = re.compile(r"(?:(?<=er|or)|(?<=ent|ant|ist|eur|log))In(?![^\W\d_])")
_STARRED: Final = re.compile(r"(.+?)\*(innen|in)(.*)", re.DOTALL | re.IGNORECASE)

_OTHERWISE: Final = (  # stem of the feminine, masculine plural, masculine singular
    ("ärzt", "ärzte", "arzt"),
    ("köch", "köche", "koch"),
    ("anwält", "anwälte", "anwalt"),
    ("rät", "räte", "rat"),
    ("bäuer", "bauern", "bauer"),
    ("nachbar", "nachbarn", "nachbar"),
    ("pat", "paten", "pate"),
    ("bot", "boten", "bote"),
)
_PLURAL_E: Final = ("freund", "wirt", "feind", "eur", "är", "ul", "chef", "gemahl", "spion", "general")
_ENDINGS_EN: Final = (
    "or ent ant ist at et it ot log arch graf graph nom soph urg aut yst ekt ut and oph mensch held christ"
)
_PLURAL_EN: Final = tuple(_ENDINGS_EN.split())


class Inclusive(NamedTuple):
    """What an inclusive word stands for; `rest` is what follows in a compound, else ""."""

    feminine: str
    masculine: tuple[str, ...]
    rest: str

    @property
    def whole(self) -> str:
        return self.feminine + self.rest

    @property
    def masculine_whole(self) -> tuple[str, ...]:
        # Only the plural stands before another word.
        return tuple(word + self.rest for word in (self.masculine[:1] if self.rest else self.masculine))


def with_stars(text: str) -> str:
    """Return the text with every inclusive spelling written with a star.

    >>> with_stars("Student/-innen und MigrantInnenvereine")
    'Student*innen und Migrant*innenvereine'
    """
    if not _HINT.search(text):
        return text
    text = _SEPARATED.sub(lambda found: STAR + (found[1] or found[2]), text)
    text = _IN_BRACKETS.sub("*innen", text)
    text = _ONE_IN_BRACKETS.sub("*in", text)
    text = _INNER_CAPITAL.sub("*innen", text)
    return _ONE_INNER_CAPITAL.sub("*in", text)


def read_inclusive(word: str) -> Inclusive | None:
    """Return what a word with a star stands for, None if it is no inclusive spelling of persons."""
    found = _STARRED.fullmatch(word)
    if not found:
        return None
    head, ending, rest = found[1].lower(), found[2].lower(), found[3].lower()
    plural, singular = masculine_of(head)
    masculine = (plural, singular) if ending == "innen" else (singular,)
    return Inclusive(head + ending, tuple(dict.fromkeys(masculine)), rest)


def masculine_of(head: str) -> tuple[str, str]:
    """Return masculine plural and singular for the part before "innen", in lower case.

    >>> masculine_of("migrant"), masculine_of("gärtner"), masculine_of("köch"), masculine_of("kolleg")
    (('migranten', 'migrant'), ('gärtner', 'gärtner'), ('köche', 'koch'), ('kollegen', 'kollege'))
    """
    for ending, plural, singular in _OTHERWISE:
        if head.endswith(ending):
            before = head[: -len(ending)]
            return before + plural, before + singular
    if head.endswith(("er", "el")):
        return head, head
    if head.endswith(_PLURAL_E):
        return head + "e", head
    if head.endswith(_PLURAL_EN):
        return head + "en", head
    return head + "en", head + "e"


def masculine_of_feminine(folded: str) -> str:
    """Return the masculine form for a folded feminine one, "" if the word is none.

    In the singular only endings that are always of persons count: Trainerin, not Berlin.
    """
    if folded.endswith("innen") and len(folded) > 8:
        return masculine_of(folded[:-5])[0]
    if len(folded) > 7 and folded.endswith(("erin", "ntin", "istin", "orin", "ogin")):
        return masculine_of(folded[:-2])[1]
    return ""
