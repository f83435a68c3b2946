"""What an entry tells: summary, description, offers and needs, in German and in its other languages."""

from hashlib import blake2b
from typing import Any, Final

from directory.demo.facts import Dice, put
from directory.demo.sentences import GENERAL, Scene, Writer, paragraphs
from directory.demo.wordlists import Activity, Sentence, read_exchange, read_general

TRIES: Final = 8  # to find a description that does not read like a recent one
OPEN_KINDS: Final = ("association", "initiative", "religious")  # to which one simply comes along
VISIBILITIES: Final = ("public",) * 8 + ("members", "coordinators")


class Teller:
    """Writes the texts of one city's entries; no description comes twice.

    `entry` gets the German text, `translations` {language: {key: text}} the others.
    """

    def __init__(self, writer: Writer, dice: Dice) -> None:
        self.writer = writer
        self.dice = dice
        self._told: set[bytes] = set()

    def put_texts(
        self,
        entry: dict[str, Any],
        translations: dict[str, dict[str, Any]],
        activity: Activity,
        community: str | None,
        scene: Scene,
    ) -> None:
        for language, text in self._summary(entry["kind"], activity, scene).items():
            target = entry if language == "de" else translations[language]
            target["summary"] = text
        texts = self._description(entry["kind"], activity, community, scene)
        while _digest(texts["de"]) in self._told:
            texts = self._description(entry["kind"], activity, community, scene)
        self._told.add(_digest(texts["de"]))
        for language, text in texts.items():
            target = entry if language == "de" else translations[language]
            target["description"] = text

    def _summary(self, kind: str, activity: Activity, scene: Scene) -> dict[str, str]:
        drawn = self.writer.activity(activity, "summary", scene, kind == "association")
        summary = drawn or activity.parts["summary"][0]
        texts = self.writer.fill(summary, scene)
        if kind not in OPEN_KINDS or "day}" in summary["de"]:
            return texts
        tail = self.writer.general("tail", scene, kind == "association")
        if tail:
            for language, text in self.writer.fill(tail, scene).items():
                texts[language] = f"{texts[language]} {text}"
        return texts

    def _description(
        self, kind: str, activity: Activity, community: str | None, scene: Scene
    ) -> dict[str, str]:
        for _ in range(TRIES):
            chosen = self._choose(kind, activity, community, scene)
            if self.writer.is_new(activity, chosen):
                break
        filled = [self.writer.fill(sentence, scene) for sentence in chosen]
        split = self.dice.between(2, 3)
        return {
            language: paragraphs([texts[language] for texts in filled], split) for language in scene.languages
        }

    def _choose(self, kind: str, activity: Activity, community: str | None, scene: Scene) -> list[Sentence]:
        parts = self.writer.shape(kind, community)
        chosen: list[Sentence] = []
        for part in [*parts, "detail", "occasion", "opening", "wish"]:
            if len(chosen) >= len(parts):
                break
            sentence = self._sentence(part, kind, activity, scene)
            if sentence and sentence not in chosen:
                chosen.append(sentence)
        return chosen

    def _sentence(self, part: str, kind: str, activity: Activity, scene: Scene) -> Sentence | None:
        of_association = kind == "association"
        if part in ("offer", "need"):
            terms = activity.offers if part == "offer" else activity.needs
            term = self.dice.pick(terms)
            return self.writer.draw(part, term, read_exchange(part, term), scene, of_association)
        if part in GENERAL:
            return self.writer.draw("general", part, read_general(part), scene, of_association)
        return self.writer.activity(activity, part, scene, of_association)

    def put_exchange(
        self,
        entry: dict[str, Any],
        translations: dict[str, dict[str, Any]],
        activity: Activity,
        scene: Scene,
    ) -> None:
        number = 0 if self.dice.chance(0.22) else self.dice.between(1, 3)
        filled: list[tuple[dict[str, Any], dict[str, str]]] = []
        for _ in range(number):
            direction = "offer" if self.dice.chance(0.5) else "need"
            term = self.dice.pick(activity.offers if direction == "offer" else activity.needs)
            sentences = read_exchange(direction, term)
            sentence = self.writer.draw(direction, term, sentences, scene, entry["kind"] == "association")
            texts = self.writer.fill(sentence or self.dice.pick(sentences), scene)
            if texts["de"] in entry["description"] or any(
                row["type"] == term and row["direction"] == direction for row, _ in filled
            ):
                continue
            filled.append((self._row(direction, term, texts["de"], scene), texts))
        put(entry, exchange=[row for row, _ in filled])
        for language, target in translations.items():
            rows = [texts[language] for _, texts in filled if language in texts]
            if rows and len(rows) == len(filled):
                target["exchange"] = rows

    def _row(self, direction: str, term: str, text: str, scene: Scene) -> dict[str, Any]:
        row: dict[str, Any] = {"direction": direction, "type": term, "text": text}
        if self.dice.chance(0.3):
            row["capacity"] = self.writer.fill(self.dice.pick(read_general("capacity")), scene)["de"]
        if self.dice.chance(0.3):
            row["valid_days"] = (
                self.dice.between(5, 25) if self.dice.chance(0.15) else self.dice.between(30, 400)
            )
        row["visibility"] = self.dice.pick(VISIBILITIES)
        return row

    def put_extras(
        self, entry: dict[str, Any], translations: dict[str, dict[str, Any]], scene: Scene
    ) -> None:
        for key, part, share in (("engagement", "engagement", 0.35), ("hours_note", "hours", 0.45)):
            if not self.dice.chance(share):
                continue
            sentence = self.writer.general(part, scene, entry["kind"] == "association")
            if sentence:
                texts = self.writer.fill(sentence, scene)
                entry[key] = texts.pop("de")
                for language, text in texts.items():
                    translations[language][key] = text


def _digest(text: str) -> bytes:
    # Of 620 000 descriptions the texts would fill the memory, the digests do not.
    return blake2b(text.encode(), digest_size=8).digest()
