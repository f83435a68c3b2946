"""The texts of the demonstration: whole in every language, and free of what would age or mislead."""

import re
from collections import Counter
from pathlib import Path

import pytest

from directory.demo.loader import read_kernel
from directory.vocabularies import read_vocabularies
from home.blocks import BodyBlock
from home.choices import Listing, OfferKind, StepState
from home.demo import texts as texts_module
from home.demo.pages import SECTIONS
from home.demo.pictures import SCENES
from home.demo.texts import read_cities, read_texts
from home.models import (
    CirclePage,
    EventPage,
    FairPage,
    ForumPage,
    NewsPage,
    OfferPage,
    ProjectPage,
    ResultPage,
    StoryPage,
)
from sites.frame.mixins import SUMMARY_LENGTH
from sites.frame.spoken import SPOKEN_LANGUAGES
from sites.places import DATA_DIR

CITIES = list(read_cities())
LANGUAGES = ["de", "en", "tr", "ar"]
WHOLE = ["de", "en"]  # the others hold home and project only
ALLOWED_PHONES = {"0231 5550171", "0331 5550156", "0345 5550134"}
FILES = sorted(Path(texts_module.__file__).parent.glob("content/*/*.toml"))

everywhere = pytest.mark.parametrize(
    ("city", "language"), [(city, language) for city in CITIES for language in LANGUAGES]
)
where_whole = pytest.mark.parametrize(
    ("city", "language"), [(city, language) for city in CITIES for language in WHOLE]
)


