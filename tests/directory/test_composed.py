"""What the composed entries promise to those who load them."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice

import pytest

from directory.demo.composed import DistrictPoint, Writer, compose_associations
from directory.vocabularies import read_vocabularies
from home.office.words import problem_words
from sites.places import DATA_DIR

CITIES = ("dortmund", "potsdam", "halle")
DEMO_COUNT = 80
MANY = 3_000
SEED = 7


@cache
def districts(city: str) -> tuple[DistrictPoint, ...]:
    with (DATA_DIR / "districts.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["city"] == city]
    parents = {row["parent"] for row in rows}
    return tuple(
        DistrictPoint(row["code"], row["name"], float(row["lat"]), float(row["lon"]), row["code"] in parents)
        for row in rows
    )


@cache
def demo() -> list[dict]:
    writer = Writer(SEED)
    return [
        entry
        for city in CITIES
        for entry in compose_associations(city, DEMO_COUNT, SEED, districts(city), writer)
    ]


@cache
def many(city: str = "dortmund") -> list[dict]:
    return list(compose_associations(city, MANY, SEED, districts(city)))


def codes(vocabulary: str) -> set[str]:
    return {row["code"] for row in read_vocabularies() if row["list"] == vocabulary}


def share(entries: list[dict], key: str) -> float:
    return sum(key in entry for entry in entries) / len(entries)


def texts_of(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from texts_of(part)
    elif isinstance(thing, list):
        for part in thing:
            yield from texts_of(part)


def five_grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def metres(entry: dict, district: DistrictPoint) -> float:
    north = (entry["latitude"] - district.latitude) * 111_320
    east = (entry["longitude"] - district.longitude) * 111_320 * math.cos(math.radians(district.latitude))
    return math.hypot(north, east)


def test_the_same_seed_gives_the_same_entries():
    again = list(compose_associations("halle", 50, SEED, districts("halle")))

    assert again == list(compose_associations("halle", 50, SEED, districts("halle")))
    assert again != list(compose_associations("halle", 50, SEED + 1, districts("halle")))


def test_entries_come_one_by_one():
    endless = compose_associations("potsdam", 10**9, SEED, districts("potsdam"))

    assert len(list(islice(endless, 5))) == 5


def test_codes_names_and_register_numbers_are_unique_in_a_city():
    for key in ("code", "name", "register_number"):
        values = [entry[key] for entry in many() if key in entry]

        assert len(set(values)) == len(values), key


def test_all_codes_are_known():
    fields, groups, kinds = codes("activity_field"), codes("target_group"), codes("kind")
    places = {district.code for district in districts("dortmund")}

    for entry in many():
        assert entry["main_field"] in fields
        assert set(entry.get("further_fields", [])) <= fields
        assert set(entry.get("target_groups", [])) <= groups
        assert entry["kind"] in kinds
        assert entry.get("district") in places | {None}
        assert {row["type"] for row in entry.get("exchange", [])} <= codes("exchange")


def test_all_fields_all_kinds_and_all_groups_occur():
    widest = {code for code in codes("activity_field") if "-" not in code}
    assert {entry["main_field"] for entry in many()} == widest
    assert {entry["kind"] for entry in many()} == codes("kind")
    assert {group for entry in many() for group in entry.get("target_groups", [])} == codes("target_group")


def test_the_main_field_is_not_among_at_most_four_further_ones():
    for entry in many():
        assert entry["main_field"] not in entry.get("further_fields", [])
        assert len(entry.get("further_fields", [])) <= 4


def test_no_two_descriptions_are_equal():
    assert len({entry["description"] for entry in many()}) == MANY


def test_no_two_entries_of_the_demonstration_read_alike():
    grams = [five_grams(entry["description"]) for entry in demo()]

    assert max(len(one & two) / len(one | two) for one, two in combinations(grams, 2)) < 0.5


def repeated_share(entries: list[dict]) -> float:
    sentences = [text for entry in entries for text in sentences_of(entry["description"])]
    return 1 - len(set(sentences)) / len(sentences)


def test_few_sentences_of_the_demonstration_come_twice():
    cities = [demo()[start : start + DEMO_COUNT] for start in range(0, len(demo()), DEMO_COUNT)]

    assert max(map(repeated_share, cities)) < 0.12
    assert repeated_share(demo()) < 0.26


def test_a_description_has_three_to_seven_sentences_and_a_summary_300_characters():
    for entry in many():
        assert 3 <= len(sentences_of(entry["description"])) <= 9, entry[
            "description"
        ]  # “!?” and “.” inside one count too
        assert 30 < len(entry["summary"]) <= 300


def test_no_text_keeps_a_slot_or_a_word_of_the_list():
    for entry in many():
        for text in texts_of(entry):
            assert not re.search(r"[{}]|  ", text), text
            assert not list(problem_words(text)), text


def test_fields_kinds_and_districts_are_skewed():
    fields = Counter(entry["main_field"] for entry in many())
    kinds = Counter(entry["kind"] for entry in many())
    places = Counter(entry.get("district") for entry in many())

    assert [field for field, _ in fields.most_common(2)] == ["sport", "freizeit"]
    assert fields["sport"] > 10 * fields["medien"]
    assert 0.8 < kinds["association"] / MANY < 0.9
    assert places["nordmarkt"] > 3 * places["syburg"]


def test_a_good_part_of_the_facts_is_unset():
    for key in ("founded_year", "target_groups", "languages", "website", "keywords", "open_to_contact"):
        assert 0.62 < share(many(), key) < 0.85, key
    assert 0.08 < 1 - share(many(), "confirmed_days_ago") < 0.2
    assert share(many(), "migration_reference") < 0.35


def test_some_entries_are_outdated_and_none_older_than_900_days():
    days = [entry["confirmed_days_ago"] for entry in many() if "confirmed_days_ago" in entry]

    assert 0.03 < sum(day > 365 for day in days) / MANY < 0.12
    assert min(days) >= 0 and max(days) <= 900


def test_every_umbrella_comes_before_its_members():
    seen: set[str] = set()
    members = 0
    for entry in many():
        for code in entry.get("umbrellas", []):
            members += 1
            assert code in seen
        if entry["kind"] == "umbrella":
            seen.add(entry["code"])

    assert len(seen) >= 5 and members > MANY / 10


def test_points_lie_near_their_district_and_private_homes_show_only_it():
    by_code = {district.code: district for district in districts("dortmund")}

    for entry in many():
        if "latitude" in entry:
            assert metres(entry, by_code[entry["district"]]) <= 905
        if any(not address["is_public"] for address in entry.get("addresses", [])):
            assert entry["precision"] == "district"


def test_several_entries_share_an_address():
    addresses = Counter(
        (address["street"], address["postcode"])
        for entry in demo()
        for address in entry.get("addresses", [])
        if address["kind"] != "postal"
    )

    assert sum(number > 1 for number in addresses.values()) >= 3


def test_phones_are_in_the_drama_range_and_mails_at_example_org():
    for entry in many():
        for contact in entry.get("contacts", []):
            assert contact["email"].endswith(".example.org")
            assert re.fullmatch(r"\+49 \d+ 555\d{4}", contact.get("phone", "+49 231 5550000"))
        assert entry.get("website", "https://x.example.org").endswith(".example.org")


def test_what_is_public_has_consent_for_the_page():
    contacts = [contact for entry in many() for contact in entry.get("contacts", [])]

    assert all("page" in contact["consent"] for contact in contacts if contact["is_public"])
    assert 0.05 < sum("person" in contact for contact in contacts) / len(contacts) < 0.25
    assert len({tuple(contact["consent"]) for contact in contacts}) >= 5


def test_names_are_written_in_many_scripts():
    names = " ".join(entry["name"] for entry in many())

    for script in ("[؀-ۿ]", "[Ѐ-ӿ]", "[ሀ-፿]", "[ğşıç]", "[ąęłóśż]"):
        assert re.search(script, names), script


@pytest.mark.parametrize(
    ("language", "least", "most"), [("en", 0.13, 0.28), ("tr", 0.05, 0.13), ("ar", 0.05, 0.13)]
)
def test_some_entries_are_translated(language, least, most):
    translated = [entry for entry in many() if language in entry.get("translations", {})]

    assert least < len(translated) / MANY < most


def test_a_translation_has_all_of_the_text():
    for entry in many():
        for texts in entry.get("translations", {}).values():
            assert 30 < len(texts["summary"]) <= 300
            assert texts["description"] != entry["description"]
            assert texts["description"].count("\n\n") == entry["description"].count("\n\n")
            assert len(texts.get("exchange", [])) in (0, len(entry.get("exchange", [])))


def test_a_city_without_words_or_districts_of_its_own_has_entries_too():
    entries = list(compose_associations("kempten", 30, SEED, []))

    assert len({entry["name"] for entry in entries}) == 30
    assert not any("latitude" in entry or "addresses" in entry for entry in entries)
