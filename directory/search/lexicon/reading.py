"""Reads the lexicon. How its files are written: `words/README.md`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

WORDS = Path(__file__).resolve().parent / "words"
LANGUAGES = ("de", "en", "tr", "ar", "uk", "ru", "pl", "fr", "fa")
SEPARATOR = ", "
SHARED = "~"  # behind a German word that stands in several concepts on purpose
HEADER = re.compile(r"(?P<key>\S+)(?P<name> \(name\))?(?: < (?P<wider>\S+))?(?: = (?P<term>\S+))?")

Line = tuple[int, str]  # its number in the file, counted from 1, and its text


class LexiconError(ValueError):
    """A file that cannot be read; the message begins with file and line."""


@dataclass(frozen=True)
class Concept:
    """One thing people look for, and what it is called.

    `words` has a tuple per language, the usual word first; `wider` is the key of the wider
    concept and `term` the `vocabulary:code` of its own term, "" for none. `shared` are the
    German words that other concepts have too; `is_name` is true of proper names. `place` is
    the file and the number of the first line, and `area` the name of the file.
    """

    key: str
    words: Mapping[str, tuple[str, ...]]
    wider: str = ""
    term: str = ""
    shared: frozenset[str] = frozenset()
    is_name: bool = False
    area: str = ""
    place: str = ""


@cache
def lexicon() -> Mapping[str, Concept]:
    """Return our concepts by key, in the order of the files. Raises `LexiconError`."""
    concepts: dict[str, Concept] = {}
    for concept in read_folder(WORDS):
        if other := concepts.get(concept.key):
            raise LexiconError(f"{concept.place}: “{concept.key}” stands in {other.place} too")
        concepts[concept.key] = concept
    return MappingProxyType(concepts)


def read_folder(folder: Path) -> list[Concept]:
    """Return the concepts of all files of a folder, by name of file. Raises `LexiconError`."""
    files = sorted(folder.glob("*.txt"))
    return [concept for file in files for concept in read_text(file.read_text("utf-8"), file.stem)]


def read_text(text: str, area: str) -> list[Concept]:
    """Return the concepts of the text of a file. Raises `LexiconError`."""
    return [_concept(block, area) for block in _blocks(text.split("\n"))]


def term_of(concept: Concept, concepts: Mapping[str, Concept]) -> str:
    """Return the term of a concept, or of the nearest wider one that has one, "" for none.

    An own term says what the concept is; one of a wider concept only where it belongs
    (chess: games), so it should weigh less.
    """
    passed: set[str] = set()
    while not concept.term and concept.wider in concepts and concept.key not in passed:
        passed.add(concept.key)
        concept = concepts[concept.wider]
    return concept.term


def _blocks(lines: Iterable[str]) -> Iterator[list[Line]]:
    """Yield the lines of each concept, without remarks."""
    block: list[Line] = []
    for line in enumerate(lines, start=1):
        if line[1].startswith("#"):
            continue
        if line[1]:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _concept(block: list[Line], area: str) -> Concept:
    (number, header), *rest = block
    place = f"{area}.txt:{number}"
    found = HEADER.fullmatch(header)
    if not found:
        raise LexiconError(f"{place}: not a first line of a concept: “{header}”")
    words: dict[str, tuple[str, ...]] = {}
    for number, line in rest:
        language, _, text = line.partition(" ")
        if language not in LANGUAGES or not text:
            raise LexiconError(f"{area}.txt:{number}: does not begin with a language and a word: “{line}”")
        if language in words:
            raise LexiconError(f"{area}.txt:{number}: a second line of “{language}”")
        words[language] = tuple(text.split(SEPARATOR))
    german = words.get("de", ())
    if german:
        words["de"] = tuple(word.removesuffix(SHARED) for word in german)
    return Concept(
        key=found["key"],
        words=MappingProxyType(words),
        wider=found["wider"] or "",
        term=found["term"] or "",
        shared=frozenset(word.removesuffix(SHARED) for word in german if word.endswith(SHARED)),
        is_name=bool(found["name"]),
        area=area,
        place=place,
    )
