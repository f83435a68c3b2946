import re

import pytest
from wagtail.models import Page

from home.choices import Listing, Purpose
from home.models import ContentPage, HomePage, ListPage
from home.starter import (
    IN_MENU,
    KINDS,
    check_starter_pages,
    missing_pages,
    read_texts,
    run_starter_pages,
    starter_languages,
)
from sites.cities import CityPlan, create_city
from sites.models import City
from tests.home.admin import soup_of
from tests.home.make import take_offline
from tests.make import home_of, list_of, make_content, publish

LANGUAGES = ["de", "en"]


def kind_of(page):
    return getattr(page, "listing", "") or getattr(page, "purpose", "")


def starter_pages(city, language):
    """Kind → page of the starter pages below a home."""
    pages = Page.objects.child_of(home_of(city, language)).specific()
    return {kind_of(page): page for page in pages if kind_of(page)}


@pytest.fixture
def unna(db):
    """A city that was just made, with a contact that has a mailbox only."""
    plan = CityPlan(
        slug="unna",
        name="Unna & Umland",
        host="unna.localhost:8000",
        languages=("de", "en", "ar"),
        regions=("unna=Kreis Unna",),
        contact={"email": "unna@example.org"},
    )
    create_city(plan)
    return City.objects.with_site().get(slug="unna")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_city_starts_with_all_lists_and_three_legal_pages(dortmund, language):
    pages = starter_pages(dortmund, language)

    assert sorted(pages) == sorted([*Listing.values, *Purpose.values])
    assert all(isinstance(pages[kind], ListPage) for kind in Listing.values)
    assert all(isinstance(pages[kind], ContentPage) for kind in Purpose.values)
    assert all(page.live and page.locale.language_code == language for page in pages.values())


def test_there_are_no_starter_pages_in_a_language_without_texts(dortmund):
    dortmund.languages = ["de", "uk"]

    assert starter_languages(dortmund) == ["de"]


def test_in_arabic_a_city_starts_with_the_lists_of_the_menu_and_news(dortmund):
    pages = starter_pages(dortmund, "ar")

    assert sorted(pages) == sorted([*IN_MENU, Listing.NEWS])


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_page_in_another_language_is_a_translation_of_the_german_one(dortmund, kind):
    german, english = (starter_pages(dortmund, language)[kind] for language in LANGUAGES)

    assert german.translation_key == english.translation_key
    assert german.slug != english.slug or kind in {"forums"}


