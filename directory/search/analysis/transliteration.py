"""Names of Cyrillic, Arabic and other scripts in Latin letters, as German and other readers write them.

Turkish needs no table: its letters fold to Latin ones. Several forms come back, because
Верба is Werba to a German and Verba to everybody else. Arabic and Persian leave short
vowels out; where those matter, `sounds` is the way to meet.
"""

import re
from typing import Final

from anyascii import anyascii

from directory.search.analysis.folding import fold
from directory.search.analysis.stems import without_article

_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_UKRAINIAN: Final = re.compile("[іїєґ]")
_RUSSIAN: Final = re.compile("[ыэёъ]")

# Letters: German, English, international (without its marks). Those of one language stand below.
_BASE: Final = (
    "а a a a|б b b b|в w v v|д d d d|е e e e|ё jo yo e|є je ye je|ж sch zh z|з s z z|і i i i|ї ji i ji|й j y j|к k k k"
    "|л l l l|м m m m|н n n n|о o o o|п p p p|р r r r|с s s s|т t t t|у u u u|ф f f f|х ch kh ch|ц z ts c"
    "|ч tsch ch c|ш sch sh s|щ schtsch shch sc|ъ - - -|ы y y y|ь - - -|э e e e|ю ju yu ju|я ja ya ja|ґ g g g"
    "|ў u u u|ј j j j|љ l l l|њ n n n|ћ c c c|ђ d d d|џ dz dz dz"
)
_OF_LANGUAGE: Final = {"uk": "г h h h|и y y y", "ru": "г g g g|и i i i"}


def _tables(language: str) -> list[dict[int, str]]:
    rows = [row.split() for row in f"{_BASE}|{_OF_LANGUAGE[language]}".split("|")]
    return [{ord(row[0]): row[number].strip("-") for row in rows} for number in (1, 2, 3)]


_CYRILLIC_TABLES: Final = {language: _tables(language) for language in _OF_LANGUAGE}

# Letters after folding: German, English. w and y are consonants or long vowels: see `_arabic`.
_ARABIC_ROWS: Final = (
    "ا a a|ب b b|پ p p|ت t t|ث th th|ج dsch j|چ tsch ch|ح h h|خ ch kh|د d d|ذ dh dh|ر r r|ز s z|ژ sch zh|س s s"
    "|ش sch sh|ص s s|ض d d|ط t t|ظ s z|ع - -|غ gh gh|ف f f|ق q q|ك k k|گ g g|ل l l|م m m|ن n n|ه h h|ء - -"
)
_ARABIC_TABLES: Final = [
    {ord(row[0]): row[number].strip("-") for row in (part.split() for part in _ARABIC_ROWS.split("|"))}
    for number in (1, 2)
]
_LONG_VOWELS: Final = (
    {ord("و"): "u", ord("ي"): "i"},
    {ord("و"): "ou", ord("ي"): "i"},
    {ord("و"): "w", ord("ي"): "y"},
)
MOST_FORMS: Final = 8


def latin_forms(word: str, language: str) -> tuple[str, ...]:
    """Return the ways to write a word of another script in Latin letters, folded; none for a Latin word.

    `language` decides between Ukrainian and Russian where the letters do not.
    """
    if word.isascii():
        return ()
    lower = word.lower()
    if _CYRILLIC.search(lower):
        forms = [
            fold(lower.translate(table))
            for name in cyrillic_languages(lower, language)
            for table in _CYRILLIC_TABLES[name]
        ]
    elif _ARABIC.search(lower):
        forms = _arabic(fold(lower))
    elif not fold(word).isascii():
        forms = [anyascii(lower).lower()]
    else:
        return ()
    only_letters = (re.sub("[^a-z0-9]", "", form) for form in forms)
    return tuple(dict.fromkeys(form for form in only_letters if form))[:MOST_FORMS]


def cyrillic_languages(lower: str, language: str) -> tuple[str, ...]:
    """Return the languages by which a word may be read: by its letters, else that of the text, else both."""
    if _UKRAINIAN.search(lower):
        return ("uk",)
    if _RUSSIAN.search(lower):
        return ("ru",)
    return (language,) if language in _CYRILLIC_TABLES else ("uk", "ru")


def _arabic(folded: str) -> list[str]:
    bare = without_article(folded)
    # At the beginning they are always consonants, and a final h is not heard.
    first, rest = bare[:1], bare[1:].removesuffix("ه")
    first = {"و": "w", "ي": "y"}.get(first, first)
    return [
        fold((first + rest).translate(vowels).translate(table))
        for vowels in _LONG_VOWELS
        for table in _ARABIC_TABLES
    ]
