"""One writing for all writings of a word: case, accents, invisible signs, German umlauts.

A German umlaut becomes two letters (ä → ae), as Germans write it where the letter is
missing, so that "Bäcker" and "Backer" stay apart. How words without either are met
says `umlauts`.
"""

import re
import unicodedata
from typing import Final

# Soft hyphens, joiners, marks of direction, variation selectors, the Arabic stretching stroke.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u0640\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ő": "oe", "ű": "ue", "ø": "oe", "æ": "ae", "œ": "oe"}
)
# Letters that do not come apart into a letter and a mark.
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "ı": "i",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŋ": "n",
        "ə": "e",
        "ґ": "г",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
    }
    | {chr(first + digit): str(digit) for first in (0x0660, 0x06F0, 0x0966) for digit in range(10)}
)
MOST_ROUNDS: Final = 4


def clean(text: str) -> str:
    """Return the text in composed characters and without invisible signs; case and accents stay."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def fold(text: str) -> str:
    """Return the one writing of a text. Folding what is folded changes nothing.

    >>> fold("Çınaraltı – GÄRTEN")
    'cinaralti – gaerten'
    """
    if text.isascii():
        return text.lower()
    # Rare characters come apart into ones that fold in their turn.
    for _round in range(MOST_ROUNDS):
        folded = _fold_once(text)
        if folded.isascii():
            return folded.lower()
        if folded == text:
            break
        text = folded
    return text


def _fold_once(text: str) -> str:
    lower = unicodedata.normalize("NFKC", clean(text).casefold())
    apart = unicodedata.normalize("NFKD", lower.translate(_UMLAUTS))
    # Marks of class 0 are vowels of Indic scripts: part of the word.
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))