def strings(value):
    """Yield all texts below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def blocks_of(texts):
    """Yield (type, value) of every block of a body, wherever it stands."""
    for part in texts.values():
        for item in part if isinstance(part, list) else [part]:
            yield from ((block["type"], block["value"]) for block in item.get("body", []))


def targets_of(name, value):
    """What a block leads to."""
    match name:
        case "teasers":
            return value["targets"]
        case "call_to_action":
            return [value["target"]]
        case _:
            return []


def test_there_are_three_cities_with_texts_in_four_languages():
    assert CITIES == ["dortmund", "potsdam", "halle"]
    assert {(file.parent.name, file.stem) for file in FILES} == {
        (city, language) for city in CITIES for language in LANGUAGES
    }


@pytest.mark.parametrize("city", CITIES)
def test_every_city_offers_the_languages_that_it_has_texts_in(city):
    assert read_cities()[city]["languages"] == LANGUAGES


LEAST = {
    "forums": 2,
    "meetings": 6,
    "events": 5,
    "fairs": 1,
    "results": 4,
    "stories": 4,
    "news": 5,
    "offers": 5,
    "circles": 1,
    "topic_pages": 4,
    "district_pages": 4,
}


@where_whole
@pytest.mark.parametrize("section", LEAST)
def test_a_whole_language_has_enough_of_every_kind_of_page(city, language, section):
    assert len(read_texts(city, language)[section]) >= LEAST[section]


@where_whole
def test_events_are_of_all_kinds(city, language):
    kinds = Counter(item["kind"] for item in read_texts(city, language)["events"])

    assert kinds["training"] >= 2
    assert kinds["talk"] >= 2
    assert kinds["world_cafe"] >= 1


@where_whole
def test_offers_are_of_all_kinds(city, language):
    assert {item["kind"] for item in read_texts(city, language)["offers"]} == set(OfferKind)


@everywhere
def test_home_and_both_projects_are_written_in_every_language(city, language):
    texts = read_texts(city, language)

    assert all(texts["home"][name] for name in ("title", "heading", "lead", "for_whom"))
    for project in ("project", "first_project"):
        names = (
            "title",
            "slug",
            "summary",
            "aims",
            "approach",
            "main_group",
            "further_groups",
            "places",
            "body",
        )
        assert all(texts[project][name] for name in names)


@everywhere
def test_every_text_of_a_language_differs_from_the_german_one(city, language):
    if language == "de":
        return
    german, texts = read_texts(city, "de"), read_texts(city, language)

    for part in ("home", "project", "first_project"):
        same = {
            name for name, text in texts[part].items() if isinstance(text, str) and text == german[part][name]
        }
        assert same <= {"title"}


@where_whole
def test_keys_and_links_between_texts_agree_with_the_german_ones(city, language):
    german, texts = read_texts(city, "de"), read_texts(city, language)

    for section in SECTIONS:
        part = section.name
        assert [item["key"] for item in texts[part]] == [item["key"] for item in german[part]]
        for name in ("forum", "meeting", "event"):
            assert [item.get(name) for item in texts[part]] == [item.get(name) for item in german[part]]


@where_whole
def test_facts_are_the_same_in_every_language(city, language):
    german, texts = read_texts(city, "de"), read_texts(city, language)

    for name in ("day", "start", "end", "district", "languages", "address"):
        assert [item[name] for item in texts["meetings"]] == [item[name] for item in german["meetings"]]
    steps = [[(step["state"], step["day"]) for step in item["steps"]] for item in texts["results"]]
    assert steps == [[(step["state"], step["day"]) for step in item["steps"]] for item in german["results"]]


@everywhere
def test_bodies_have_the_same_blocks_as_the_german_ones(city, language):
    german, texts = read_texts(city, "de"), read_texts(city, language)

    for part in ("project", "first_project"):
        types = [[block["type"] for block in side[part]["body"]] for side in (texts, german)]
        assert types[0] == types[1]


@everywhere
def test_blocks_are_of_types_that_pages_have(city, language):
    assert {name for name, _value in blocks_of(read_texts(city, language))} <= set(BodyBlock().child_blocks)


@where_whole
def test_links_of_blocks_lead_to_pages_that_exist(city, language):
    texts = read_texts(city, language)
    known = {"project", "first_project", "contact", *Listing.values} | {
        f"{section.kind}:{item['key']}" for section in SECTIONS for item in texts[section.name]
    }

    targets = [target for name, value in blocks_of(texts) for target in targets_of(name, value)]

    assert targets
    assert set(targets) <= known


@everywhere
def test_pictures_are_scenes_that_can_be_drawn_and_are_described(city, language):
    texts = read_texts(city, language)
    pictures = [value for name, value in blocks_of(texts) if name == "picture"]
    pictures += [item["picture"] for item in texts.get("results", [])]

    assert pictures
    assert {picture["picture"] for picture in pictures} <= set(SCENES)
    assert all(picture["alt"] for picture in pictures)


@where_whole
def test_districts_topics_and_languages_are_ones_we_know(city, language):
    texts = read_texts(city, language)
    districts = [line.split(",")[:2] for line in (DATA_DIR / "districts.csv").read_text().splitlines()]
    topics = {row["code"] for row in read_vocabularies() if row["list"] == "activity_field"}

    items = [item for section in SECTIONS for item in texts[section.name]]
    known = {tuple(row) for row in districts}
    assert {(city, item["district"]) for item in items if "district" in item} <= known
    assert {topic for item in items for topic in item.get("topics", [])} <= topics
    assert {code for item in items for code in item.get("languages", [])} <= set(SPOKEN_LANGUAGES)


KINDS = {
    "forums": ForumPage,
    "meetings": EventPage,
    "events": EventPage,
    "fairs": FairPage,
    "results": ResultPage,
    "stories": StoryPage,
    "news": NewsPage,
    "offers": OfferPage,
    "circles": CirclePage,
}


@pytest.mark.parametrize("city", CITIES)
def test_pages_name_associations_that_exist_in_roles_that_the_page_shows(city):
    texts = read_texts(city, "de")
    known = {row["code"] for row in read_kernel(city)}

    named = [
        (page_class, row)
        for name, page_class in [*KINDS.items(), ("project", ProjectPage)]
        for item in (texts[name] if isinstance(texts[name], list) else [texts[name]])
        for row in item.get("involvements", [])
    ]

    assert {row["code"] for _page_class, row in named} <= known
    assert [row for page_class, row in named if row["role"] not in page_class.involvement_roles] == []
    assert {page_class for page_class, _row in named} == set(KINDS.values()) | {ProjectPage}


@where_whole
def test_some_meetings_are_past_and_some_are_coming_and_results_are_of_past_ones(city, language):
    texts = read_texts(city, language)
    events = [*texts["meetings"], *texts["events"], *texts["fairs"]]
    days = {item["key"]: item["day"] for item in events}

    for part in ("meetings", "events"):
        assert min(item["day"] for item in texts[part]) < 0 < max(item["day"] for item in texts[part])
    assert all(days[item.get("meeting") or item["event"]] < 0 for item in texts["results"])
    assert all(item["start"] < item["end"] for item in events)


@where_whole
def test_steps_that_are_done_lie_in_the_past_and_the_others_in_the_future(city, language):
    for result in read_texts(city, language)["results"]:
        for step in result["steps"]:
            assert step["state"] in StepState.values
            assert (step["day"] < 0) == (step["state"] == StepState.DONE), step


@where_whole
def test_meetings_and_results_name_no_year_so_they_do_not_age(city, language):
    texts = read_texts(city, language)

    dated = [
        text
        for part in ("forums", "meetings", "results")
        for text in strings(texts[part])
        if re.search(r"20\d\d", text)
    ]
    assert dated == []


@everywhere
def test_the_invented_project_says_that_it_is_invented(city, language):
    words = {"de": "erfunden", "en": "invented", "tr": "kurgu(sal|lan)", "ar": "متخيل|خيالي"}
    summary = re.sub("[\u064b-\u0652]", "", read_texts(city, language)["project"]["summary"])

    assert re.search(words[language], summary)


@everywhere
def test_summaries_fit(city, language):
    texts = read_texts(city, language)
    items = [texts["project"], texts["first_project"]]
    items += [item for section in SECTIONS for item in texts.get(section.name, [])]

    assert max(len(item["summary"]) for item in items) <= SUMMARY_LENGTH
    assert len(texts["home"]["lead"]) <= SUMMARY_LENGTH


@everywhere
def test_addresses_of_pages_are_unique_and_begin_with_no_language_code(city, language):
    texts = read_texts(city, language)
    slugs = [texts["project"]["slug"], texts["first_project"]["slug"]]
    for section in SECTIONS:
        siblings = [item["slug"] for item in texts.get(section.name, [])]
        assert len(siblings) == len(set(siblings))
        slugs += siblings

    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    assert not {slug.split("-")[0] for slug in slugs} & {"de", "en", "tr", "ar", "uk", "ru", "fr", "pl", "fa"}


@pytest.mark.parametrize(
    "file", [*FILES, FILES[0].parents[2] / "cities.toml"], ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_telephone_numbers_and_mailboxes_are_invented_ones(file):
    text = file.read_text()

    mailboxes = set(re.findall(r"[\w.+-]+@([\w.-]+\w)", text))
    phones = set(
        re.findall(
            r"(?<![\d.,–-])(?:\+49|0)[\d ()/-]{6,}\d", text.replace("\u00a0", " ").replace("\u202f", " ")
        )
    )
    assert mailboxes <= {"example.org"}
    assert phones <= ALLOWED_PHONES


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_texts_lead_to_no_other_website(file):
    assert re.findall(r"https?://\S+", file.read_text()) == []


def test_a_text_in_another_language_takes_facts_from_the_german_one_and_words_from_its_own():
    german, english = read_texts("potsdam", "de")["meetings"][0], read_texts("potsdam", "en")["meetings"][0]

    assert english["day"] == german["day"]
    assert english["title"] != german["title"]


def test_a_body_is_never_mixed_of_two_languages():
    german, turkish = read_texts("dortmund", "de")["project"], read_texts("dortmund", "tr")["project"]

    assert not set(strings(german["body"])) & {text for text in strings(turkish["body"]) if " " in text}
