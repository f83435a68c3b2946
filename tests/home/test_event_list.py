"""The list of events narrowed by what people ask for, and as a calendar."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from home.choices import EventKind, Listing
from home.filters import EventFilter, read_month
from home.months import by_month, month_table, next_month
from tests.home.admin import soup_of
from tests.home.make import topic
from tests.home.reading import leads_to, section, titles, words
from tests.make import list_of, make_event, make_fair, make_forum, make_result

NOW = "2026-11-25 12:00+01:00"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime.fromisoformat(NOW), tick=False):
        yield


@pytest.fixture
def events(dortmund):
    return list_of(dortmund, Listing.EVENTS)


@pytest.fixture
def ask(at, dortmund, events):
    """The list as it answers to a query."""

    def get(query=""):
        answer = at(dortmund).get(f"{events.get_url()}{query}")
        assert answer.status_code == 200
        return soup_of(answer)

    return get


def on(year, month, day, hour=18):
    return datetime.datetime(year, month, day, hour, tzinfo=timezone.get_current_timezone())


def shown(page):
    return titles(page.main, "h4")


def test_without_a_choice_all_events_stand_by_month(events, ask):
    make_event(events, title="Im Januar", starts_at=on(2027, 1, 8))
    make_event(events, title="Im Dezember", starts_at=on(2026, 12, 4))
    make_event(events, title="Auch im Dezember", starts_at=on(2026, 12, 14))
    make_event(events, title="Im Oktober", starts_at=on(2026, 10, 2))

    page = ask()

    assert titles(section(page, "Demnächst")) == ["Dezember 2026", "Januar 2027"]
    assert titles(section(page, "Bisher")) == ["Oktober 2026"]
    assert shown(page) == ["Im Dezember", "Auch im Dezember", "Im Januar", "Im Oktober"]
    assert "4 Veranstaltungen" in words(page.select_one(".sortbar"))


@pytest.mark.parametrize("query", ["?kind=talk", "?topic=musik", "?language=tr", "?month=2026-12"])
def test_each_choice_narrows_the_list_to_what_fits(events, ask, query):
    make_event(
        events,
        title="Passt",
        kind=EventKind.TALK,
        main_topic=topic("musik"),
        languages=["de", "tr"],
        starts_at=on(2026, 12, 4),
    )
    make_event(events, title="Passt nicht", languages=["de"], starts_at=on(2027, 1, 4))

    assert shown(ask(query)) == ["Passt"]


def test_choices_work_together(events, ask):
    make_event(events, title="Beides", kind=EventKind.TALK, languages=["tr"])
    make_event(events, title="Nur die Art", kind=EventKind.TALK, languages=["de"])

    assert shown(ask("?kind=talk&language=tr")) == ["Beides"]


def test_a_meeting_is_about_the_topics_of_its_forum(dortmund, ask):
    make_event(make_forum(dortmund, main_topic=topic("musik")), title="Probe")
    make_event(make_forum(dortmund, main_topic=topic("sport")), title="Training")

    assert shown(ask("?topic=musik")) == ["Probe"]


def test_a_further_topic_counts_as_well(events, ask):
    make_event(events, title="Beides", main_topic=topic("sport"), further_topics=[topic("musik")])

    assert shown(ask("?topic=musik")) == ["Beides"]


def test_a_fair_is_listed_among_the_events(dortmund, ask):
    make_fair(dortmund, title="Vereinsmesse", main_topic=topic("musik"))

    assert shown(ask("?kind=fair&topic=musik")) == ["Vereinsmesse"]


def test_what_was_chosen_stays_chosen(events, ask):
    make_event(events, kind=EventKind.TALK, languages=["tr"], starts_at=on(2026, 12, 4))

    form = ask("?kind=talk&topic=musik&language=tr&month=2026-12").select_one("form")

    chosen = {box["name"]: box.select_one("option[selected]")["value"] for box in form.select("select")}
    assert chosen == {"kind": "talk", "topic": "musik", "language": "tr", "month": "2026-12"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?kind=disco", "„disco“ steht nicht auf dieser Liste."),
        ("?topic=blabla", "„blabla“ steht nicht auf dieser Liste."),
        ("?language=klingonisch", "„klingonisch“ steht nicht auf dieser Liste."),
        ("?month=2026-13", "„2026-13“ ist kein Monat."),
        ("?month=dezember", "„dezember“ ist kein Monat."),
        ("?month=9999-12", "„9999-12“ ist kein Monat."),
        ("?month=%00", "ist kein Monat."),
        ("?kind=%3Cscript%3E", "„<script>“ steht nicht auf dieser Liste."),
    ],
)
def test_a_wrong_value_is_named_at_its_field_and_the_list_stays(events, ask, query, message):
    make_event(events, title="Bleibt")

    page = ask(query)

    [field] = page.select(".field--error")
    box, error = field.select_one("select"), field.select_one(".error")
    assert message in words(error)
    assert box["aria-invalid"] == "true"
    assert error["id"] in box["aria-describedby"]
    assert shown(page) == ["Bleibt"]


def test_beside_a_wrong_value_the_right_ones_still_narrow_the_list(events, ask):
    make_event(events, title="Gespräch", kind=EventKind.TALK)
    make_event(events, title="Treffen")

    page = ask("?kind=talk&month=vorgestern")

    assert shown(page) == ["Gespräch"]
    assert page.select_one("#id_kind option[selected]")["value"] == "talk"


@pytest.mark.parametrize("query", ["?view=irgendwie", "?kind="])
def test_what_the_list_does_not_know_does_not_break_it(events, ask, query):
    make_event(events, title="Bleibt")

    page = ask(query)

    assert shown(page) == ["Bleibt"]
    assert not page.select(".error")


def test_languages_and_months_on_offer_are_those_of_the_events(events, ask):
    make_event(events, languages=["uk", "de"], starts_at=on(2026, 12, 4))

    page = ask()

    assert [o.get_text() for o in page.select("#id_language option")] == [
        "Alle Sprachen",
        "Deutsch",
        "Ukrainisch",
    ]
    assert [o.get_text() for o in page.select("#id_month option")] == ["Alle Monate", "Dezember 2026"]


def test_a_language_nobody_speaks_may_be_asked_for_and_finds_nothing(events, ask):
    make_event(events, languages=["de"])

    page = ask("?language=pl")

    assert not page.select(".error")
    assert "Nichts, was kommt, passt" in words(section(page, "Demnächst"))


def test_one_link_takes_all_choices_back(events, ask):
    make_event(events)

    assert not ask().select(".filter a")
    assert ask("?kind=talk").select_one(".filter a")["href"] == "?"


def test_the_calendar_is_a_table_of_the_month(events, ask):
    event = make_event(events, title="Probe", starts_at=on(2026, 12, 4))

    page = ask("?view=calendar&month=2026-12")

    table = page.select_one("table")
    assert words(table.caption) == "Dezember 2026"
    assert [th["scope"] for th in table.select("th")] == ["col"] * 7
    assert words(table.th) == "Mo. Montag"
    assert len(table.select("tbody tr")) == 5
    assert len(table.select("time")) == 31
    assert leads_to(table.select_one(".calendar__events a"), event)


def test_a_day_of_the_calendar_leads_to_its_events_below(events, ask):
    event = make_event(events, title="Probe", starts_at=on(2026, 12, 4))

    page = ask("?view=calendar&month=2026-12")

    day = page.select_one("a.calendar__day")
    assert words(day) == "4 : eine Veranstaltung"
    assert page.select_one(day["href"]).h3.get_text() == event.title


def test_today_is_marked_by_a_word(events, ask):
    make_event(events)

    [today] = ask("?view=calendar").select(".calendar__today")

    assert words(today) == "25 heute"


def test_the_calendar_leads_to_the_months_around_it_and_keeps_what_was_chosen(events, ask):
    make_event(events, kind=EventKind.TALK)

    page = ask("?view=calendar&month=2026-12&kind=talk")

    earlier, later = page.select(".month-nav a")
    assert (earlier["href"], earlier["rel"]) == ("?kind=talk&month=2026-11&view=calendar", ["prev"])
    assert (later["href"], later["rel"]) == ("?kind=talk&month=2027-01&view=calendar", ["next"])
    as_list, as_calendar = page.select(".sort a")
    assert as_list["href"] == "?kind=talk&month=2026-12"
    assert as_calendar["aria-current"] == "true"
    assert page.select_one("form input[name=view]")["value"] == "calendar"


def test_without_a_month_the_calendar_shows_this_one(events, ask):
    make_event(events)

    assert words(ask("?view=calendar").caption) == "November 2026"


def test_a_month_without_events_says_so(events, ask):
    make_event(events)

    assert "In diesem Monat passt nichts." in words(ask("?view=calendar&month=2031-05").main)


@pytest.mark.parametrize("month", ["2000-01", "2100-12"])
def test_the_calendar_ends_nowhere_with_an_error(events, ask, month):
    make_event(events)

    assert ask(f"?view=calendar&month={month}").table


def test_past_events_in_the_calendar_lead_to_their_results(dortmund, events, ask):
    make_result(dortmund, make_event(events, starts_at=on(2026, 11, 3)), title="Drei Räume")

    assert "Ergebnis: Drei Räume" in words(ask("?view=calendar").main)


def test_an_event_of_several_days_stands_on_each_of_them(events, ask):
    make_event(events, title="Lager", starts_at=on(2026, 12, 4), ends_at=on(2026, 12, 6))

    days = [words(day.time) for day in ask("?view=calendar&month=2026-12").select("a.calendar__day")]

    assert days == ["4", "5", "6"]


def test_an_event_that_ends_at_midnight_does_not_stand_on_the_next_day(events, ask):
    make_event(events, starts_at=on(2026, 12, 4), ends_at=on(2026, 12, 5, 0))

    assert len(ask("?view=calendar&month=2026-12").select("a.calendar__day")) == 1


def test_an_event_over_the_end_of_a_month_belongs_to_both_months(events, ask):
    make_event(events, title="Silvester", starts_at=on(2026, 12, 31, 20), ends_at=on(2027, 1, 1, 3))

    assert shown(ask("?month=2026-12")) == shown(ask("?month=2027-01")) == ["Silvester"]


def test_an_event_late_at_night_belongs_to_its_local_day(events, ask):
    make_event(events, title="Neujahr", starts_at=on(2027, 1, 1, 0), ends_at=on(2027, 1, 1, 2))

    assert shown(ask("?month=2027-01")) == ["Neujahr"]
    assert shown(ask("?month=2026-12")) == []


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_all_its_days_once(month):
    table = month_table(datetime.date(2028, month, 1), [], datetime.date(2028, month, 3))

    days = [day for week in table.weeks for day in week if day]
    assert [day.date for day in days] == [
        datetime.date(2028, month, 1) + datetime.timedelta(days=n) for n in range(len(days))
    ]
    assert days[-1].date + datetime.timedelta(days=1) == next_month(table.month) == table.next
    assert [day.date.day for day in days if day.is_today] == [3]
    assert all(len(week) == 7 for week in table.weeks)


def test_no_events_make_no_groups():
    assert by_month([]) == []


@pytest.mark.parametrize("text", ["", "2026", "2026-00", "1999-12", "2101-01", "2026-12-01", "٢٠٢٦-١٣"])
def test_what_is_no_month_is_read_as_none(text):
    assert read_month(text) is None


def test_a_filter_writes_its_address_as_it_reads_it(rf):
    query = "?kind=talk&month=2026-12"

    assert EventFilter(rf.get(f"/{query}").GET, {}).address() == query
