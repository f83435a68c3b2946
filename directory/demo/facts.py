"""Facts of a composed entry: exchange, contacts, addresses, statements, dates. Relative days only."""

from collections.abc import Mapping
from random import Random
from typing import Any, Final

from directory.demo.districts import DistrictPoint, Map
from directory.demo.wordlists import Activity, read_words

YEARS: Final = (1880, 2025)
CONSENTS: Final[tuple[list[str], ...]] = (
    ["page", "api"],
    ["page", "api", "print"],
    ["page"],
    ["coordinators"],
    [],
    ["page", "api", "other_cities"],
)
PHONES: Final = 10_000  # 555 0000 to 555 9999


class Dice:
    """Random choices by weight, from the tables of `words/facts.toml`."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._tables: dict[int, tuple[list[str], list[float]]] = {}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, items: Any) -> Any:
        return items[int(self.random.random() * len(items))]

    def weighted(self, table: Mapping[str, float]) -> str:
        """Return a key, as often as its weight says. "" stands for unset."""
        if id(table) not in self._tables:
            total, cumulated = 0.0, []
            for weight in table.values():
                total += weight
                cumulated.append(total)
            self._tables[id(table)] = (list(table), cumulated)
        keys, cumulated = self._tables[id(table)]
        return self.random.choices(keys, cum_weights=cumulated)[0]

    def between(self, low: int, high: int) -> int:
        return low + int(self.random.random() * (high - low + 1))


def put(entry: dict[str, Any], **facts: Any) -> None:
    """Add the facts that are set; what is None, "" or empty stays out, for unset is not none."""
    entry.update({key: value for key, value in facts.items() if value not in (None, "", [])})


def founded_year(dice: Dice, activity: Activity) -> int:
    """Return a year: mostly after 1985, sport and leisure often older."""
    old = activity.field in ("sport", "freizeit", "religion", "musik")
    if dice.chance(0.3 if old else 0.06):
        return dice.between(YEARS[0], 1984)
    return min(YEARS[1], max(1985, int(dice.random.triangular(1985, 2025, 2014))))


def target_groups(dice: Dice, activity: Activity) -> list[str]:
    groups = list(activity.groups)
    dice.random.shuffle(groups)
    return groups[: dice.between(1, len(groups))]


def further_fields(dice: Dice, activity: Activity) -> list[str]:
    fields = [field for field in activity.further if field != activity.field and dice.chance(0.55)]
    if dice.chance(0.15):
        fields.append(dice.pick(list(read_words("facts")["field"])))
    return [field for field in dict.fromkeys(fields) if field != activity.field][:4]


def languages(dice: Dice, community: str | None) -> list[str]:
    spoken = ["de"] if dice.chance(0.97) else []
    if community:
        spoken.append(community)
    if dice.chance(0.3):
        spoken.append("en")
    if dice.chance(0.15):
        spoken.append(dice.pick(read_words("facts")["words"]["extra_languages"]))
    return list(dict.fromkeys(spoken))


def confirmed_days_ago(dice: Dice) -> int | None:
    """Return days since the last confirmation: never 14 %, more than a year 8 %, else recent."""
    if dice.chance(0.14):
        return None
    if dice.chance(0.09):
        return dice.between(366, 900)
    return min(365, int(dice.random.expovariate(1 / 120)))


def put_location(dice: Dice, entry: dict[str, Any], city: Map, district: DistrictPoint) -> None:
    """Add district, addresses, point and precision; a private home shows its district only."""
    entry["district"] = district.code
    if dice.chance(0.2):
        if dice.chance(0.4):
            entry["latitude"], entry["longitude"] = city.point(district)
        entry["precision"] = "district"
        return
    house = city.house(district)
    private = dice.chance(0.12)
    entry["precision"] = "district" if private else dice.weighted(read_words("facts")["precision"])
    if dice.chance(0.92):
        entry["latitude"], entry["longitude"] = house.latitude, house.longitude
    kind = "office" if dice.chance(0.3) else "meeting"
    entry["addresses"] = [_address(city, kind, house.street, house.postcode, not private)]
    if dice.chance(0.08):
        box = f"Postfach {dice.between(10, 99)} 0{dice.between(1, 9)} {dice.between(10, 99)}"
        entry["addresses"].append(_address(city, "postal", box, house.postcode, True))


def _address(city: Map, kind: str, street: str, postcode: str, is_public: bool) -> dict[str, Any]:
    return {"kind": kind, "street": street, "postcode": postcode, "town": city.name, "is_public": is_public}


def contacts(dice: Dice, entry: dict[str, Any], city: Map, community: str | None) -> list[dict[str, Any]]:
    """Return 0 to 2 contacts: mostly mailboxes of a function, some invented persons with their consent."""
    number = 0 if dice.chance(0.12) else 2 if dice.chance(0.2) else 1
    first = dice.between(0, 7)
    return [_contact(dice, entry, city, community, (first + i) % 8) for i in range(number)]


def _contact(
    dice: Dice, entry: dict[str, Any], city: Map, community: str | None, function: int
) -> dict[str, Any]:
    words = read_words("facts")["words"]
    is_person = dice.chance(0.16)
    contact: dict[str, Any] = {"function": words["functions"][function]}
    if is_person:
        contact["person"] = person(dice, community if dice.chance(0.8) else None)
    contact["email"] = f"{words['mailboxes'][function]}@{entry['code']}.example.org"
    if dice.chance(0.5):
        contact["phone"] = f"+49 {city.area_code} 555{dice.between(0, PHONES - 1):04d}"
    put(contact, languages=[language for language in entry.get("languages", []) if dice.chance(0.8)])
    contact["consent"] = list(dice.pick(CONSENTS) if is_person else dice.pick(CONSENTS[:3]))
    if contact["consent"] and dice.chance(0.7 if is_person else 0.3):
        contact["consent_days"] = dice.between(5, 45) if dice.chance(0.12) else dice.between(90, 1000)
    contact["is_public"] = "page" in contact["consent"] and dice.chance(0.9)
    return contact


def person(dice: Dice, community: str | None) -> str:
    """Return an invented name that may occur in the community, or a German one."""
    people = read_words("people")
    names = people.get(community, people["other"]) if community else people["de"]
    return f"{dice.pick(names['given'])} {dice.pick(names['family'])}"


def migration_reference(dice: Dice, community: str | None) -> dict[str, Any] | None:
    """Return the association's own statement, or None where it made none (four of five)."""
    if not dice.chance(0.42 if community else 0.1):
        return None
    facts = read_words("facts")
    value = dice.weighted(facts["migration_value"]["community" if community else "other"])
    told = value != "withheld"
    return {
        "value": value,
        "publish": told and dice.chance(0.7),
        "use_for_matching": told and dice.chance(0.85),
        "stated_by": dice.pick(facts["words"]["stated_by"]),
        "stated_how": dice.pick(facts["words"]["stated_how"]),
    }
