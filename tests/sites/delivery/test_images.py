"""Pictures that stand for pages, in every list of the API, as Plone's catalogue tells them."""

import datetime

import pytest
from wagtail.models import CollectionViewRestriction

from sites.models import Image
from tests.home.make import picture_of
from tests.make import home_of, host_of, make_content, make_image, make_story

NEXT_YEAR = datetime.date.today() + datetime.timedelta(days=365)
PATHS = ("/geschichten", "/@search?portal_type=Story", "/@querystring-search?query=QUERY")
QUERY = '{"query":[{"i":"portal_type","o":"selection.any","v":["Story"]}]}'


@pytest.fixture
def told(at, dortmund):
    """The stories in a list of the API."""
    make_story(dortmund, title="Ohne Bild")

    def read(path):
        answer = at(dortmund).get(f"/++api++{path.replace('QUERY', QUERY)}")
        assert answer.status_code == 200, answer.text
        return {item["title"]: item for item in answer.json()["items"]}

    return read


def portrait(city, **fields):
    return make_image(city, consent_note="Gefragt", **{"consent_ends": NEXT_YEAR} | fields)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_in_a_list_has_its_picture_with_scales(told, dortmund, path):
    make_story(
        dortmund, title="Mit Bild", portrait=portrait(dortmund, credit="Foto: Ö"), portrait_alt="Wer gräbt"
    )

    stories = told(path)

    assert stories["Mit Bild"]["image_field"] == "image"
    [image] = stories["Mit Bild"]["image_scales"]["image"]
    assert (image["alt_text"], image["credit"], image["width"]) == ("Wer gräbt", "Foto: Ö", 1400)
    assert image["download"].startswith(f"http://{host_of(dortmund)}/media/")
    assert {name: scale["width"] for name, scale in image["scales"].items()} == {
        "preview": 480,
        "large": 800,
        "huge": 1400,
    }
    assert (stories["Ohne Bild"]["image_field"], stories["Ohne Bild"]["image_scales"]) == ("", None)


def test_what_is_around_a_page_has_its_picture_too(at, dortmund):
    make_story(dortmund, slug="eins", portrait=portrait(dortmund), portrait_alt="Ein Mensch")
    make_story(dortmund, slug="zwei")

    told = at(dortmund).get("/++api++/geschichten/zwei").json()

    assert told["previous_item"]["image_field"] == "image"


@pytest.mark.parametrize("path", PATHS)
def test_a_picture_that_is_withheld_is_not_told(told, dortmund, path):
    ended = portrait(dortmund)
    restricted = portrait(dortmund)
    make_story(dortmund, title="Beendet", portrait=ended, portrait_alt="Ein Mensch")
    make_story(dortmund, title="Hinter dem Passwort", portrait=restricted, portrait_alt="Ein Mensch")
    told(path)
    Image.objects.filter(pk=ended.pk).update(consent_ends=datetime.date(2020, 1, 1))
    CollectionViewRestriction.objects.create(
        collection=restricted.collection, restriction_type="password", password="geheim"
    )

    stories = told(path)

    assert [one["image_scales"] for one in stories.values()] == [None, None, None]


@pytest.mark.parametrize("is_withheld", [False, True])
@pytest.mark.parametrize("path", PATHS)
def test_the_number_of_queries_does_not_depend_on_the_number_of_pictures(
    told, dortmund, path, is_withheld, django_assert_max_num_queries
):
    ends = datetime.date(2020, 1, 1) if is_withheld else NEXT_YEAR

    def make():
        make_story(dortmund, portrait=portrait(dortmund, consent_ends=ends), portrait_alt="Ein Mensch")

    make()
    told(path)
    with django_assert_max_num_queries(40) as few:
        told(path)
    allowed = len(few)
    for _number in range(7):
        make()
    told(path)

    with django_assert_max_num_queries(allowed):
        told(path)


def test_the_number_of_queries_does_not_depend_on_the_withheld_pictures_of_a_body(
    at, dortmund, django_assert_max_num_queries
):
    for number in (1, 8):
        ended = [portrait(dortmund, consent_ends=datetime.date(2020, 1, 1)) for _number in range(number)]
        make_content(home_of(dortmund), slug=f"bilder-{number}", body=[picture_of(one) for one in ended])
    at(dortmund).get("/++api++/bilder-1")

    with django_assert_max_num_queries(40) as few:
        at(dortmund).get("/++api++/bilder-1")
    allowed = len(few)

    with django_assert_max_num_queries(allowed):
        assert at(dortmund).get("/++api++/bilder-8").json()["blocks"] == {}
