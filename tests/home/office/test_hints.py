"""Hints after publishing: what a colleague would say who looks over one's shoulder."""

import pytest
from django.urls import reverse

from home.office.hints import hints_on
from sites.models import RoleContact
from tests.home.make import picture_of
from tests.make import home_of, make_content, make_event, make_forum, make_image


@pytest.fixture
def contact(dortmund):
    dortmund.contact = RoleContact.objects.create(
        city=dortmund, function={"de": "Büro"}, email="b@example.org"
    )
    dortmund.save()


def page_with(city, *blocks, **fields):
    fields.setdefault("search_description", "Worum es geht.")
    return make_content(home_of(city), body=list(blocks), **fields)


def test_a_good_page_gets_no_hint(dortmund, contact):
    page = page_with(
        dortmund,
        ("heading", "Wie es weitergeht"),
        ("text", '<p>Lesen Sie das <a href="https://example.org/">Protokoll des Abends</a>.</p>'),
        picture_of(make_image(dortmund)),
    )

    assert hints_on(page) == []


@pytest.mark.parametrize(
    ("blocks", "hint"),
    [
        ([("text", '<p><a href="https://example.org/">hier</a></p>')], "„hier“"),
        ([("text", '<p><a href="https://example.org/">Mehr …</a></p>')], "„Mehr …“"),
        (
            [("text", '<p><a href="https://example.org/">https://example.org/</a></p>')],
            "https://example.org/",
        ),
        ([("heading", "Ablauf"), ("heading", "Anfahrt"), ("text", "<p>Bus</p>")], "Überschrift"),
        ([("text", "<p>Bus</p>"), ("heading", "Ablauf")], "Überschrift"),
        ([("text", "<p>[Was geschieht an diesem Abend?]</p>")], "[Was geschieht an diesem Abend?]"),
        ([("facts", [{"label": "[18:00]", "text": "Essen"}])], "[18:00]"),
    ],
)
def test_a_hint_names_what_could_be_better(dortmund, contact, blocks, hint):
    (found,) = hints_on(page_with(dortmund, *blocks))

    assert hint in found


def test_a_picture_without_a_description_is_named(dortmund, contact):
    page = page_with(dortmund, picture_of(make_image(dortmund, title="Der Saal"), alt_text=""))

    assert [hint for hint in hints_on(page) if "Der Saal" in hint]


def test_a_picture_that_is_only_decoration_needs_no_description(dortmund, contact):
    page = page_with(dortmund, picture_of(make_image(dortmund), alt_text="", decorative=True))

    assert hints_on(page) == []


def test_a_page_without_any_contact_is_told_so(dortmund):
    dortmund.contact = None
    dortmund.save()

    assert len(hints_on(page_with(dortmund))) == 1


def test_an_event_is_asked_for_place_languages_and_date(dortmund, contact):
    event = make_event(make_forum(dortmund), days=-3, search_description="Ein Abend.", languages=[])

    assert len(hints_on(event)) == 3


def test_hints_are_said_after_publishing_and_stop_nothing(at, dortmund, dortmund_editor):
    page = make_content(home_of(dortmund), title="Neues", live=False)
    form = {
        "title": "Neues",
        "slug": page.slug,
        "search_description": "",
        "body-count": 0,
        "action-publish": "1",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }

    answer = at("admin", dortmund_editor).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True
    )

    page.refresh_from_db()
    assert page.live
    assert "Ein Hinweis zu dieser Seite" in answer.text
