"""What the analysis makes of a text: tokens, each with its kind, its place and its strength."""

from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """How a token came from what is written. The three spaces never meet each other."""

    EXACT = "exact"  # the folded word
    NUMBER = "number"
    POSTCODE = "postcode"
    VARIANT = "variant"  # the same word written otherwise
    JOINED = "joined"  # this word and the next written as one; it stands for both
    LATIN = "latin"  # a name from another script in Latin letters
    PART = "part"  # of a compound
    LEGAL = "legal"  # a legal form: may help, is never demanded
    STOP = "stop"  # a word that says nothing alone
    STEM = "stem"
    LOOSE_STEM = "loose_stem"  # a stem without its umlaut or its feminine ending
    PART_STEM = "part_stem"
    SOUND = "sound"  # consonants as they sound


# How sure a kind is, 1 to 100. Of a pair of tokens that meet, the weaker one counts.
STRENGTH: Final[dict[Kind, int]] = {
    Kind.EXACT: 100,
    Kind.NUMBER: 100,
    Kind.POSTCODE: 100,
    Kind.VARIANT: 90,
    Kind.LATIN: 80,
    Kind.STEM: 75,
    Kind.JOINED: 70,
    Kind.LOOSE_STEM: 60,
    Kind.PART: 50,
    Kind.PART_STEM: 45,
    Kind.SOUND: 20,
    Kind.LEGAL: 5,
    Kind.STOP: 1,
}
# Folded words have no underscore, so the spaces cannot run into each other.
_SPACE: Final[dict[Kind, str]] = {
    Kind.STEM: "s_",
    Kind.LOOSE_STEM: "s_",
    Kind.PART_STEM: "s_",
    Kind.SOUND: "k_",
}


class Side(StrEnum):
    """A document holds more variants than a query asks for; `analyser` says which."""

    DOCUMENT = "document"
    QUERY = "query"


class Form(NamedTuple):
    """A form of one word, without its place."""

    text: str
    kind: Kind


class Token(NamedTuple):
    """A form at a place. Tokens at the same position are alternatives of the same written word."""

    text: str
    kind: Kind
    position: int

    @property
    def strength(self) -> int:
        return STRENGTH[self.kind]

    @property
    def term(self) -> str:
        """The string that an index stores and a query looks up: the text behind the mark of its space."""
        return _SPACE.get(self.kind, "") + self.text
