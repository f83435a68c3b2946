"""What changed at the origin since a page was taken over."""

import pytest
from wagtail.models import Page

from home.choices import Listing
from sites.models import Image, Takeover
from tests.home.make import take_offline
from tests.make import (
    home_of,
    list_of,
    locale,
    make_content,
    make_forum,
    make_image,
    make_project,
)
from tests.sites.takeover.make import CANARY, LIST, NOT_PUBLIC, body, edit, edit_draft, origin_url, picture


@pytest.fixture
def changes(at, potsdam_editor):
    def look(draft):
        answer = at("admin", potsdam_editor).get(origin_url(draft))
        assert answer.status_code == 200
        return answer

    return look


def changed_fields(answer):
    return {comparison.field.name for comparison in answer.context["comparison"]}


def test_without_a_change_at_the_origin_nothing_is_shown(dortmund, taken, changes):
    image = make_image(dortmund)
    draft = taken(
        make_forum(dortmund, body=body(("heading", "Bilder"), picture(image), ("text", "<p>a</p>")))
    )

    assert changed_fields(changes(draft)) == set()


def test_a_published_change_at_the_origin_is_shown_field_by_field(dortmund, taken, changes):
    forum = make_forum(dortmund, audience="Alle aus Hörde", body=body(("heading", "Anfang")))
    draft = taken(forum)

    edit(forum, audience="Alle aus Brackel", body=body(("heading", "Ende")))

    answer = changes(draft)
    assert changed_fields(answer) == {"audience", "body"}
    for words in ("Hörde", "Brackel", "Anfang", "Ende"):
        assert words in answer.text


def test_what_belongs_to_the_other_city_alone_is_not_compared(dortmund, taken, changes):
    forum = make_forum(dortmund)
    draft = taken(forum)

    edit(forum, project=make_project(dortmund, name=CANARY), contact=dortmund.contact, slug="anders")

    answer = changes(draft)
    assert changed_fields(answer) == set()
    assert CANARY not in answer.text


def test_a_draft_at_the_origin_is_never_shown(dortmund, taken, changes):
    forum = make_forum(dortmund, audience="Alle")
    draft = taken(forum)

    edit_draft(forum, title=CANARY, audience=CANARY, body=body(("heading", CANARY)))

    answer = changes(draft)
    assert changed_fields(answer) == set()
    assert CANARY not in answer.text


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_an_origin_that_is_no_longer_public_shows_no_change(dortmund, taken, changes, state):
    forum = make_forum(dortmund, title="Räume teilen")
    draft = taken(forum)
    forum = edit(forum, title=CANARY, audience=CANARY)
    assert CANARY in changes(draft).text

    NOT_PUBLIC[state](forum, dortmund)

    answer = changes(draft)
    assert CANARY not in answer.text
    assert "Räume teilen" in answer.text


def test_the_record_outlives_the_origin(dortmund, taken, changes):
    forum = make_forum(dortmund, title="Räume teilen")
    draft = taken(forum)

    forum.delete()

    assert "Räume teilen" in changes(draft).text
    assert Takeover.objects.get().origin is None


def test_the_record_outlives_the_revision(dortmund, taken, changes):
    forum = make_forum(dortmund, audience="Alle aus Hörde")
    draft = taken(forum)
    edit(forum, audience="Alle aus Brackel")

    forum.revisions.all().delete()

    assert changed_fields(changes(draft)) == {"audience"}


def test_a_page_of_the_origin_that_went_offline_is_named_in_no_version(dortmund, taken, changes):
    target = make_content(home_of(dortmund), title=CANARY)
    forum = make_forum(dortmund, body=body(("teasers", {"heading": "", "pages": [target.pk]})))
    draft = taken(forum)
    edit(forum, body=body(("heading", "Neu")))
    assert CANARY in changes(draft).text

    take_offline(target)

    assert CANARY not in changes(draft).text


def test_a_draft_that_the_origin_leads_to_is_not_named(dortmund, taken, changes):
    forum = make_forum(dortmund, body=body(("heading", "Alt")))
    draft = taken(forum)
    hidden = make_content(home_of(dortmund), title=CANARY, live=False)

    edit(forum, body=body(("teasers", {"heading": "", "pages": [hidden.pk]}), ("heading", "Neu")))

    assert CANARY not in changes(draft).text


def test_a_picture_whose_people_have_said_no_since_is_shown_in_no_version(dortmund, taken, changes):
    image = make_image(dortmund)
    forum = make_forum(dortmund, body=body(picture(image, alt=CANARY)))
    draft = taken(forum)
    edit(forum, body=body(("heading", "Neu")))
    assert CANARY in changes(draft).text

    Image.objects.filter(pk=image.pk).update(consent_note="zurückgezogen")

    assert CANARY not in changes(draft).text


def test_looking_changes_nothing(dortmund, taken, changes):
    forum = make_forum(dortmund)
    draft = taken(forum)
    edit(forum, audience="Neu")
    before = list(Page.objects.order_by("pk").values())

    changes(draft)

    assert list(Page.objects.order_by("pk").values()) == before


def test_nobody_else_sees_where_a_page_came_from(at, dortmund, dortmund_editor, taken):
    forum = make_forum(dortmund)
    draft = taken(forum)

    browser = at("admin", dortmund_editor)
    # The gate refuses a page of another city before the view is asked.
    assert browser.get(origin_url(draft)).status_code == 302
    assert browser.get(origin_url(forum)).status_code == 404


def test_a_look_at_the_origin_cannot_be_sent(at, taken, dortmund, potsdam_editor):
    draft = taken(make_forum(dortmund))

    assert at("admin", potsdam_editor).post(origin_url(draft)).status_code == 405
    assert at("admin", potsdam_editor).post(LIST).status_code == 405


def test_deleting_the_draft_deletes_the_record(dortmund, taken):
    taken(make_forum(dortmund)).delete()

    assert not Takeover.objects.exists()


def test_a_language_of_its_own_is_taken_over_in_that_language(dortmund, potsdam, taken):
    forum = make_forum(dortmund, language="en", title="Sharing rooms")

    draft = taken(forum, list_of(potsdam, Listing.FORUMS, "en"))

    assert draft.locale == locale("en")
