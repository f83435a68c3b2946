"""The picture beside a link: an address that says all that is in it."""

import io
import re
from uuid import UUID

import pytest
from PIL import Image

from directory.models import Term
from tests.make import home_of, make_content, make_forum, make_translation, publish


def address_of(at, city, path):
    text = at(city).get(path).text
    return re.search(r'<meta property="og:image" content="([^"]+)"', text)[1].split("8000")[-1]


def test_a_page_has_a_card_of_its_topics_in_the_colours_of_the_city(at, dortmund):
    make_forum(dortmund, slug="musik", main_topic=Term.objects.topics().get(code="musik"))

    path = address_of(at, dortmund, "/foren/musik/")
    answer = at(dortmund).get(path)

    assert f"/cards/{dortmund.ink_a[1:]}-{dortmund.ink_b[1:]}/musik-none-" in path
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_page_without_topics_has_one_too(at, dortmund):
    make_content(home_of(dortmund), slug="ueber-uns")

    assert at(dortmund).get(address_of(at, dortmund, "/ueber-uns/")).status_code == 200


def test_lists_have_one(at, dortmund):
    assert "/cards/" in address_of(at, dortmund, "/foren/")


def test_another_page_has_another_card(at, dortmund):
    for slug, key in (("eins", UUID(int=1)), ("zwei", UUID(int=2))):
        make_content(home_of(dortmund), slug=slug, translation_key=key)

    assert address_of(at, dortmund, "/eins/") != address_of(at, dortmund, "/zwei/")


def test_a_page_has_the_same_card_in_all_its_languages(at, dortmund):
    german = make_content(home_of(dortmund), slug="haus", title="Das Haus")
    make_translation(german, publish(home_of(dortmund, "en")), slug="house", title="The house")

    assert address_of(at, dortmund, "/haus/") == address_of(at, dortmund, "/en/house/")


def test_a_card_needs_no_database(at, dortmund, django_assert_num_queries):
    browser, path = at(dortmund), "/cards/FFB238-35A0AE/musik-umwelt-7.png"
    browser.get(path)  # reads the city of the host

    with django_assert_num_queries(1):  # only that
        browser.get(path)


@pytest.mark.parametrize(
    "path",
    [
        "/cards/FFB238-35A0AE/musik-umwelt-512.png",
        "/cards/FFB238-35A0AE/musik-unsinn-7.png",
        "/cards/rot-blau/musik-umwelt-7.png",
        "/cards/",
    ],
)
def test_an_address_that_no_page_has_is_not_found(at, dortmund, path):
    assert at(dortmund).get(path).status_code == 404
