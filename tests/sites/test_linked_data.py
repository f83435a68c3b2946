"""JSON-LD of public pages: for search engines, nothing that a reader does not see."""

import json
import re
from urllib.parse import urlsplit

import pytest

from sites.models import RoleContact
from tests.make import home_of, make_content, make_event, make_forum


def graph_of(at, page):
    address = urlsplit(page.full_url)
    text = at(address.netloc).get(address.path).text
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return {thing["@type"]: thing for thing in json.loads(found)["@graph"]}


@pytest.fixture
def event(dortmund):
    return make_event(
        make_forum(dortmund, title="Forum Musik"),
        title="Abend der Schlüssel",
        place="Saal",
        address="Musterstr. 1, 44137 Dortmund",
        languages=["de", "tr"],
        capacity=40,
    )


def test_an_event_says_when_where_and_in_which_languages(at, event):
    thing = graph_of(at, event)["Event"]

    assert thing["name"] == "Abend der Schlüssel"
    assert thing["startDate"].startswith(event.starts_at.date().isoformat())
    assert thing["location"]["name"] == "Saal"
    assert thing["inLanguage"] == ["de", "tr"]
    assert thing["maximumAttendeeCapacity"] == 40
    assert thing["isAccessibleForFree"] is True


def test_what_an_event_does_not_say_is_left_out(at, dortmund):
    thing = graph_of(at, make_event(make_forum(dortmund)))["Event"]

    assert not {"location", "description", "maximumAttendeeCapacity"} & set(thing)


def test_breadcrumbs_lead_from_the_front_page_to_the_page(at, event, dortmund):
    items = graph_of(at, event)["BreadcrumbList"]["itemListElement"]

    assert [item["position"] for item in items] == [1, 2, 3, 4]
    assert items[-1]["name"] == "Abend der Schlüssel"
    assert items[0]["item"] == f"{dortmund.site.root_url}/"


def test_a_page_below_the_front_page_has_no_breadcrumbs(at, dortmund):
    assert "BreadcrumbList" not in graph_of(at, make_content(home_of(dortmund)))


def test_the_organisation_has_the_contact_that_the_page_shows(at, dortmund):
    page = make_content(home_of(dortmund))
    page.contact = RoleContact.objects.create(city=dortmund, function={"de": "Büro"}, email="b@example.org")
    page.save_revision().publish()

    thing = graph_of(at, page)["Organization"]

    assert thing["name"] == "INSIST Dortmund"
    assert thing["contactPoint"]["email"] == "b@example.org"


def test_no_title_ends_the_element(at, dortmund):
    forum = make_forum(dortmund)
    title = "</script><script>alert(1)</script> & mehr"

    event = make_event(forum, title=title)

    assert graph_of(at, event)["Event"]["name"] == title
