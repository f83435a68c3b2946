"""Submitting a page publishes nothing in the other language, not even the pages above it."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from home.choices import Listing
from home.models import ListPage
from tests.make import home_of, list_of, locale, make_forum, publish


@pytest.fixture
def submitted(at, dortmund, dortmund_editor):
    """A forum, submitted for Arabic, in which there is no list of forums yet."""
    publish(home_of(dortmund, "ar"))
    ListPage.objects.child_of(home_of(dortmund, "ar")).delete()
    forum = make_forum(dortmund, title="Musik", slug="musik")
    path = reverse("wagtail_localize:submit_page_translation", args=[forum.pk])
    at("admin", dortmund_editor).post(path, {"locales": [locale("ar").pk]})
    return forum


def test_the_list_above_is_a_draft_with_a_translation_of_its_own(dortmund, submitted):
    above = list_of(dortmund, Listing.FORUMS, "ar")

    assert not above.live
    assert above.alias_of is None
    assert Translation.objects.filter(
        source__object_id=above.translation_key, target_locale=locale("ar")
    ).exists()


def test_the_address_stays_untranslated_for_readers(at, dortmund, submitted):
    assert at(dortmund).get("/ar/foren/").status_code == 404
    assert at(dortmund).get("/ar/foren/musik/").status_code == 404


def test_publishing_the_german_list_publishes_nothing_in_arabic(at, dortmund, submitted):
    publish(list_of(dortmund, Listing.FORUMS))

    assert not list_of(dortmund, Listing.FORUMS, "ar").live
    assert at(dortmund).get("/ar/foren/").status_code == 404


def test_the_translator_finds_the_list_above_waiting_for_her(at, dortmund, submitted, dortmund_editor):
    above = list_of(dortmund, Listing.FORUMS, "ar")

    editor = at("admin", dortmund_editor).get(reverse("wagtailadmin_pages:edit", args=[above.pk]))

    assert "wagtail_localize/admin/edit_translation.html" in [t.name for t in editor.templates]
