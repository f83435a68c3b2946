"""Topic and district pages tell what they collect, as listing blocks behind their body."""

import pytest

from home.choices import Listing
from tests.directory.make import field, make_association
from tests.home.make import a_district, restrict, topic
from tests.make import (
    host_of,
    list_of,
    make_district_page,
    make_event,
    make_fair,
    make_news,
    make_offer,
    make_story,
    make_topic_page,
    stream,
)


@pytest.fixture
def told(at, dortmund):
    def read(path):
        answer = at(dortmund).get(f"/++api++{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


def blocks_of(told):
    return [told["blocks"][uid] for uid in told["blocks_layout"]["items"]]


def test_a_topic_page_lists_what_it_collects_behind_its_body(told, dortmund):
    musik = topic("musik")
    event = make_event(list_of(dortmund, Listing.EVENTS), title="Singen", slug="singen", main_topic=musik)
    make_news(dortmund, title="Neu", main_topic=musik)
    make_news(dortmund, title="Anderes", main_topic=topic("sport"))
    make_topic_page(dortmund, musik, slug="musik", body=stream([("heading", "Laut")]))

    page = told("/themen/musik")

    heading, events, news = blocks_of(page)
    assert page["topics"] == [{"token": "musik", "title": "Musik, Tanz, Theater"}]
    assert heading["plaintext"] == "Laut"
    assert (events["@type"], events["headline"]) == ("listing", "Kommende Termine")
    assert events["items"] == [
        {
            "@id": f"http://{host_of(dortmund)}/veranstaltungen/singen",
            "@type": "Event",
            "title": "Singen",
            "description": "",
            "start": event.starts_at.isoformat(timespec="seconds"),
            "end": event.ends_at.isoformat(timespec="seconds"),
        }
    ]
    assert [(item["@type"], item["title"]) for item in news["items"]] == [("News Item", "Neu")]


def test_what_a_topic_page_lists_can_be_asked_for(at, told, dortmund):
    make_offer(dortmund, title="Angebot", main_topic=topic("musik"))
    make_association(dortmund, "Chor", slug="chor", main_field=field("musik"))
    make_topic_page(dortmund, topic("musik"), slug="musik")

    for block in blocks_of(told("/themen/musik")):
        asked = at(dortmund).post(
            "/++api++/@querystring-search", block["querystring"], content_type="application/json"
        )
        assert [item["@id"] for item in asked.json()["items"]] == [item["@id"] for item in block["items"]]


def test_associations_are_listed_with_the_way_to_all_of_them(told, dortmund):
    make_association(dortmund, "Chor", slug="chor", main_field=field("musik"), summary="Singt.")
    make_topic_page(dortmund, topic("musik"), slug="musik")

    [block] = blocks_of(told("/themen/musik"))

    [item] = block["items"]
    assert (item["@id"], item["@type"]) == (told("/verzeichnis/chor")["@id"], "Association")
    assert (item["title"], item["description"]) == ("Chor", "Singt.")
    assert (block["headline"], block["items_total"]) == ("Vereine", 1)
    assert block["linkHref"] == [{"@id": f"http://{host_of(dortmund)}/verzeichnis?field=musik"}]


def test_a_district_page_lists_what_happens_there(told, dortmund):
    district = a_district(dortmund)
    make_story(dortmund, title="Von hier", district=district)
    make_story(dortmund, title="Von dort")
    make_association(dortmund, "Chor", district=district)
    make_district_page(dortmund, district, slug="viertel")

    page = told("/stadtteile/viertel")

    assert page["district"] == {"token": district.code, "title": district.name}
    assert [[item["title"] for item in block["items"]] for block in blocks_of(page)] == [
        ["Von hier"],
        ["Chor"],
    ]
    assert ["querystring" in block for block in blocks_of(page)] == [False, False]


def test_nothing_is_listed_that_is_not_public(told, dortmund, potsdam):
    musik = topic("musik")
    make_news(dortmund, live=False, main_topic=musik)
    restrict(make_news(dortmund, main_topic=musik))
    make_news(potsdam, main_topic=musik)
    make_topic_page(dortmund, musik, slug="musik")

    assert told("/themen/musik")["blocks"] == {}


def test_the_number_of_queries_does_not_depend_on_what_is_collected(
    told, dortmund, django_assert_max_num_queries
):
    district = a_district(dortmund)

    def make(number):
        make_fair(dortmund, district=district, main_topic=topic("musik"))
        make_news(dortmund, main_topic=topic("musik"))
        make_association(dortmund, f"Chor {number}", main_field=field("musik"), district=district)

    make(0)
    make_topic_page(dortmund, topic("musik"), slug="musik")
    make_district_page(dortmund, district, slug="viertel")
    for path in ("/themen/musik", "/stadtteile/viertel"):
        told(path)
        with django_assert_max_num_queries(40) as few:
            told(path)
        allowed = len(few)
        for number in range(1, 6):
            make(f"{number} {path}")
        with django_assert_max_num_queries(allowed):
            told(path)
