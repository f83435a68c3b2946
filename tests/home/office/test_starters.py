"""A new page begins with sentences to fill in, not with an empty form."""

import pytest
from django.urls import reverse

from home.choices import Listing
from home.office.starters import STARTERS
from tests.make import home_of, list_of, make_forum

PLACES = {
    "forumpage": Listing.FORUMS,
    "eventpage": Listing.EVENTS,
    "fairpage": Listing.EVENTS,
    "resultpage": Listing.RESULTS,
    "storypage": Listing.STORIES,
    "offerpage": Listing.OFFERS,
}


def new_page(browser, parent, model):
    return browser.get(reverse("wagtailadmin_pages:add", args=["home", model, parent.pk]))


@pytest.mark.parametrize("model", STARTERS)
def test_a_new_german_page_starts_with_sentences_to_fill_in(at, dortmund, dortmund_editor, model):
    answer = new_page(at("admin", dortmund_editor), list_of(dortmund, PLACES[model]), model)

    body = answer.context["form"]["body"].value()
    assert [child.block_type for child in body] == [name for name, _value in STARTERS[model]]


def test_a_new_page_in_another_language_starts_empty(at, dortmund, dortmund_editor):
    answer = new_page(at("admin", dortmund_editor), list_of(dortmund, Listing.FORUMS, "en"), "forumpage")

    assert not answer.context["form"]["body"].value()


def test_a_page_without_a_starter_starts_empty(at, dortmund, dortmund_editor):
    answer = new_page(at("admin", dortmund_editor), home_of(dortmund), "contentpage")

    assert not answer.context["form"]["body"].value()


def test_a_starter_is_complete_for_its_blocks(dortmund):
    from home.blocks import BodyBlock

    for blocks in STARTERS.values():
        value = BodyBlock().to_python([{"type": name, "value": content} for name, content in blocks])
        BodyBlock().clean(value)


def test_an_event_is_a_meeting_below_a_forum_and_an_exchange_elsewhere(at, dortmund, dortmund_editor):
    browser = at("admin", dortmund_editor)

    below = new_page(browser, make_forum(dortmund), "eventpage")
    elsewhere = new_page(browser, list_of(dortmund, Listing.EVENTS), "eventpage")

    assert below.context["form"]["kind"].value() == "meeting"
    assert elsewhere.context["form"]["kind"].value() == "exchange"
