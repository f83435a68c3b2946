"""Names of composed entries: patterns and words of `words/names.toml`, unique within a city."""

import re
import unicodedata
from random import Random
from typing import Any, Final, NamedTuple

from directory.demo.wordlists import Activity, read_words

GERMAN: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "Ä": "ae",
        "Ö": "oe",
        "Ü": "ue",
        "ı": "i",
        "ł": "l",
        "đ": "d",
    }
)
NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
CODE_LENGTH: Final = 44
TRIES: Final = 8
SUFFIX_SHARE: Final = 0.42  # of registered associations that write “e. V.”
INSTITUTIONS: Final = ("administration", "politics", "academia", "school", "business", "carrier", "umbrella")


class Named(NamedTuple):
    """A name, what else it goes by, and its code (lower-case ASCII, at most CODE_LENGTH characters)."""

    name: str
    alternative_names: list[str]
    code: str


class Namer:
    """Makes names for one city; none comes twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._words = read_words("names")
        self._names: set[str] = set()
        self._codes: set[str] = set()

    def name(
        self, activity: Activity, kind: str, community: str | None, registered: bool, slots: dict[str, str]
    ) -> Named:
        """Return a new name. `slots`: place, city, adj, street, year."""
        for _ in range(TRIES):
            words = self._draw_words(activity, community) | slots
            name = self._fill(self._pattern(kind, community), words)
            if name not in self._names:
                break
        else:
            name = self._last_resort(name, slots)
        self._names.add(name)
        others = self._other_names(name, words, community)
        code = self._code(name, activity, slots["place"])
        if registered and self._random.random() < SUFFIX_SHARE:
            name += " e. V."
        return Named(name, others, code)

    def _pick(self, items: list[str]) -> str:
        return items[int(self._random.random() * len(items))]

    def _pattern(self, kind: str, community: str | None) -> str:
        if kind in INSTITUTIONS:
            return self._pick(self._words["institution"])
        if community and self._random.random() < 0.8:
            return self._pick(self._words["community"][community]["patterns"])
        if kind == "initiative" and self._random.random() < 0.6:
            return self._pick(self._words["initiative"])
        return self._pick(self._words["patterns"])

    def _draw_words(self, activity: Activity, community: str | None) -> dict[str, str]:
        pool: dict[str, Any] = self._words["community"][community] if community else self._words
        index = int(self._random.random() * len(pool["words"]))
        title = activity.titles[int(self._random.random() * len(activity.titles))]
        word = pool["words"][index]
        return {
            "title": title,
            "word": word,
            "native": pool["native"][index] if "native" in pool else word,
            "purpose": activity.purpose,
            "Purpose": activity.purpose[0].upper() + activity.purpose[1:],
            "people": self._pick(self._words["people"]),
            "founder": self._pick(self._words["founders"]),
            "number": str(2 + int(self._random.random() * 7)),
            "short": _initials(title, word),
        }

    def _fill(self, pattern: str, words: dict[str, str]) -> str:
        if pattern.startswith("{founder}-"):
            words = words | {"founder": words["founder"].replace(" ", "-")}
        name = pattern.format_map(words)
        return name[0].upper() + name[1:]

    def _last_resort(self, name: str, slots: dict[str, str]) -> str:
        for candidate in (f"{name} ({slots['place']})", f"{name} {slots['year']}"):
            if candidate not in self._names:
                return candidate
        number = 2
        while f"{name} – Gruppe {number}" in self._names:
            number += 1 + int(self._random.random() * 40)
        return f"{name} – Gruppe {number}"

    def _other_names(self, name: str, words: dict[str, str], community: str | None) -> list[str]:
        others = []
        if words["native"] not in name and community and self._random.random() < 0.4:
            others.append(f"{words['native']} {words['place']}")
        if not name.isascii() and words["word"] not in name:
            others.append(f"{words['word']} {words['place']}")
        if self._random.random() < 0.12:
            others.append(f"{words['short']} {words['place']}")
        if self._random.random() < 0.06:
            others.append(f"{words['title']} {words['place']}")  # a former name
        return [other for other in dict.fromkeys(others) if other != name]

    def _code(self, name: str, activity: Activity, place: str) -> str:
        slug = slugged(name)
        if len(slug) > CODE_LENGTH:
            slug = slug[:CODE_LENGTH].rpartition("-")[0] or slug[:CODE_LENGTH]
        if len(slug) < 4 or slug == slugged(place):
            slug = f"{activity.code}-{slugged(place)}"[:CODE_LENGTH].strip("-")
        code, number = slug, 2
        while code in self._codes:
            code = f"{slug[: CODE_LENGTH - 8]}-{number}"
            number += 1 + int(self._random.random() * 60)
        self._codes.add(code)
        return code


def slugged(text: str) -> str:
    """Return the text in lower-case ASCII words joined by hyphens; other scripts fall away."""
    plain = unicodedata.normalize("NFKD", text.translate(GERMAN)).encode("ascii", "ignore").decode()
    return NOT_A_LETTER.sub("-", plain.lower()).strip("-")


def _initials(title: str, word: str) -> str:
    parts = [part for part in re.split(r"[\s-]+", title) if part[:1].isupper()]
    letters = "".join(part[0] for part in parts) + word[:1]
    return letters.upper() if len(letters) > 2 else (title[:1] + title[2:3] + word[:2]).upper()
