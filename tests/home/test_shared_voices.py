"""A voice of a person in a version that is shown by a link: only with a consent that holds now."""

import datetime
import json

import pytest
from django.utils import timezone

from tests.home.answers.make import voice
from tests.make import home_of, make_content, stream
from tests.sites.previews.make import data_path_of, path_of, share

WAYS = [path_of, data_path_of]
NEXT_YEAR = timezone.localdate() + datetime.timedelta(days=365)
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
QUOTE = "Ich gieße seit vier Jahren."


def saved_with(page, *voices):
    """Save a version whose body is made of these voices, each with the number of its block."""
    blocks = [
        {"type": "testimonial", "id": number, "value": value} for number, value in enumerate(voices, start=1)
    ]
    page.body = json.dumps([block | {"id": f"stimme-{block['id']}"} for block in blocks])
    page.save_revision()
    return page


def said(ends):
    return voice(None, ends=str(ends) if ends else None) | {"quote": QUOTE}


@pytest.fixture
def page(dortmund):
    return make_content(home_of(dortmund), live=False)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("ends", "shown"), [(NEXT_YEAR, True), (YESTERDAY, False), (None, False)])
def test_a_voice_is_shown_with_a_consent_that_holds(at, dortmund, page, way, ends, shown):
    answer = at(dortmund).get(way(share(saved_with(page, said(ends)))))

    assert answer.status_code == 200
    assert (QUOTE in answer.text) == shown


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("later", [[said(YESTERDAY)], []], ids=["ended", "taken out"])
def test_a_consent_that_was_withdrawn_in_a_later_version_hides_the_voice_in_an_older_one(
    at, dortmund, page, way, later
):
    path = way(share(saved_with(page, said(NEXT_YEAR))))
    before = at(dortmund).get(path)

    saved_with(page, *later)

    after = at(dortmund).get(path)
    assert QUOTE in before.text
    assert after.status_code == 200
    assert QUOTE not in after.text


def test_the_other_blocks_of_a_version_stay(at, dortmund, page):
    page.body = stream([("heading", "Vorher"), ("testimonial", said(YESTERDAY)), ("heading", "Nachher")])
    page.save_revision()

    shown = at(dortmund).get(path_of(share(page))).text

    assert "Vorher" in shown and "Nachher" in shown
    assert QUOTE not in shown
