"""From a text to its tokens: the same code for documents and queries.

All that a query holds, a document with the same text holds too, so a text always finds
itself. A document holds more:

- words without their umlauts ("Korne" for Körne), which a query has only for Turkish words;
- the masculine form beside a feminine one, and what an abbreviation stands for;
- compounds that share their last part ("Sportring" for "Sport- und Spielring").

It holds less in two things, unless the text is a name (`name=True`), since any query may
be one: keys by sound of Latin words, and neighbours written as one word ("Gudi Paran").
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from directory.search.analysis.abbreviations import LONG, short_forms
from directory.search.analysis.compounds import NO_WORDS, WordList, parts_of
from directory.search.analysis.folding import fold
from directory.search.analysis.inclusive import Inclusive, masculine_of_feminine, read_inclusive
from directory.search.analysis.legal_forms import legal_form
from directory.search.analysis.numbers import is_number, is_postcode
from directory.search.analysis.sounds import sound_keys
from directory.search.analysis.stems import loose_stems, stem, turkish_stem
from directory.search.analysis.stop_words import is_stop_word
from directory.search.analysis.tokens import Form, Kind, Side, Token
from directory.search.analysis.transliteration import latin_forms
from directory.search.analysis.umlauts import is_turkish, without_umlauts
from directory.search.analysis.writing import one_writing, shared_heads, written_words

MOST_CHARACTERS: Final = {Side.DOCUMENT: 60_000, Side.QUERY: 400}
MOST_WORDS: Final = {Side.DOCUMENT: 6_000, Side.QUERY: 32}
# Of one word. A document adds at most ten forms to each of a word and its five pieces, so nothing that a
# query holds is cut off.
MOST_FORMS: Final = {Side.DOCUMENT: 92, Side.QUERY: 32}
_JOINTS: Final = str.maketrans("‐‑–'’", "-----")
MOST_JOINTS: Final = 5
SHORTEST_SOUND: Final = 4


def tokens_of(
    text: str,
    language: str,
    *,
    side: Side = Side.DOCUMENT,
    words: WordList = NO_WORDS,
    name: bool = False,
) -> list[Token]:
    """Return the tokens of a text, in the order of its words; tokens of one word share the position.

    language: of the text, or of the page on which a query was typed. words: for compounds.
    Never raises, whatever the text; what is beyond `MOST_CHARACTERS` and `MOST_WORDS` is left out.
    """
    text = one_writing(text[: MOST_CHARACTERS[side]])[: 2 * MOST_CHARACTERS[side]]
    written = [piece for word in written_words(text, MOST_WORDS[side]) for piece in _pieces(word)]
    written = written[: MOST_WORDS[side]]
    as_name = name or side is Side.QUERY
    tokens = [
        Token(form, kind, position)
        for position, word in enumerate(written)
        for form, kind in forms_of(word, language, side, words, as_name)
    ]
    folded = [fold(word) for word in written]
    if as_name:
        tokens += _joined(written, folded, language)
    tokens += [Token(short, Kind.VARIANT, position) for position, short in short_forms(folded)]
    if side is Side.DOCUMENT:
        tokens += _shared(text, folded, words)
    return tokens


def _pieces(word: str) -> list[str]:
    """Return a word, or the words of a chain that is none: 9–12, a-b-c-d-e-f-g."""
    if word.isalnum():
        return [word]
    pieces = word.translate(_JOINTS).split("-")
    if len(pieces) == 1:
        return [word]
    chain = len(pieces) > MOST_JOINTS or all(piece.isdigit() for piece in pieces)
    return pieces if chain else ["-".join(pieces)]


def _joined(written: list[str], folded: list[str], language: str) -> Iterator[Token]:
    """Yield neighbours as one word, where both are words that say something."""
    say = [
        short.isalpha() and not legal_form(word, short) and not is_stop_word(short, language)
        for word, short in zip(written, folded, strict=True)
    ]
    for position, (first, second) in enumerate(pairwise(folded)):
        if say[position] and say[position + 1]:
            yield Token(first + second, Kind.JOINED, position)


def _shared(text: str, folded: list[str], words: WordList) -> Iterator[Token]:
    for first, second in shared_heads(text):
        parts = parts_of(fold(second), words)
        if len(parts) > 1 and fold(first) in folded:
            head = next(part for part in reversed(parts) if fold(second).endswith(part))
            yield Token(fold(first) + head, Kind.VARIANT, folded.index(fold(first)))


@lru_cache(maxsize=20_000)
def forms_of(word: str, language: str, side: Side, words: WordList, sounds: bool) -> tuple[Form, ...]:
    """Return the forms of one written word, the surest first, none twice, at most `MOST_FORMS`."""
    folded = fold(word)
    if is_number(folded):
        return (Form(folded, Kind.POSTCODE if is_postcode(folded) else Kind.NUMBER),)
    if legal := legal_form(word, folded):
        return (Form(legal, Kind.LEGAL),)
    if is_stop_word(folded, language):
        return (Form(folded, Kind.STOP),)
    forms = dict.fromkeys(
        form for form in _forms(word, language, side, words, sounds) if form.text and "*" not in form.text
    )
    return tuple(forms)[: MOST_FORMS[side]]


def _forms(word: str, language: str, side: Side, words: WordList, sounds: bool) -> Iterator[Form]:
    if inclusive := read_inclusive(word):
        yield from _inclusive(inclusive, language, side, words)
        return
    pieces = word.replace("*", "-").split("-")
    joined = "".join(pieces)
    yield from _forms_of_piece(joined, Kind.EXACT, language, side, words, sounds)
    if len(pieces) > 1:
        for piece in pieces:
            yield from _forms_of_piece(piece, Kind.VARIANT, language, side, words, sounds)


def _forms_of_piece(
    piece: str, kind: Kind, language: str, side: Side, words: WordList, sounds: bool
) -> Iterator[Form]:
    folded = fold(piece)
    yield Form(folded, kind)
    yield from _spellings(piece, folded, language, side)
    yield from _stems(folded, language, side)
    yield from _parts(folded, words)
    if (sounds and len(piece) >= SHORTEST_SOUND) or not folded.isascii():
        yield from (Form(key, Kind.SOUND) for key in sound_keys(piece))


def _spellings(word: str, folded: str, language: str, side: Side) -> Iterator[Form]:
    """Yield the word as others write it."""
    if side is Side.DOCUMENT or is_turkish(word, language):
        yield Form(without_umlauts(word), Kind.VARIANT)
    if side is Side.DOCUMENT:
        for part in LONG.get(folded, ()):
            yield Form(part, Kind.VARIANT)
            yield Form(stem(part), Kind.LOOSE_STEM)
    yield from (Form(latin, Kind.LATIN) for latin in latin_forms(word, language))


def _stems(folded: str, language: str, side: Side) -> Iterator[Form]:
    yield Form(stem(folded), Kind.STEM)
    if language == "tr":
        yield Form(turkish_stem(folded), Kind.STEM)
    yield from (Form(loose, Kind.LOOSE_STEM) for loose in loose_stems(folded))
    if side is Side.DOCUMENT and (masculine := masculine_of_feminine(folded)):
        yield Form(stem(masculine), Kind.LOOSE_STEM)


def _parts(folded: str, words: WordList) -> Iterator[Form]:
    for part in parts_of(folded, words):
        yield from _part(part)


def _part(part: str) -> Iterator[Form]:
    yield Form(part, Kind.PART)
    yield Form(stem(part), Kind.PART_STEM)
    yield from (Form(loose, Kind.PART_STEM) for loose in loose_stems(part))


def _inclusive(inclusive: Inclusive, language: str, side: Side, words: WordList) -> Iterator[Form]:
    whole = fold(inclusive.whole)
    yield Form(whole, Kind.EXACT)
    yield from _stems(whole, language, side)
    for written in inclusive.masculine_whole:
        yield from _forms_of_piece(written, Kind.VARIANT, language, side, words, sounds=False)
    yield from _spellings(inclusive.whole, whole, language, side)
    if inclusive.rest:
        for part in (inclusive.feminine, *inclusive.masculine, inclusive.rest):
            yield from _part(fold(part))
        yield from _parts(fold(inclusive.rest), words)
