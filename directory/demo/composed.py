"""Invented associations, composed believably: for the demonstration and for trials with many entries.

A pure generator: it reads the words beside it, no database, no clock. All days are relative.
The same arguments give the same entries. No association, person or telephone number is real.
"""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, Final

from directory.demo import facts
from directory.demo.districts import DistrictPoint, Map
from directory.demo.facts import Dice, put
from directory.demo.naming import Namer
from directory.demo.sentences import Scene, Writer
from directory.demo.telling import Teller
from directory.demo.wordlists import Activity, read_activities, read_words

__all__ = ["DistrictPoint", "Writer", "compose_associations"]

ENTRIES_PER_UMBRELLA: Final = 40
MOST_UMBRELLAS: Final = 40
LEFT_OUT: Final = 0.24  # share of optional facts that an entry does not state
THIN: Final = 0.06  # share of entries that state next to nothing


def compose_associations(
    city: str,
    count: int,
    seed: int | str,
    districts: Sequence[DistrictPoint],
    writer: Writer | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield `count` entries of the city, umbrellas first (every umbrella before its members).

    city: its code; "dortmund", "potsdam" and "halle" have streets and words of their own, any
    other gets general ones. districts: those of the city, may be empty. seed: another seed,
    other entries; the same for several cities is fine. writer: give several cities one, so that
    they repeat fewer sentences of each other; then the entries depend on the order of the calls.

    Each entry is one `[[association]]` of the demonstration's files, with the nested lists
    `addresses`, `exchange`, `contacts`, the table `migration_reference`, and besides
    `translations`: {language: {summary, description, and, where all of it is translated,
    engagement, hours_note, exchange}}, languages en, tr, ar, uk, ru. What is unset is left out.
    Codes and names are unique among the entries of one call. Summary: at most 300
    characters (a test holds the words to it); description: 3 to 7 sentences in one or two paragraphs.
    """
    yield from _Composer(city, count, seed, districts, writer).entries()


class _Composer:
    def __init__(
        self,
        city: str,
        count: int,
        seed: int | str,
        districts: Sequence[DistrictPoint],
        writer: Writer | None,
    ) -> None:
        self.random = Random(f"{seed}/{city}")  # noqa: S311 (nothing here is a secret)
        self.dice = Dice(self.random)
        self.facts = read_words("facts")
        self.map = Map(city, districts, self.random)
        self.writer = writer or Writer(seed)
        self.namer = Namer(self.random)
        self.count = count
        self.umbrellas: list[str] = []
        self.teller = Teller(self.writer, self.dice)
        self._activities = _by_kind_and_field()
        self._shares = _translation_shares(self.facts["translation"])
        self._numbers = 0

    def entries(self) -> Iterator[dict[str, Any]]:
        umbrellas = min(MOST_UMBRELLAS, round(self.count / ENTRIES_PER_UMBRELLA))
        for number in range(self.count):
            if number < umbrellas:
                entry = self.entry("umbrella")
                self.umbrellas.append(entry["code"])
            else:
                entry = self.entry(self.dice.weighted(self.facts["kind"]))
            yield entry

    def entry(self, kind: str) -> dict[str, Any]:
        dice = self.dice
        activity = self._activity(kind)
        community = self._community(activity)
        district = None if dice.chance(0.05) else self.map.draw()
        year = facts.founded_year(dice, activity)
        entry = self._identity(kind, activity, community, district, year)
        thin = kind == "association" and dice.chance(THIN)
        self._put_profile(entry, activity, community, LEFT_OUT if not thin else 0.9)
        scene = self._scene(activity, community, district, year)
        translations: dict[str, dict[str, Any]] = {language: {} for language in scene.languages[1:]}
        self.teller.put_texts(entry, translations, activity, community, scene)
        if not thin:
            self.teller.put_exchange(entry, translations, activity, scene)
            self.teller.put_extras(entry, translations, scene)
        if district:
            facts.put_location(dice, entry, self.map, district)
        put(entry, contacts=facts.contacts(dice, entry, self.map, community))
        put(entry, migration_reference=facts.migration_reference(dice, community))
        put(entry, translations=translations or None)
        return entry

    def _activity(self, kind: str) -> Activity:
        by_field = self._activities[kind]
        field = self.dice.weighted(self.facts["field"])
        while field not in by_field and kind == "association":
            field = self.dice.weighted(self.facts["field"])
        if field not in by_field:
            field = self.dice.pick(list(by_field))
        activities, weights = by_field[field]
        return self.random.choices(activities, weights)[0]

    def _community(self, activity: Activity) -> str | None:
        shares = self.facts["community"]
        share = activity.community_share
        if share is None:
            share = shares.get(activity.field, shares["other"])
        if "association" not in activity.kinds or not self.dice.chance(share):
            return None
        if activity.communities and self.dice.chance(0.85):
            return self.dice.pick(activity.communities)
        communities = read_words("names")["community"]
        weights = [community["share"] for community in communities.values()]
        return self.random.choices(list(communities), weights)[0]

    def _identity(
        self,
        kind: str,
        activity: Activity,
        community: str | None,
        district: DistrictPoint | None,
        year: int,
    ) -> dict[str, Any]:
        legal_form = self.dice.weighted(self.facts["legal_form"][kind])
        words = self.map.words_of(district)
        slots = {
            "place": words["label"],
            "adj": words["adj"],
            "city": self.map.short,
            "year": str(year),
            "street": self.map.street_of(district).replace("str.", "straße").replace("Str.", "Straße"),
        }
        registered = legal_form == "registered"
        named = self.namer.name(activity, kind, community, registered, slots)
        entry: dict[str, Any] = {"code": named.code, "name": named.name}
        put(entry, alternative_names=named.alternative_names)
        entry["kind"] = kind
        put(entry, legal_form=legal_form)
        self._numbers += 1
        if registered and self.dice.chance(0.55):
            put(entry, register_number=f"VR {90_000 + self._numbers}", register_court=self.map.court)
        if not self.dice.chance(LEFT_OUT):
            entry["founded_year"] = year
        entry["main_field"] = activity.field
        return entry

    def _put_profile(
        self, entry: dict[str, Any], activity: Activity, community: str | None, left_out: float
    ) -> None:
        dice = self.dice
        further = facts.further_fields(dice, activity)
        groups = facts.target_groups(dice, activity)
        languages = facts.languages(dice, community)
        values = {
            "further_fields": further,
            "target_groups": groups,
            "languages": languages,
            "keywords": list(activity.keywords[: dice.between(1, len(activity.keywords))]),
            "website": f"https://{entry['code']}.example.org",
        }
        put(entry, **{key: value for key, value in values.items() if not dice.chance(left_out)})
        put(entry, open_to_contact=dice.weighted(self.facts["open_to_contact"]))
        put(entry, confirmed_days_ago=facts.confirmed_days_ago(dice))
        if self.umbrellas and entry["kind"] in ("association", "initiative") and dice.chance(0.3):
            entry["umbrellas"] = [dice.pick(self.umbrellas)]
        source = dice.weighted(self.facts["source"])
        put(entry, source=source, licence=dice.weighted(self.facts["licence"]) if source else None)

    def _scene(
        self, activity: Activity, community: str | None, district: DistrictPoint | None, year: int
    ) -> Scene:
        languages = ["de"]
        for language in self.facts["translation"]:
            if language in activity.languages:
                share = self._shares[language] * (2 if community == language else 1)
                if self.dice.chance(share):
                    languages.append(language)
        words = self.map.words_of(district)
        places = {"de": {"place": words["label"], "in_place": words["in"], "from_place": words["from"]}}
        for language in languages[1:]:
            inside, outside = read_words("slots")["place"][language]
            place = words["label"]
            places[language] = {
                "place": place,
                "in_place": inside.format(place=place),
                "from_place": outside.format(place=place),
            }
        for slots in places.values():
            slots["city"] = self.map.short
        return self.writer.scene(tuple(languages), places, community, year)


def _by_kind_and_field() -> dict[str, dict[str, tuple[list[Activity], list[float]]]]:
    tables: dict[str, dict[str, tuple[list[Activity], list[float]]]] = {}
    for activity in read_activities():
        for kind in activity.kinds:
            activities, weights = tables.setdefault(kind, {}).setdefault(activity.field, ([], []))
            activities.append(activity)
            weights.append(activity.weight)
    return tables


def _translation_shares(wanted: dict[str, float]) -> dict[str, float]:
    """Return how often an entry must be translated whose activity can be, to reach the wanted share of all."""
    fields = read_words("facts")["field"]
    all_fields = sum(fields.values())
    able = dict.fromkeys(wanted, 0.0)
    for field, (activities, weights) in _by_kind_and_field()["association"].items():
        for activity, weight in zip(activities, weights, strict=True):
            for language in activity.languages & set(wanted):
                able[language] += fields[field] / all_fields * weight / sum(weights)
    return {language: min(0.95, wanted[language] / able[language]) for language in wanted if able[language]}
