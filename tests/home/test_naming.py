"""The page of an association shows the pages that name it, in its language, each once."""

import datetime
import json

import pytest

from home.choices import Role
from home.models import Involvement
from sites.choices import CityState
from tests.directory.make import make_association
from tests.home.admin import soup_of
from tests.home.make import restrict, take_offline
from tests.home.reading import section, titles, words
from tests.home.test_involvements import name_on
from tests.make import (
    home_of,
    make_circle,
    make_event,
    make_fair,
    make_forum,
    make_news,
    make_offer,
    make_project,
    make_project_page,
    make_result,
    make_story,
    make_translation,
    publish,
)


@pytest.fixture
def choir(dortmund):
    return make_association(dortmund, "Chor Nord")


@pytest.fixture
def entry(at, dortmund):
    return lambda path="/verzeichnis/chor-nord/": soup_of(at(dortmund).get(path))


def links(part):
    return [words(link) for link in part.select("a")] if part else []


def test_events_stand_by_date_the_past_ones_with_their_results(dortmund, choir, entry):
    forum = make_forum(dortmund)
    later = make_event(forum, days=20, title="Später")
    soon = make_fair(dortmund, days=3, title="Bald")
    before = make_event(forum, days=-9, title="Neulich")
    earlier = make_event(forum, days=-30, title="Damals")
    for event in (later, soon, before, earlier):
        name_on(event, choir, role=Role.HOST)
    make_result(dortmund, before, title="Ein Kalender")

    page = entry()

    assert titles(section(page, "Demnächst")) == ["Bald", "Später"]
    past = section(page, "Was war")
    assert titles(past) == ["Neulich", "Damals"]
    assert "Ergebnis: Ein Kalender" in words(past)
    assert "lädt ein" in words(past)


def test_a_result_stands_once_below_its_event_or_by_itself(dortmund, choir, entry):
    named = name_on(make_event(make_forum(dortmund), days=-9), choir, role=Role.HOST)
    other = make_event(make_forum(dortmund), days=-9)
    name_on(make_result(dortmund, named, title="Mit Termin"), choir)
    name_on(make_result(dortmund, other, title="Ohne Termin"), choir)
    make_result(dortmund, other, title="Anderes")

    page = entry()

    assert links(section(page, "Ergebnisse")) == ["Ohne Termin"]
    assert words(page.main).count("Mit Termin") == 1
    assert "Anderes" not in words(page.main)


def test_projects_say_whether_they_are_under_way(dortmund, choir, entry):
    ended = make_project(
        dortmund, starts_on=datetime.date(2019, 7, 1), ends_on=datetime.date(2022, 6, 30), funded=False
    )
    for project, title in ((make_project(dortmund, funded=False), "Jetzt"), (ended, "Damals")):
        page = make_project_page(home_of(dortmund), project, title=title)
        name_on(page, choir, role=Role.CARRIER)

    text = {words(line.a): words(line) for line in section(entry(), "Projekte").select("li")}

    assert "läuft" in text["Jetzt"]
    assert "Träger" in text["Jetzt"]
    assert "abgeschlossen" in text["Damals"]
    assert "Juli 2019" in text["Damals"]


def test_stories_news_forums_circles_and_offers_are_named(dortmund, choir, entry):
    name_on(make_story(dortmund, title="Vierzehn Trommeln"), choir, role=Role.PORTRAYED)
    name_on(make_news(dortmund, title="Am Bolzplatz brennt Licht"), choir)
    name_on(make_forum(dortmund, title="Forum Musik"), choir)
    name_on(make_circle(home_of(dortmund), title="Trägerkreis"), choir, role=Role.MEMBER)
    name_on(make_offer(dortmund, title="Anschubtopf"), choir, role=Role.CARRIER)

    page = entry()

    assert set(links(section(page, "Geschichten und Nachrichten"))) == {
        "Vierzehn Trommeln",
        "Am Bolzplatz brennt Licht",
    }
    assert set(links(section(page, "Foren, Kreise und Angebote"))) == {
        "Forum Musik",
        "Trägerkreis",
        "Anschubtopf",
    }


def test_an_association_that_no_page_names_has_no_empty_sections(dortmund, choir, entry):
    page = entry()

    assert section(page, "Demnächst") is None
    assert section(page, "Was war") is None


@pytest.mark.parametrize("how", [restrict, take_offline])
def test_a_page_that_is_not_public_is_not_told(dortmund, choir, entry, how):
    story = name_on(make_story(dortmund, title="Geheim"), choir, role=Role.PORTRAYED)

    how(story)

    assert "Geheim" not in words(entry().main)


def test_a_page_whose_draft_alone_names_it_is_not_told(dortmund, choir, entry):
    story = make_story(dortmund, title="Noch nicht")
    story.involvements.add(Involvement(association=choir, role=Role.PORTRAYED))
    story.save_revision()

    assert "Noch nicht" not in words(entry().main)


def test_a_page_shows_in_the_language_of_the_entry_only(dortmund, choir, entry):
    story = name_on(make_story(dortmund, title="Vierzehn Trommeln"), choir, role=Role.PORTRAYED)
    name_on(make_story(dortmund, title="Nur deutsch"), choir, role=Role.PORTRAYED)
    make_translation(story, publish(home_of(dortmund, "en")), title="Fourteen drums")

    english, german = entry("/en/directory/chor-nord/"), entry()

    assert links(section(english, "Stories and news")) == ["Fourteen drums"]
    assert "Fourteen drums" not in words(german.main)
    assert "Nur deutsch" not in words(english.main)


def test_a_page_of_another_city_is_not_told(dortmund, potsdam, choir, entry):
    potsdam.state = CityState.HIDDEN
    potsdam.save()
    name_on(make_story(potsdam, title="Anderswo"), choir, role=Role.PORTRAYED)

    assert "Anderswo" not in words(entry().main)


def test_programs_read_coming_events_and_stories(dortmund, choir, entry):
    name_on(make_event(make_forum(dortmund), title="Bald"), choir, role=Role.HOST)
    name_on(make_story(dortmund, title="Vierzehn Trommeln"), choir, role=Role.PORTRAYED)

    graph = json.loads(entry().select_one('script[type="application/ld+json"]').string)["@graph"]

    [thing] = [thing for thing in graph if thing["@type"] == "NGO"]
    assert [event["name"] for event in thing["event"]] == ["Bald"]
    assert [story["headline"] for story in thing["subjectOf"]] == ["Vierzehn Trommeln"]
