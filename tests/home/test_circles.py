"""Steering circles: what they decided, which papers there are, and until when one can have a say."""

import datetime

import pytest
import time_machine
from wagtail.models import CollectionViewRestriction

from sites.access.groups import media_collection
from tests.home.make import make_document
from tests.home.reading import section, titles, words
from tests.make import home_of, make_circle, make_content, make_project, make_project_page, stream

LAST_DAY = datetime.date(2026, 12, 15)


def step(title, date="2026-03-12", **values):
    return ("step", {"date": date, "title": title, "decision": "", "documents": [], **values})


@pytest.fixture
def secret(dortmund):
    """A document in a collection with a shared password."""
    collection = media_collection(dortmund).add_child(name="Kreis")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sesam"
    )
    document = make_document(dortmund, title="Vorlage")
    document.collection = collection
    document.save()
    return document


def test_steps_stand_with_date_decision_and_documents(dortmund, read):
    document = make_document(dortmund, title="Protokoll")
    steps = [step("Dritte Sitzung", decision="Das Forum bekommt einen Raum.", documents=[document.pk])]

    part = section(read(make_circle(home_of(dortmund), steps=stream(steps))), "Schritte und Beschlüsse")

    assert titles(part) == ["Dritte Sitzung"]
    assert part.time["datetime"] == "2026-03-12"
    assert "Beschluss: Das Forum bekommt einen Raum." in words(part)
    [link] = part.select("a")
    assert words(link).startswith("Protokoll (PDF, ")
    assert "Passwort" not in words(link)


def test_a_document_behind_a_password_says_that_it_asks_for_one(dortmund, read, at, secret):
    circle = make_circle(home_of(dortmund), steps=stream([step("Sitzung", documents=[secret.pk])]))

    [link] = section(read(circle), "Schritte und Beschlüsse").select("a")

    assert words(link).endswith("mit Passwort)")
    assert "unlock_collection" in at(dortmund).get(link["href"]).headers["Location"]


def test_a_documents_block_says_it_too(dortmund, read, secret):
    page = make_content(home_of(dortmund), body=[("documents", {"heading": "", "documents": [secret.pk]})])

    assert words(read(page).select_one(".linkrow a")).endswith("mit Passwort)")


def test_a_preview_of_what_is_being_typed_says_it_too(dortmund, secret):
    from wagtail.blocks import StreamBlock, StreamValue

    from home.blocks import DocumentsBlock
    from home.stream import resolve_streams

    block = StreamBlock([("documents", DocumentsBlock())])
    value = block.child_blocks["documents"].to_python({"heading": "", "documents": [secret.pk]})
    typed = StreamValue(block, [("documents", value)])

    resolve_streams([typed], None)

    assert typed[0].value["documents"][0].restricted


def test_a_document_that_was_deleted_leaves_no_gap(dortmund, read):
    document = make_document(dortmund)
    circle = make_circle(home_of(dortmund), steps=stream([step("Sitzung", documents=[document.pk])]))
    document.delete()

    assert not section(read(circle), "Schritte und Beschlüsse").select(".linkrow li")


def test_a_step_that_is_still_to_come_is_planned_and_not_decided(dortmund, read):
    steps = [step("Nächste Sitzung", date="2099-03-12", decision="Drei Vorschläge.")]

    part = section(read(make_circle(home_of(dortmund), steps=stream(steps))), "Schritte und Beschlüsse")

    assert "Geplant: Drei Vorschläge." in words(part)


@pytest.mark.parametrize(
    ("moment", "is_open"), [("2026-12-15 23:59+01:00", True), ("2026-12-16 00:01+01:00", False)]
)
def test_while_it_is_open_the_page_asks_for_comments_through_the_contact(dortmund, read, moment, is_open):
    circle = make_circle(home_of(dortmund), comments_until=LAST_DAY)

    with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
        calls = read(circle).select(".call")

    assert bool(calls) == is_open
    if is_open:
        assert "15. Dezember 2026" in words(calls[0])
        assert calls[0].a["href"] == "#contact"


def test_a_circle_without_steps_has_no_empty_part(dortmund, read):
    assert section(read(make_circle(home_of(dortmund))), "Schritte und Beschlüsse") is None


def test_a_circle_is_linked_from_the_project_it_stands_below(dortmund, read):
    project = make_project_page(home_of(dortmund), make_project(dortmund))
    make_circle(project, title="Trägerkreis")
    make_circle(project, title="Entwurf", live=False)

    assert [words(link) for link in section(read(project), "Dazu gehört").select("a")] == ["Trägerkreis"]
