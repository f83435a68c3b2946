"""How a name sounds: its consonants, coarsely. Scherewyky, Cherevyky and Черевики meet here.

What differs between transcriptions is one sound (all hisses s; v, w and f), vowels go but
a first one, a doubled letter counts once. Letters with two readings give two keys. A key
leads from query to name and no further: it is far too coarse to say that two words are one.
"""

import re
from itertools import product
from typing import Final

from directory.search.analysis.folding import fold
from directory.search.analysis.stems import without_article

SHORTEST: Final = 3
MOST_KEYS: Final = 4
_SCRIPTS: Final = re.compile("[\u0400-\u04ff\u0600-\u06ff]")
_NO_LETTER: Final = re.compile("[^a-z]")
# Capitals are sounds that are done; later rules leave them alone.
_GROUPS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("schtsch|shch|tsch|dsch|sch|dzh|sh|zh|cz|sz|ts|tz|dz|dj", "S"),
        ("chs", "KS"),
        ("kh", "H"),
        ("gh", "G"),
        ("ph|pf", "F"),
        ("th", "T"),
        ("dh", "D"),
        ("ck|q", "K"),
        ("x", "KS"),
        ("[sz]|c(?=[eiy])", "S"),
        ("c(?!h)", "K"),
        ("[vwf]", "F"),
        ("(?<=.)(?<!c)h", ""),  # only lengthens the vowel, or is lost in writing
    )
)
_READINGS: Final = (("ch", ("H", "S")), ("j", ("Y", "S")))
_FIRST_VOWEL: Final = re.compile("^[aeiouyY]+")
_VOWELS: Final = re.compile("[aeiouyY]+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_OTHER_SCRIPTS: Final = {
    ord(letter): sound
    for row in (
        "а a|б b|в w|г g|ґ g|д d|е e|ё o|є e|ж zh|з z|и i|і i|ї i|й y|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f",
        "х kh|ц ts|ч tsch|ш sch|щ schtsch|ъ -|ы y|ь -|э e|ю yu|я ya",
        "ب b|پ p|ت t|ث t|ج dsch|چ tsch|ح h|خ kh|د d|ذ d|ر r|ز z|ژ zh|س s|ش sch",
        "ص s|ض d|ط t|ظ z|ع a|غ gh|ف f|ق k|ك k|گ g|ل l|م m|ن n|ه h|و w|ي y|ا a|ء a",
    )
    for letter, sound in (pair.replace(" -", " ").split(" ") for pair in row.split("|"))
}


def sound_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word, at most four, none for a word with too few consonants.

    >>> sound_keys("Werba"), sound_keys("Верба")
    (('frb',), ('frb',))
    """
    keys = dict.fromkeys(key for latin in _latin_readings(word) for key in _keys_of(latin))
    return tuple(key for key in keys if len(key) >= SHORTEST)[:MOST_KEYS]


def _latin_readings(word: str) -> list[str]:
    folded = fold(word)
    if folded.isascii():
        return [folded]
    if not _SCRIPTS.search(folded):
        return []
    bare = without_article(folded)
    readings = [folded] if bare == folded else [bare, folded]
    if "و" in bare[1:]:
        readings.append(bare[0] + bare[1:].replace("و", ""))
    if "г" in folded:
        readings.append(folded.replace("г", "h"))  # Ukrainian
    return [reading.translate(_OTHER_SCRIPTS) for reading in readings]


def _keys_of(latin: str) -> list[str]:
    word = _DOUBLED.sub(r"\1", _NO_LETTER.sub("", latin))
    for pattern, sound in _GROUPS:
        word = pattern.sub(sound, word)
    choices = [[(letters, sound) for sound in sounds] for letters, sounds in _READINGS if letters in word]
    keys = []
    for choice in product(*choices):
        read = word
        for letters, sound in choice:
            read = read.replace(letters, sound)
        keys.append(_VOWELS.sub("", _FIRST_VOWEL.sub("A", read)).lower())
    return keys
