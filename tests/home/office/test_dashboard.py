"""The start page of the admin tells an office what is next, in its own city alone."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.home.make import make_document, picture_of
from tests.home.office.test_consents import documents_of, index, voice
from tests.make import (
    home_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_result,
    make_translation,
)

START = "/admin/"


def panels(browser):
    answer = browser.get(START)
    return {
        panel.heading: [row.title for row in panel.rows]
        for panel in answer.context["panels"]
        if hasattr(panel, "rows")
    }


def test_new_pages_are_one_click_away(at, dortmund, dortmund_editor):
    browser = at("admin", dortmund_editor)
    (panel,) = (p for p in browser.get(START).context["panels"] if getattr(p, "order", 0) == 100)

    assert "Neue Veranstaltung" in [row.title for row in panel.rows]
    for row in panel.rows:
        assert browser.get(row.url).status_code == 200


def test_coming_events_stand_there_the_next_first(at, dortmund, dortmund_editor):
    forum = make_forum(dortmund)
    make_event(forum, days=20, title="Danach")
    make_event(forum, days=2, title="Zuerst")
    make_event(forum, days=-2, title="Vorbei")

    assert panels(at("admin", dortmund_editor))["Nächste Veranstaltungen"] == ["Zuerst", "Danach"]


def test_an_event_stands_there_once_whatever_its_languages(at, dortmund, dortmund_editor):
    event = make_event(make_forum(dortmund), title="Ein Abend")
    make_translation(event, make_forum(dortmund, language="en"), title="An evening")

    assert panels(at("admin", dortmund_editor))["Nächste Veranstaltungen"] == ["Ein Abend"]


def test_a_past_event_is_repeated_with_one_click(at, dortmund, dortmund_editor):
    event = make_event(make_forum(dortmund), days=-5)
    browser = at("admin", dortmund_editor)

    html = BeautifulSoup(browser.get(START).text, "html.parser")
    link = html.find("a", href=reverse("repeat_event", args=[event.pk]))

    assert link.get_text(" ", strip=True).startswith("An einem neuen Tag wiederholen")
    assert browser.get(link["href"]).status_code == 200


def test_nothing_leads_to_an_english_handbook_elsewhere(at, dortmund_editor):
    text = at("admin", dortmund_editor).get(START).text

    assert "wagtail.org" not in text
    assert "Benutzerkonto" in text


def test_a_past_event_without_a_result_is_named_until_it_has_one(at, dortmund, dortmund_editor):
    event = make_event(make_forum(dortmund), days=-5, title="Ohne Ergebnis")
    browser = at("admin", dortmund_editor)
    heading = "Vergangene Veranstaltungen ohne Ergebnis"
    assert panels(browser)[heading] == ["Ohne Ergebnis"]

    make_result(dortmund, event)

    assert heading not in panels(browser)


def test_an_event_of_last_year_needs_no_result_any_more(at, dortmund, dortmund_editor):
    make_event(make_forum(dortmund), days=-300)

    assert "Vergangene Veranstaltungen ohne Ergebnis" not in panels(at("admin", dortmund_editor))


def test_drafts_and_unpublished_changes_are_named(at, dortmund, dortmund_editor):
    make_content(home_of(dortmund), title="Noch nicht", live=False)
    changed = make_content(home_of(dortmund), title="Schon")
    changed.title = "Schon wieder"
    changed.save_revision()

    found = panels(at("admin", dortmund_editor))["Entwürfe und unveröffentlichte Änderungen"]

    assert {"Noch nicht", "Schon wieder"} <= set(found)


def test_pages_in_one_language_only_are_named(at, dortmund, dortmund_editor):
    both = make_content(home_of(dortmund), title="In zwei Sprachen")
    make_translation(both, home_of(dortmund, "en"))
    make_content(home_of(dortmund), title="Nur auf Deutsch")

    found = panels(at("admin", dortmund_editor))["Seiten ohne Übersetzung"]

    assert "Nur auf Deutsch" in found
    assert "In zwei Sprachen" not in found


@pytest.mark.parametrize("make", ["event", "draft", "image", "document", "voice"])
def test_nothing_of_another_city_stands_there(at, dortmund_editor, potsdam, make):
    canary = "Kanari aus Potsdam"
    match make:
        case "event":
            make_event(make_forum(potsdam, title=canary), title=canary)
            make_event(make_forum(potsdam), title=canary, days=-3)
        case "draft":
            make_content(home_of(potsdam), title=canary, live=False)
        case "image":
            make_image(potsdam, title=canary, consent_ends=timezone.localdate())
        case "document":
            make_document(potsdam, title=canary, consent_ends=timezone.localdate())
        case "voice":
            make_content(home_of(potsdam), title=canary, body=[voice(timezone.localdate(), canary)])

    assert canary not in at("admin", dortmund_editor).get(START).text


def test_a_coordinator_who_writes_no_pages_sees_no_pages(at, dortmund):
    from tests.sites.access.test_policies import one_of

    make_event(make_forum(dortmund))

    assert panels(at("admin", one_of("dortmund-coordinator"))) == {}


def test_the_start_page_takes_as_many_queries_for_many_pages_as_for_few(at, dortmund, dortmund_editor):
    browser, forum = at("admin", dortmund_editor), make_forum(dortmund)

    def make_some():
        make_event(forum)
        make_event(forum, days=-3)
        make_content(home_of(dortmund), live=False)
        image = make_image(dortmund, consent_ends=timezone.localdate())
        document = make_document(dortmund, consent_ends=timezone.localdate())
        body = [voice(timezone.localdate()), picture_of(image), documents_of(document)]
        index(make_content(home_of(dortmund), body=body))

    def count():
        browser.get(START)
        with CaptureQueriesContext(connection) as queries:
            browser.get(START)
        return len(queries)

    for _number in range(6):  # one more than a panel shows
        make_some()
    few = count()
    for _number in range(6):
        make_some()

    assert count() <= few
