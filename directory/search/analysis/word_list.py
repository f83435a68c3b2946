"""The list of words by which compounds are taken apart: labels of vocabularies and what a corpus writes alone."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from directory.search.analysis.compounds import DAYS, HEADS, WHOLE, WordList, may_be_part
from directory.search.analysis.folding import clean, fold
from directory.search.analysis.stop_words import is_stop_word

_WORD: Final = re.compile(r"[^\W\d_]+")
# A capital within a sentence: in German, a noun or a name.
_NOUN: Final = re.compile(r"(?:(?<=[^\W_] )|(?<=[,;] ))[A-ZÄÖÜ][^\W\d_]+")
LONGEST_FROM_CORPUS: Final = 12  # longer ones are mostly compounds themselves


def make_word_list(
    labels: Iterable[str],
    corpus: Iterable[str] = (),
    names: Iterable[str] = (),
    least: int = 3,
) -> WordList:
    """Return the list for splitting.

    labels: German words and labels of vocabularies or a lexicon; all their words count.
    corpus: German texts; a capitalised word that occurs `least` times counts, not at the
    beginning of a sentence. names: of districts and cities; they are never taken apart.
    """
    words = {fold(word) for label in labels for word in _WORD.findall(clean(label))}
    counted = Counter(fold(word) for text in corpus for word in _NOUN.findall(clean(text)))
    words |= {word for word, count in counted.items() if count >= least and len(word) <= LONGEST_FROM_CORPUS}
    whole = {fold(word) for name in names for word in _WORD.findall(clean(name))}
    kept = {
        word
        for word in words
        if word.isascii() and may_be_part(word) and word not in DAYS and not is_stop_word(word, "de")
    }
    return WordList(frozenset(kept | HEADS | WHOLE), frozenset(whole | WHOLE | DAYS))
