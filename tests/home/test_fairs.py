"""Fairs and what events say of registration, effort and topics."""

import datetime

import pytest
import time_machine

from tests.home.make import topic
from tests.home.reading import facts, section, titles, words
from tests.make import make_event, make_fair, make_forum, stream


def session(title, starts, ends, **values):
    return ("session", {"kind": "talk", "title": title, "starts": starts, "ends": ends, **values})


def test_the_programme_stands_by_time_with_rooms(dortmund, read):
    sessions = [
        session("Zweites", "14:00", "15:00", room="Saal 2"),
        session("Erstes", "11:30", "12:00", room="Hof", kind="music", text="Mit Pauken"),
        session("Gleichzeitig", "14:00", "14:30", room="Saal 1"),
    ]

    part = section(read(make_fair(dortmund, sessions=stream(sessions))), "Programm")

    assert titles(part) == ["Erstes", "Zweites", "Gleichzeitig"]
    assert [words(time) for time in part.select("time")] == ["11:30 Uhr", "14 Uhr"]
    assert words(part.select_one("li li")) == "Erstes Musik · Hof · bis 12 Uhr Mit Pauken"


def test_a_draft_of_a_programme_may_lack_times_and_rooms(dortmund, read):
    sessions = [("session", {"kind": None, "title": "Offen", "starts": None, "ends": None, "room": ""})]

    part = section(read(make_fair(dortmund, sessions=stream(sessions))), "Programm")

    assert titles(part) == ["Offen"]
    assert not part.select("time")


def test_a_fair_without_a_programme_has_no_empty_part(dortmund, read):
    assert section(read(make_fair(dortmund)), "Programm") is None


def test_a_fair_is_a_fair_whatever_was_chosen(dortmund, read):
    fair = make_fair(dortmund)
    fair.kind = "talk"
    fair.full_clean()

    assert fair.kind == "fair"
    assert facts(read(fair))["Art"] == "Vereinsmesse"


def test_an_event_says_until_when_one_registers_and_how_many_fit_in(dortmund, read):
    event = make_event(
        make_forum(dortmund),
        starts_at=datetime.datetime(2099, 3, 10, 18, tzinfo=datetime.UTC),
        register_by=datetime.date(2099, 3, 3),
        capacity=24,
        effort="zwei Abende",
        certificate="Teilnahmebescheinigung",
    )

    shown = facts(read(event))

    assert shown["Anmeldung"] == "bis Dienstag, 3. März 2099"
    assert shown["Plätze"] == "24"
    assert shown["Aufwand"] == "zwei Abende"
    assert shown["Bescheinigung"] == "Teilnahmebescheinigung"


def test_what_an_event_does_not_say_has_no_empty_row(dortmund, read):
    shown = facts(read(make_event(make_forum(dortmund))))

    assert not {"Anmeldung", "Plätze", "Aufwand", "Bescheinigung"} & set(shown)


@pytest.mark.parametrize(
    ("moment", "is_over"), [("2026-12-02 23:59+01:00", False), ("2026-12-03 00:01+01:00", True)]
)
def test_after_the_deadline_an_event_says_that_registration_has_ended(dortmund, read, moment, is_over):
    with time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False):
        event = make_event(make_forum(dortmund), days=9, register_by=datetime.date(2026, 12, 2))

        assert ("Die Anmeldung endete am 2. Dezember 2026." in words(read(event))) == is_over


def test_an_event_that_is_over_says_nothing_of_registration(dortmund, read):
    event = make_event(make_forum(dortmund), days=-2, register_by=datetime.date(2020, 1, 1))

    assert "Die Anmeldung endete" not in read(event).get_text()


def test_an_event_shows_its_topics(dortmund, read):
    event = make_event(
        make_forum(dortmund), main_topic=topic("musik"), further_topics=[topic("sport"), topic("musik")]
    )

    assert [words(item) for item in read(event).select(".page-head .fields li")] == [
        "Musik, Tanz, Theater",
        "Sport und Bewegung",
    ]