def test_starter_pages_of_two_cities_are_no_translations_of_each_other(dortmund, potsdam):
    keys = [
        {page.translation_key for page in starter_pages(city, "de").values()} for city in (dortmund, potsdam)
    ]

    assert not keys[0] & keys[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_of_all_kinds_exist_in_every_language_and_agree(language):
    texts, german = read_texts(language), read_texts("de")

    assert list(texts) == KINDS
    for kind in KINDS:
        assert {"title", "slug", "summary"} <= set(texts[kind])
        blocks = [[block["type"] for block in side[kind].get("body", [])] for side in (texts, german)]
        assert blocks[0] == blocks[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_use_only_known_placeholders_and_the_same_ones(language):
    def placeholders(texts):
        return {kind: sorted(set(re.findall(r"{(\w*)}", repr(texts[kind])))) for kind in KINDS}

    used = placeholders(read_texts(language))

    assert used == placeholders(read_texts("de"))
    assert {name for names in used.values() for name in names} <= {"city", "email", "phone", "place"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_placeholder_is_left_on_a_page(at, dortmund, language, kind):
    publish(home_of(dortmund, language))
    page = starter_pages(dortmund, language)[kind]

    answer = at(dortmund).get(page.get_url())

    assert answer.status_code == 200
    assert not re.findall(r"{\w*}", soup_of(answer).html.get_text() + page.search_description)


def test_the_legal_notice_holds_the_facts_of_the_city(at, dortmund):
    text = soup_of(at(dortmund).get(starter_pages(dortmund, "de")["imprint"].get_url())).main.get_text()

    assert "Wer die Website von INSIST in Dortmund betreibt" in text
    for fact in ("dortmund@example.org", "0231 5550171", "Rheinische Str. 171"):
        assert fact in text


def test_facts_that_the_city_lacks_are_marked_to_be_filled_in(unna):
    body = starter_pages(unna, "de")["imprint"].body.render_as_block()

    assert "E-Mail: unna@example.org" in body
    assert "Telefon: […]" in body
    assert "Ort: […]" in body


def test_signs_in_the_facts_of_a_city_stay_signs(unna):
    statement = starter_pages(unna, "de")["accessibility"]

    assert "INSIST in Unna & Umland" in statement.search_description
    assert "INSIST in Unna &amp; Umland" in statement.body[0].value.source


def test_what_the_operator_must_fill_in_stands_in_brackets():
    for kind in Purpose.values:
        assert "[" in repr(read_texts("de")[kind]["body"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_stand_in_the_menu_in_their_order(at, dortmund, language):
    publish(home_of(dortmund, language))

    page = soup_of(at(dortmund).get(home_of(dortmund, language).get_url()))

    texts = read_texts(language)
    menu = [link.get_text(strip=True) for link in page.select("header nav a")]
    assert [title for title in menu if title in {texts[kind]["title"] for kind in KINDS}] == [
        texts[kind]["title"] for kind in IN_MENU
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legal_pages_stand_at_the_foot_in_their_order(at, dortmund, language):
    publish(home_of(dortmund, language))

    page = soup_of(at(dortmund).get(home_of(dortmund, language).get_url()))

    texts = read_texts(language)
    foot = [link.get_text() for link in page.select_one("footer ul").select("a")]
    assert foot == [texts[kind]["title"] for kind in Purpose.values]


def test_the_order_at_the_foot_is_that_of_the_tree_so_editors_can_change_it(at, dortmund):
    accessibility = starter_pages(dortmund, "de")["accessibility"]
    accessibility.move(home_of(dortmund), pos="first-child")

    foot = soup_of(at(dortmund).get("/")).select_one("footer ul")

    assert [link.get_text() for link in foot.select("a")] == [
        read_texts("de")[kind]["title"] for kind in ("accessibility", "imprint", "privacy")
    ]


def test_a_legal_page_that_is_not_published_is_not_at_the_foot(at, dortmund):
    take_offline(starter_pages(dortmund, "de")["privacy"])

    foot = soup_of(at(dortmund).get("/")).select_one("footer ul")

    assert "Datenschutz" not in foot.get_text()


def test_running_the_step_again_adds_nothing(dortmund):
    before = Page.objects.count()

    assert run_starter_pages(dortmund) == []
    assert Page.objects.count() == before


def test_a_page_that_an_editor_changed_stays_as_it_is(dortmund):
    imprint = starter_pages(dortmund, "de")["imprint"]
    imprint.title, imprint.slug = "Angaben", "angaben"
    publish(imprint)

    run_starter_pages(dortmund)

    assert starter_pages(dortmund, "de")["imprint"].title == "Angaben"


def test_a_missing_page_is_told_and_added_again_as_a_translation(dortmund):
    english = starter_pages(dortmund, "en")["privacy"]
    key = english.translation_key
    english.delete()

    assert [kind for _home, kind in missing_pages(dortmund)] == ["privacy"]
    assert len(check_starter_pages(dortmund)) == 1
    run_starter_pages(dortmund)

    assert check_starter_pages(dortmund) == []
    assert starter_pages(dortmund, "en")["privacy"].translation_key == key


def test_a_page_of_the_editors_is_not_taken_for_a_starter_page(dortmund):
    make_content(home_of(dortmund), title="Über uns")

    assert list(missing_pages(dortmund)) == []


def test_pages_of_the_german_home_start_published_and_the_other_homes_as_drafts(unna):
    assert [home.live for home in HomePage.objects.filter(pk__in=unna.homes()).order_by("path")] == [
        True,
        False,
        False,
    ]
    assert list_of(unna, Listing.EVENTS).live
