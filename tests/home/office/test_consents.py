"""Who looks after a city is told in time which consents end, and where the picture, document or voice stands."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from tests.home.make import make_document, picture_of
from tests.make import home_of, make_content, make_image, make_story, stream

HEADING = "Einwilligungen, die bald enden"


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def voice(ends, speaker="Mitglied im Gartenverein"):
    return (
        "testimonial",
        {
            "quote": "Ich gieße die Beete.",
            "speaker": speaker,
            "portrait": None,
            "consent_note": "mündlich",
            "consent_ends": f"{ends}",
        },
    )


def documents_of(*documents):
    return ("documents", {"heading": "", "documents": [document.pk for document in documents]})


def index(page):
    """Note what the page names, as the worker does."""
    ReferenceIndex.create_or_update_for_object(page)
    return page


@pytest.fixture
def rows(at, dortmund_editor):
    """The rows of the panel as an editor of Dortmund sees them."""

    def read():
        answer = at("admin", dortmund_editor).get("/admin/")
        found = [p.rows for p in answer.context["panels"] if getattr(p, "heading", "") == HEADING]
        return found[0] if found else []

    return read


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("days", [-60, -1, 0, 60])
def test_a_consent_is_named_two_months_before_its_end_and_two_months_after_it(dortmund, rows, days):
    make_image(dortmund, title="Bild", consent_ends=in_days(days))
    make_document(dortmund, title="Heft", consent_ends=in_days(days))
    make_content(home_of(dortmund), title="Seite", body=[voice(in_days(days))])

    assert [row.title for row in rows()] == ["Bild", "Heft", "Seite"]


@pytest.mark.parametrize("days", [-61, 61])
def test_neither_what_ends_later_nor_what_is_long_gone_is_named(dortmund, rows, days):
    make_image(dortmund, consent_ends=in_days(days))
    make_document(dortmund, consent_ends=in_days(days))
    make_content(home_of(dortmund), body=[voice(in_days(days))])

    assert rows() == []


def test_the_next_end_stands_first(dortmund, rows):
    make_image(dortmund, title="Bild", consent_ends=in_days(20))
    make_document(dortmund, title="Heft", consent_ends=in_days(5))
    make_content(home_of(dortmund), title="Seite", body=[voice(in_days(10))])

    assert [(row.title, row.date) for row in rows()] == [
        ("Heft", in_days(5)),
        ("Seite", in_days(10)),
        ("Bild", in_days(20)),
    ]


def test_a_voice_is_named_with_its_speaker_and_the_page_to_edit(dortmund, rows):
    page = make_story(dortmund, title="Im Garten", body=stream([voice(in_days(3), "Gärtnerin")]))

    [row] = rows()

    assert (row.title, row.note, row.url) == ("Im Garten", "Stimme: Gärtnerin", edit(page))


def test_each_voice_of_a_page_is_a_row_of_its_own(dortmund, rows):
    ends = [in_days(3), in_days(300), in_days(5)]
    make_content(home_of(dortmund), body=[voice(day, f"Stimme {n}") for n, day in enumerate(ends)])

    assert [row.note for row in rows()] == ["Stimme: Stimme 0", "Stimme: Stimme 2"]


def test_a_voice_without_an_end_troubles_nobody(dortmund, rows):
    make_content(
        home_of(dortmund), live=False, body=[("testimonial", {"quote": "Ja.", "consent_ends": None})]
    )

    assert rows() == []


def test_a_portrait_is_named_with_the_stories_it_stands_on(at, dortmund, dortmund_editor, rows):
    portrait = make_image(dortmund, title="Porträt", consent_note="ja", consent_ends=in_days(3))
    story = index(make_story(dortmund, title="Im Garten", portrait=portrait, portrait_alt="Eine Frau"))
    other = index(make_content(home_of(dortmund), title="Auch hier", body=[picture_of(portrait)]))

    [row] = rows()

    assert row.url == reverse("wagtailimages:edit", args=[portrait.pk])
    assert [(page.title, page.url) for page in row.pages] == [
        ("Im Garten", edit(story)),
        ("Auch hier", edit(other)),
    ]
    assert "Auch hier" in at("admin", dortmund_editor).get("/admin/").text


def test_a_document_is_named_with_the_pages_it_stands_on(dortmund, rows):
    document = make_document(dortmund, title="Heft", consent_ends=in_days(3))
    page = index(make_content(home_of(dortmund), title="Zum Mitnehmen", body=[documents_of(document)]))

    [row] = rows()

    assert row.url == reverse("wagtaildocs:edit", args=[document.pk])
    assert [(found.title, found.url) for found in row.pages] == [("Zum Mitnehmen", edit(page))]


def test_a_page_of_another_city_is_not_named_beside_a_file(dortmund, potsdam, rows):
    image = make_image(dortmund, consent_ends=in_days(3))
    index(make_content(home_of(potsdam), title="Fremd", body=[picture_of(image)]))

    [row] = rows()

    assert row.pages == ()


def test_who_may_not_change_pictures_is_not_asked_about_them(at, dortmund, translator):
    make_image(dortmund, consent_ends=in_days(3))

    panels = at("admin", translator).get("/admin/").context["panels"]

    assert HEADING not in [getattr(panel, "heading", "") for panel in panels]
