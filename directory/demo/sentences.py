"""Texts of a composed entry: sentences drawn from decks, put in one of many orders, and filled."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from directory.demo.wordlists import PARTS, Activity, Sentence, read_general, read_words

# Orders of sentences; `Writer.shape` takes out what would not be true of the entry.
SHAPES: Final[tuple[tuple[str, ...], ...]] = (
    ("opening", "detail", "occasion"),
    ("opening", "occasion", "wish"),
    ("opening", "detail", "plan", "members"),
    ("history", "opening", "detail", "occasion"),
    ("opening", "community", "detail", "wish"),
    ("place", "opening", "detail", "members", "plan"),
    ("opening", "members", "occasion", "need"),
    ("opening", "history", "detail", "together", "wish"),
    ("occasion", "opening", "detail", "offer"),
    ("opening", "detail", "place", "occasion", "together"),
    ("members", "opening", "detail", "need", "plan"),
    ("opening", "detail", "community", "occasion", "offer", "wish"),
    ("opening", "place", "detail", "need"),
    ("history", "community", "opening", "occasion", "plan"),
    ("detail", "opening", "occasion", "members", "together", "wish"),
    ("opening", "detail", "members", "occasion", "offer", "need", "plan"),
    ("opening", "together", "detail", "offer"),
    ("community", "opening", "occasion", "detail", "wish", "plan"),
)
GENERAL: Final = ("history", "members", "community", "together", "place")
# Words in which an association speaks of itself; a school or a city's office would not.
OF_AN_ASSOCIATION: Final = re.compile(r"\bVerein\b|Vereinsraum|Vereinsheim|Vorstand|Mitglied")
RECENT: Final = 20  # entries of the same activity that a new one is compared with
MOST_SHARED: Final = 0.34  # of the sentences of two of them; more is a near-duplicate
TWO_PARAGRAPHS: Final = 5  # sentences from which a description is parted


class Deck:
    """Sentences in random order; the one that was drawn goes behind all others."""

    def __init__(self, sentences: Iterable[Sentence], random: Random) -> None:
        self._random = random
        self._queue = [(sentence, bool(OF_AN_ASSOCIATION.search(sentence["de"]))) for sentence in sentences]
        random.shuffle(self._queue)

    def draw(self, languages: Sequence[str] = ("de",), association: bool = True) -> Sentence | None:
        """Return a sentence that has all languages and was not drawn lately, or None."""
        # Not always the first: two decks that turn at the same pace would show the same pairs.
        skip = int(self._random.random() * len(self._queue) / 6)
        found = None
        for place, (sentence, of_association) in enumerate(self._queue):
            if of_association and not association:
                continue
            if len(languages) > 1 and not all(language in sentence for language in languages):
                continue
            if found is None or skip == 0:
                found = place
            if skip == 0:
                break
            skip -= 1
        if found is None:
            return None
        self._queue.append(self._queue.pop(found))
        return self._queue[-1][0]


@dataclass(frozen=True)
class Scene:
    """What the sentences of one entry have in common.

    `slots` holds, per language, the words that stay the same all through the entry (place,
    weekday, time, room, year …); `languages` are those of its texts, "de" first.
    """

    languages: tuple[str, ...]
    slots: dict[str, dict[str, str]]


class Writer:
    """Draws and fills sentences; keeps the decks of one run."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)  # noqa: S311 (nothing here is a secret)
        self._words = read_words("slots")
        self._decks: dict[tuple[str, str], Deck] = {}
        self._told: dict[str, deque[set[str]]] = {}

    def scene(
        self, languages: tuple[str, ...], places: dict[str, dict[str, str]], community: str | None, year: int
    ) -> Scene:
        """Return the common words of an entry. `places`: per language place, in_place, from_place, city."""
        random, words = self._random, self._words
        first, second = sorted(random.sample(range(len(words["weekday"])), 2))
        chosen = {"weekday": words["weekday"][first], "weekday2": words["weekday"][second]}
        for slot in ("time", "room"):
            chosen[slot] = random.choice(words[slot])
        if community:
            chosen["language"] = words["language"][community]
        same = {
            "year": str(year),
            "age": str(random.choice(words["ages"])),
            "fee": random.choice(words["fees"]),
        }
        slots = {}
        for language in languages:
            slots[language] = {slot: word[language] for slot, word in chosen.items()}
            slots[language] |= same | places[language]
            slots[language]["Weekday"] = capitalised(slots[language]["weekday"])
        return Scene(languages, slots)

    def fill(self, sentence: Sentence, scene: Scene) -> dict[str, str]:
        """Return the sentence in the scene's languages that it has, with numbers of its own."""
        random, words = self._random, self._words
        many = words["many"]
        n = many[int(random.random() * len(many))]
        n2 = many[int(random.random() * len(many))]
        few = words["few"][int(random.random() * len(words["few"]))]
        month = words["month"][int(random.random() * len(words["month"]))]
        texts = {}
        for language in scene.languages:
            if language in sentence:
                slots = scene.slots[language]
                slots["n"], slots["n2"], slots["k"] = str(n), str(n2), few[language]
                slots["month"], slots["Month"] = month[language], capitalised(month[language])
                texts[language] = capitalised(sentence[language].format_map(slots))
        return texts

    def draw(
        self, pool: str, part: str, sentences: Sequence[Sentence], scene: Scene, association: bool = True
    ) -> Sentence | None:
        """Return a sentence of the pool that exists in all languages of the scene, or None.

        association: whether it may speak as an association does (board, members).
        """
        key = (pool, part)
        if key not in self._decks:
            self._decks[key] = Deck(sentences, self._random)
        return self._decks[key].draw(scene.languages, association)

    def shape(self, kind: str, community: str | None) -> list[str]:
        """Return the parts of a description, in order: 3 to 7."""
        shape = self._random.choice(SHAPES)
        parts = [part for part in shape if part != "community" or community]
        if kind in ("association", "religious"):
            return parts
        spoken = (*PARTS, "offer", "need", "together") if kind == "initiative" else (*PARTS, "offer", "need")
        parts = [part for part in parts if part in spoken]
        return (
            parts + [part for part in ("occasion", "detail", "wish") if part not in parts][: 4 - len(parts)]
        )

    def is_new(self, activity: Activity, sentences: Sequence[Sentence]) -> bool:
        """Tell whether few of the sentences stood together in a recent entry of the activity; remember them."""
        told = self._told.setdefault(activity.code, deque(maxlen=RECENT))
        texts = {sentence["de"] for sentence in sentences}
        if any(len(texts & before) > MOST_SHARED * len(texts | before) for before in told):
            return False
        told.append(texts)
        return True

    def general(self, part: str, scene: Scene, association: bool) -> Sentence | None:
        return self.draw("general", part, read_general(part), scene, association)

    def activity(self, activity: Activity, part: str, scene: Scene, association: bool) -> Sentence | None:
        return self.draw(activity.code, part, activity.parts[part], scene, association)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].islower() else text


def paragraphs(sentences: Sequence[str], split: int) -> str:
    """Return the sentences as one paragraph, or as two from TWO_PARAGRAPHS on, parted before `split`."""
    if len(sentences) < TWO_PARAGRAPHS:
        return " ".join(sentences)
    return " ".join(sentences[:split]) + "\n\n" + " ".join(sentences[split:])
