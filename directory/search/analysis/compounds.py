"""German compounds in parts: Kleingartenverein → Kleingarten, Verein, Klein, Garten.

Conservative: every part has to be a word of the given list, with the usual letters between
them (s, n, en, es, or a lost e). Where only the last part is known, it counts alone, and
only if it is one of the words by which associations call themselves (`HEADS`).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from directory.search.analysis.stems import loose_stems, stem


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


LONGEST: Final = 40
SHORTEST_COMPOUND: Final = 7
SHORTEST_PART: Final = 4
LONG_HEAD: Final = 6
SHORT_PARTS: Final = _listed("bad bau eis hof ohr rad rat see tag tee tor uhr weg zug")
SHORT_VERBS: Final = frozenset(["boxen", "malen"])
# Words that take "es" before another one; with any word, it makes parts of what are none.
WITH_ES: Final = _listed("bund freund geist jahr kind land leib mann meer sieg tag wirt")
# Endings, prefixes and small words that look like parts.
NEVER: Final = _listed(
    "schaft schaften haft statt heit keit ungen unge lich liche lichen igen ende enden ender rinnen innen"
    " unter ueber durch hinter wider wieder zusammen weiter gegen ohne mitte aller alle allein eine einen einer"
    " sein seine ihre mein dein kein unser euer fort fahr stand gang ster inter zehn zeh"
)
# Words that are no compounds, or none that anybody takes apart.
WHOLE: Final = _listed(
    "verein vereine vereinen vereins kinder kindern essen eltern theater werkstatt werkstaetten mannschaft"
    " mannschaften nachbarschaft nachbarschaften interesse interessen wissenschaft wissenschaften freundschaft"
    " gemeinschaft gesellschaft gewerkschaft wirtschaft landschaft botschaft partnerschaft patenschaft"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag manifest wohnung zeitung leitung heirat"
    " vorrat apparat karneval kanal"
    " beratung beratungen veranstaltung veranstalter verwaltung erfahrung ausbildung bewerbung mittag"
)
DAYS: Final = _listed("montags dienstags mittwochs donnerstags freitags samstags sonntags")
# Last parts that make a compound of any word before them, known or not.
HEADS: Final = _listed(
    "abend buehne bund chor club ensemble fest garten gemeinde gruppe haus hilfe initiative klub kreis kueche kurs"
    " laufgruppe labor netzwerk orchester projekt raum runde schule spiel stammtisch studio theater treff"
    " training turnier unterricht verband verbund verein verleih werkstatt zentrum"
)


_HEAD_STEMS: Final = frozenset(stem(head) for head in HEADS if len(head) > 4)
_PREFIXES: Final = _listed(
    "ver bei auf aus bei unter ueber durch hinter wider wieder zusammen weiter gegen vorbei einge hinein"
)


@dataclass(frozen=True, eq=False)
class WordList:
    """Words that may be parts, all folded. Made by `word_list.make_word_list`.

    Documents and queries need the same list: who stores tokens stores its `digest` with them.
    """

    words: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()  # names and others that are never taken apart
    modifiers: dict[str, str] = field(init=False, repr=False)  # form before another word → the word
    stems: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts = sorted(word for word in self.words if may_be_part(word))
        object.__setattr__(self, "modifiers", _modifiers(parts))
        object.__setattr__(self, "stems", frozenset(map(stem, parts)))

    @property
    def digest(self) -> str:
        """Twelve characters that are others for another list."""
        lines = "\n".join([*sorted(self.words), "", *sorted(self.whole)])
        return hashlib.sha256(lines.encode()).hexdigest()[:12]


def may_be_part(word: str) -> bool:
    return (len(word) >= SHORTEST_PART or word in SHORT_PARTS) and word not in NEVER and word.isalpha()


def _modifiers(words: Iterable[str]) -> dict[str, str]:
    forms = {word: word for word in words}
    for word in list(forms):
        for form in _linked(word):
            forms.setdefault(form, word)
    return forms


def _linked(word: str) -> list[str]:
    """Return how a word looks before another one."""
    forms = [word + "s", word + "en"]
    if word in WITH_ES:
        forms.append(word + "es")
    if word.endswith("e"):
        forms.append(word + "n")
        if len(word) > SHORTEST_PART + 1:
            forms.append(word[:-1])  # Schulhof
    if word.endswith(("en", "eln", "ern")):
        forms.append(word[:-1])  # Vorlesestunde, Wandergruppe
    if word.endswith("en") and (len(word) > SHORTEST_PART + 1 or word in SHORT_VERBS):
        forms.append(word[:-2])  # Nähmaschine
    return forms


NO_WORDS: Final = WordList()


@lru_cache(maxsize=20_000)
def parts_of(word: str, words: WordList) -> tuple[str, ...]:
    """Return the parts of a folded word, outer ones first, then theirs; none if it is no compound.

    The last part comes as it is written, those before it in the form of the list.
    """
    if (
        not SHORTEST_COMPOUND <= len(word) <= LONGEST
        or word in WHOLE
        or word in words.whole
        or not word.isascii()
    ):
        return ()
    outer = _split(word, words)
    if not outer:
        head = _known_head(word)
        return (head, *parts_of(head, words)) if head else ()
    inner = [part for found in outer for part in parts_of(found, words)]
    return tuple(dict.fromkeys((*outer, *inner)))


@lru_cache(maxsize=4_000)  # ends of words come again, in one word too
def _split(word: str, words: WordList) -> tuple[str, ...]:
    """Return the split with the fewest parts, of those the one with the longest first part."""
    best: tuple[str, ...] = ()
    for cut in range(len(word) - 3, 2, -1):
        modifier = words.modifiers.get(word[:cut])
        if not modifier:
            continue
        rest = word[cut:]
        found: tuple[str, ...] = (modifier, rest) if _is_head(rest, words) else ()
        if not found and len(rest) >= SHORTEST_COMPOUND and (more := _split(rest, words)):
            found = (modifier, *more)
        if found and (not best or len(found) < len(best)):
            best = found
    return best


def _is_head(word: str, words: WordList) -> bool:
    if not may_be_part(word):
        return False
    return word in words.words or (
        len(word) > SHORTEST_PART and not words.stems.isdisjoint((stem(word), *loose_stems(word)))
    )


def _known_head(word: str) -> str:
    for cut in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1):
        head = word[cut:]
        if head in HEADS or (len(head) > LONG_HEAD and stem(head) in _HEAD_STEMS):
            # After three unknown letters only a long word is surely one: Boxverein, but Diskurs.
            sure = cut >= SHORTEST_PART or len(head) >= LONG_HEAD
            return head if sure and _may_be_unknown(word[:cut]) else ""
    return ""


def _may_be_unknown(before: str) -> bool:
    return before not in _PREFIXES and any(vowel in before for vowel in "aeiouy")
