"""A list that fills itself asks in the words of Plone for what it shows."""

import pytest

from home.answers.querystring import querystring
from home.choices import Listed

TYPE = ("portal_type", "selection.any")
SUBJECT = ("Subject", "selection.any")
AGE = ("effective", "date.largerThanRelativeDate")
NOT_OVER = ("end", "date.afterToday")

ASKED = {
    Listed.EVENTS: ("Event", [TYPE, SUBJECT, NOT_OVER], "start", "ascending"),
    Listed.NEWS: ("News Item", [TYPE, SUBJECT, AGE], "effective", "descending"),
    Listed.STORIES: ("Story", [TYPE, SUBJECT, AGE], "effective", "descending"),
    Listed.RESULTS: ("Result", [TYPE, SUBJECT, AGE], "effective", "descending"),
    Listed.OFFERS: ("Offer", [TYPE, SUBJECT], "sortable_title", "ascending"),
    Listed.FORUMS: ("Forum", [TYPE, SUBJECT], "sortable_title", "ascending"),
}


@pytest.mark.parametrize("kind", Listed.values)
def test_each_kind_asks_for_its_pages_in_its_order(kind):
    portal_type, criteria, index, order = ASKED[kind]

    found = querystring(kind, "musik", 30, 4)

    named = [(c["i"], c["o"].removeprefix("plone.app.querystring.operation.")) for c in found["query"]]
    assert named == criteria
    assert found["query"][0]["v"] == [portal_type]
    assert found["query"][1]["v"] == ["musik"]
    assert (found["sort_on"], found["sort_order"], found["limit"]) == (index, order, 4)


def test_what_is_left_empty_is_not_asked():
    assert [criterion["i"] for criterion in querystring("news", "", None, 4)["query"]] == ["portal_type"]


def test_a_kind_that_we_do_not_know_has_no_criteria():
    assert querystring("", "musik", 30, 4) == {"query": [], "limit": 4}
