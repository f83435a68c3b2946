"""Finds what is missing, double or misspelt by rule in the lexicon."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from directory.search.lexicon.reading import LANGUAGES, Concept

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ACRONYM = re.compile(r"[A-Z0-9]+")  # DJ, 3D, IT: written so in every script
SIGNS = " -'’.*/:&+()0123456789"
JOINER = "\u200c"  # the zero-width non-joiner, a letter of Persian spelling
PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأئؤ" + JOINER
# Letters that each language writes, small ones; a letter of a neighbour is a slip.
LETTERS = {
    "de": "abcdefghijklmnopqrstuvwxyzäöüßéèàêôç",
    "en": "abcdefghijklmnopqrstuvwxyzéç",
    "tr": "abcçdefgğhıijklmnoöprsştuüvwyzâîû",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍّ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźżé",
    "fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôöùûüœæ",
    "fa": PERSIAN,
}
LATIN = ("de", "en", "tr", "pl", "fr")
SMALL_FIRST = ("tr", "uk", "ru", "pl", "fr")

Check = Callable[[Sequence[Concept]], Iterator[str]]


def faults(concepts: Sequence[Concept], terms: Collection[str]) -> list[str]:
    """Return what is wrong, a sentence each that begins with file and line.

    `terms` are the terms there are, as `vocabulary:code`.
    """
    checks: tuple[Check, ...] = (_keys, _wider, _circles, _gaps, _doubles, _repeats, _spelling, _capitals)
    found = [fault for check in checks for fault in check(concepts)]
    return found + list(_terms(concepts, terms))


def counts(concepts: Sequence[Concept]) -> dict[str, Counter[str]]:
    """Return per area how many words each language has, and under "" how many concepts."""
    areas: dict[str, Counter[str]] = defaultdict(Counter)
    for concept in concepts:
        areas[concept.area][""] += 1
        areas[concept.area].update({language: len(words) for language, words in concept.words.items()})
    return dict(areas)


def ambiguous(concepts: Sequence[Concept]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each word of several concepts, German ones apart: language, word and the keys.

    That is no fault: “kermes” is Turkish for a bazaar and for a charity event. It is for
    reading over, for a search leads such a word to all of them.
    """
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for concept in concepts:
        for language in LANGUAGES[1:]:
            for word in concept.words.get(language, ()):
                keys[language, word.casefold()].append(concept.key)
    for (language, word), found in sorted(keys.items()):
        if len(found) > 1:
            yield language, word, found


def _keys(concepts: Sequence[Concept]) -> Iterator[str]:
    first: dict[str, str] = {}
    for concept in concepts:
        if not KEY.fullmatch(concept.key):
            yield f"{concept.place}: a key has small letters, digits and hyphens: “{concept.key}”"
        if concept.key in first:
            yield f"{concept.place}: “{concept.key}” stands in {first[concept.key]} too"
        first.setdefault(concept.key, concept.place)


def _wider(concepts: Sequence[Concept]) -> Iterator[str]:
    keys = {concept.key for concept in concepts}
    for concept in concepts:
        if concept.wider and concept.wider not in keys:
            yield f"{concept.place}: there is no concept “{concept.wider}”"


def _circles(concepts: Sequence[Concept]) -> Iterator[str]:
    wider = {concept.key: concept.wider for concept in concepts}
    for concept in concepts:
        passed, key = {concept.key}, concept.wider
        while key and key not in passed:
            passed.add(key)
            key = wider.get(key, "")
        if key == concept.key:
            yield f"{concept.place}: “{concept.key}” is wider than itself"


def _terms(concepts: Sequence[Concept], terms: Collection[str]) -> Iterator[str]:
    for concept in concepts:
        if concept.term and concept.term not in terms:
            yield f"{concept.place}: there is no term “{concept.term}”"


def _gaps(concepts: Sequence[Concept]) -> Iterator[str]:
    for concept in concepts:
        if missing := [language for language in LANGUAGES if not concept.words.get(language)]:
            yield f"{concept.place}: “{concept.key}” lacks {', '.join(missing)}"


def _doubles(concepts: Sequence[Concept]) -> Iterator[str]:
    """German words of two concepts must be marked, and only those."""
    places: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for word in {word.casefold() for word in concept.words.get("de", ())}:
            places[word].append(concept)
    for concept in concepts:
        for word in concept.words.get("de", ()):
            others = [other.place for other in places[word.casefold()] if other is not concept]
            if others and word not in concept.shared:
                yield f"{concept.place}: “{word}” stands in {', '.join(others)} too and is not marked"
            elif word in concept.shared and not others:
                yield f"{concept.place}: “{word}” is marked, but stands nowhere else"


def _repeats(concepts: Sequence[Concept]) -> Iterator[str]:
    for concept in concepts:
        for language, words in concept.words.items():
            for word, count in Counter(word.casefold() for word in words).items():
                if count > 1:
                    yield f"{concept.place}: {language} has “{word}” twice"


def _spelling(concepts: Sequence[Concept]) -> Iterator[str]:
    for concept in concepts:
        for language, words in concept.words.items():
            for word in words:
                if not word or word != " ".join(word.split()):
                    yield f"{concept.place}: {language} has a stray space or comma: “{word}”"
                if strange := _strange_letters(word, language, concept.is_name):
                    yield f"{concept.place}: {language} does not write “{strange}”: “{word}”"


def _strange_letters(word: str, language: str, is_name: bool) -> str:
    """Return the letters that the language does not have. A name keeps Latin letters of its own language."""
    letters = LETTERS[language] + SIGNS
    if is_name and language in LATIN:
        letters += "".join(LETTERS[other] for other in LATIN)
    parts = [part for part in re.split(r"[ \-]", word) if not ACRONYM.fullmatch(part)]
    # Python's small "İ" is an i with a dot above it.
    small = "".join(parts).replace("İ", "i").lower()
    return "".join(sorted({letter for letter in small if letter not in letters}))


def _capitals(concepts: Sequence[Concept]) -> Iterator[str]:
    for concept in concepts:
        german = concept.words.get("de", ())
        if german and german[0][:1].islower():
            yield f"{concept.place}: the first German word begins with a small letter: “{german[0]}”"
        if concept.is_name:
            continue
        for language in SMALL_FIRST:
            for word in concept.words.get(language, ()):
                if word[:1].isupper() and not re.split(r"[ \-]", word)[0].isupper():
                    yield f"{concept.place}: {language} begins with a capital letter: “{word}”"
