"""Addresses with marks of newsletters and networks lead to the page's own address."""

import pytest

from home.choices import Listing
from tests.make import home_of, list_of, make_content


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/seite/?utm_source=rundbrief&utm_medium=mail", "/seite/"),
        ("/seite/?fbclid=x", "/seite/"),
        ("/seite/?page=2", "/seite/"),
        ("/veranstaltungen/?gclid=x&kind=talk", "/veranstaltungen/?kind=talk"),
        ("/verzeichnis/?letter=C&utm_source=x&field=musik", "/verzeichnis/?letter=C&field=musik"),
        ("/en/?utm_source=x", "/en/"),
    ],
)
def test_what_the_page_does_not_read_is_left_out(at, dortmund, asked, led_to):
    make_content(home_of(dortmund), slug="seite")
    english = home_of(dortmund, "en")
    english.save_revision().publish()
    answer = at(dortmund).get(asked)
    assert (answer.status_code, answer.headers.get("Location")) == (301, led_to)


def test_what_the_page_reads_stays(at, dortmund):
    path = list_of(dortmund, Listing.EVENTS).get_url_parts()[2]
    for query in ("?view=calendar", "?kind=talk&month=2026-12", "?page=1"):
        assert at(dortmund).get(f"{path}{query}").status_code == 200


def test_what_is_not_there_is_not_found_with_any_marks(at, dortmund):
    assert at(dortmund).get("/gibt-es-nicht/?utm_source=x").status_code == 404
