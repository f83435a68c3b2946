"""`metadata_fields`: further columns of Plone's catalogue in searches."""

import json

import pytest

from home.choices import Listing
from tests.directory.make import field, make_association
from tests.home.make import topic
from tests.make import home_of, list_of, make_event, make_fair, make_news, publish

ASKED = "Subject,Language,start,end,location"
STORED = json.dumps({"query": [], "metadata_fields": ["Subject", "Language", "location"]})


@pytest.fixture
def told(at, dortmund):
    def read(path):
        answer = at(dortmund).get(f"/++api++{path}")
        assert answer.status_code == 200, answer.text
        return {item["title"]: item for item in answer.json()["items"]}

    return read


def test_an_event_tells_topics_language_time_and_place(told, dortmund):
    event = make_event(
        list_of(dortmund, Listing.EVENTS),
        title="Singen",
        place="Saal",
        address="Weg 1",
        main_topic=topic("musik"),
        further_topics=[topic("umwelt"), topic("musik")],
    )

    item = told(f"/@search?portal_type=Event&metadata_fields={ASKED}")["Singen"]

    assert item["Subject"] == ["Musik, Tanz, Theater", "Umwelt, Klima, Garten"]
    assert (item["Language"], item["location"]) == ("de", "Saal, Weg 1")
    assert item["start"] == event.starts_at.isoformat(timespec="seconds")
    assert item["end"] == event.ends_at.isoformat(timespec="seconds")


def test_topics_are_told_in_the_language_of_the_address(told, dortmund):
    publish(home_of(dortmund, "en"))
    make_news(dortmund, language="en", title="Open", main_topic=topic("musik"))

    item = told(f"/en/@search?metadata_fields={ASKED}")["Open"]

    assert (item["Subject"], item["Language"]) == (["Performing arts"], "en")


def test_a_stored_query_tells_them_of_pages_and_entries(told, dortmund):
    make_association(dortmund, "Chor", main_field=field("musik"))
    make_fair(dortmund, title="Messe", main_topic=topic("musik"))
    make_news(dortmund, title="Neu")

    items = told(f"/@querystring-search?query={STORED}")

    assert items["Chor"]["Subject"] == items["Messe"]["Subject"] == ["Musik, Tanz, Theater"]
    assert (items["Neu"]["Subject"], items["Neu"]["location"], items["Chor"]["location"]) == ([], None, None)


def test_what_is_not_asked_for_is_not_told(told, dortmund):
    make_news(dortmund, title="Neu", main_topic=topic("musik"))

    assert "Subject" not in told("/@search?metadata_fields=Language")["Neu"]


def test_the_number_of_queries_does_not_depend_on_the_number_of_things(
    told, dortmund, django_assert_max_num_queries
):
    def make(number):
        make_association(dortmund, f"Chor {number}", main_field=field("musik"))
        make_news(dortmund, main_topic=topic("musik"), further_topics=[topic("umwelt")])
        make_fair(dortmund, main_topic=topic("sport"))

    make(0)
    told("/@search?metadata_fields=_all&b_size=100")
    with django_assert_max_num_queries(40) as few:
        told("/@search?metadata_fields=_all&b_size=100")
    allowed = len(few)
    for number in range(1, 8):
        make(number)

    with django_assert_max_num_queries(allowed):
        told("/@search?metadata_fields=_all&b_size=100")
