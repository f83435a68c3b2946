"""What is one of several things has its token and its name in the reader's language, in every answer."""

import pytest

from home.choices import Listing
from tests.directory.make import field, make_association, make_contact, term
from tests.home.make import a_district, topic
from tests.make import home_of, list_of, make_content, make_event, make_offer, make_story, publish


@pytest.fixture
def told(at, dortmund):
    def read(path):
        answer = at(dortmund).get(f"/++api++{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


def test_an_event_names_its_kind_its_languages_its_district_and_its_topics(told, dortmund):
    publish(home_of(dortmund, "en"))
    district = a_district(dortmund)
    events = list_of(dortmund, Listing.EVENTS, "en")
    make_event(
        events, slug="x", kind="talk", languages=["tr", "gsg"], district=district, main_topic=topic("musik")
    )

    event = told("/en/events/x")

    assert event["kind"] == {"token": "talk", "title": "Talk"}
    assert event["languages"] == [
        {"token": "tr", "title": "Turkish"},
        {"token": "gsg", "title": "German Sign Language"},
    ]
    assert event["district"] == {"token": district.code, "title": district.name}
    assert event["topics"] == [{"token": "musik", "title": "Performing arts"}]
    assert event["subjects"] == ["Performing arts"]


def test_what_is_not_chosen_is_null(told, dortmund):
    make_offer(dortmund, slug="x")
    make_story(dortmund, slug="y")
    make_content(home_of(dortmund), slug="z")

    offer, story = told("/angebote/x"), told("/geschichten/y")

    assert (offer["kind"]["token"], offer["stage"], offer["languages"]) == ("counselling", None, [])
    assert (story["district"], story["topics"]) == (None, [])
    assert told("/z")["purpose"] is None


def test_a_list_page_names_what_it_lists(told):
    assert told("/veranstaltungen")["listing"] == {"token": "events", "title": "Veranstaltungen"}


def test_an_entry_names_all_that_stands_in_codes(told, dortmund):
    association = make_association(
        dortmund,
        "Chor",
        slug="chor",
        main_field=field("musik"),
        legal_form=term("legal_form", "registered"),
        languages=["tr"],
        open_to_contact="yes",
    )
    make_contact(association, languages=["ar"])

    entry = told("/verzeichnis/chor")

    assert entry["fields"] == [entry["main_field"]]
    assert entry["main_field"] == {"token": "musik", "title": "Musik, Tanz, Theater"}
    assert entry["legal_form"]["token"] == "registered"
    assert entry["languages"] == [{"token": "tr", "title": "Türkisch"}]
    assert entry["open_to_contact"] == {"token": "yes", "title": "ja"}
    assert (entry["kind"]["token"], entry["migration_reference"]) == (association.kind.code, None)
    assert entry["contacts"][0]["function"] == "Vorstand"
    assert entry["contacts"][0]["languages"] == [{"token": "ar", "title": "Arabisch"}]


def test_the_text_of_an_entry_is_its_body_with_resolved_links(told, dortmund):
    page = make_content(home_of(dortmund), slug="ziel")
    hidden = make_content(home_of(dortmund), slug="geheim", live=False)
    text = (
        f'<p>Wir <b>singen</b> <a linktype="page" id="{page.pk}">hier</a>'
        f' und <a linktype="page" id="{hidden.pk}">dort</a>.</p>'
    )
    make_association(dortmund, "Chor", slug="chor", description=text)

    entry = told("/verzeichnis/chor")

    [block] = [entry["blocks"][uid] for uid in entry["blocks_layout"]["items"]]
    address = told("/ziel")["@id"]
    assert block["@type"] == "slate"
    assert block["plaintext"] == "Wir singen hier und dort."
    assert block["value"][0]["children"][3]["data"] == {"url": address}
    assert entry["text"] == f'<p>Wir <b>singen</b> <a href="{address}">hier</a> und <a>dort</a>.</p>'


def test_an_entry_without_a_text_has_no_body(told, dortmund):
    make_association(dortmund, "Chor", slug="chor")

    entry = told("/verzeichnis/chor")

    assert (entry["text"], entry["blocks"], entry["blocks_layout"]) == ("", {}, {"items": []})


def test_the_number_of_queries_of_an_entry_does_not_depend_on_its_links(
    told, dortmund, django_assert_max_num_queries
):
    for number in (1, 8):
        pages = [make_content(home_of(dortmund)) for _number in range(number)]
        text = "".join(f'<p><a linktype="page" id="{page.pk}">x</a></p>' for page in pages)
        make_association(dortmund, f"Chor {number}", slug=f"chor-{number}", description=text)
    told("/verzeichnis/chor-1")

    with django_assert_max_num_queries(30) as few:
        told("/verzeichnis/chor-1")
    allowed = len(few)

    with django_assert_max_num_queries(allowed):
        told("/verzeichnis/chor-8")
