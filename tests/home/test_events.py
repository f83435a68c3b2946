import datetime
import zoneinfo

import pytest
import time_machine
from django.utils import timezone

from home.choices import EventKind, Listing
from sites.models import District
from tests.home.admin import soup_of
from tests.home.make import expire, restrict
from tests.home.reading import facts, leads_to, words
from tests.make import home_of, list_of, make_event, make_forum, make_result, make_translation, publish

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


@pytest.fixture
def forum(dortmund):
    return make_forum(dortmund, title="Forum Musik")


def test_an_event_shows_all_its_facts(dortmund, forum, read):
    event = make_event(
        forum,
        title="Offene Probe",
        search_description="Alle spielen mit.",
        kind=EventKind.WORLD_CAFE,
        starts_at=datetime.datetime(2031, 3, 4, 18, 0, tzinfo=BERLIN),
        ends_at=datetime.datetime(2031, 3, 4, 20, 30, tzinfo=BERLIN),
        place="Saal",
        address="Musterweg 1",
        directions="Bus bis Markt",
        district=District.objects.get(region__cities=dortmund, name="Innenstadt-Nord"),
        audience="Chöre",
        languages=["de", "ckb"],
        access="stufenlos",
        food="Suppe",
        childcare="Spielecke",
        is_free=False,
        cost="5 Euro",
    )

    page = read(event)

    assert page.h1.get_text() == "Offene Probe"
    assert page.select_one(".lead").get_text() == "Alle spielen mit."
    assert words(page.select_one(".bigdate")) == "Dienstag, 4. März 2031 18 bis 20:30 Uhr"
    assert facts(page) == {
        "Art": "World-Café",
        "Für wen": "Chöre",
        "Ort": "Saal, Musterweg 1 (Innenstadt-Nord)",
        "Anfahrt": "Bus bis Markt",
        "Zugang": "stufenlos",
        "Sprachen": "Deutsch, Kurdisch (Sorani)",
        "Essen": "Suppe",
        "Kinder": "Spielecke",
        "Kosten": "5 Euro",
    }


def test_what_is_not_known_is_said(forum, read):
    shown = facts(read(make_event(forum)))

    assert shown == {
        "Art": "Forumstreffen",
        "Für wen": "Alle",
        "Ort": "noch nicht bekannt",
        "Zugang": "noch nicht bekannt",
        "Sprachen": "noch nicht bekannt",
        "Kosten": "kostenlos",
    }


@pytest.mark.parametrize(
    ("place", "address", "shown"),
    [("Saal", "", "Saal"), ("", "Musterweg 1", "Musterweg 1"), ("Saal", "Musterweg 1", "Saal, Musterweg 1")],
)
def test_place_and_address_read_well_alone_and_together(forum, read, place, address, shown):
    assert facts(read(make_event(forum, place=place, address=address)))["Ort"] == shown


def test_a_district_without_place_and_address_is_shown(dortmund, forum, read):
    district = District.objects.filter(region__cities=dortmund).first()

    assert district.name in facts(read(make_event(forum, district=district)))["Ort"]


def test_machines_read_the_times_with_their_zone(forum, read):
    event = make_event(forum, starts_at=datetime.datetime(2031, 7, 1, 18, 0, tzinfo=BERLIN))

    assert read(event).select_one(".bigdate time")["datetime"] == "2031-07-01T18:00:00+02:00"


def test_a_coming_event_leads_to_the_contact(forum, read):
    page = read(make_event(forum, days=3))

    link = page.select_one(".brief .btns a")
    assert page.find(id=link["href"].removeprefix("#"))


def test_a_past_event_leads_to_its_results_and_no_longer_invites(dortmund, forum, read):
    event = make_event(forum, days=-3)
    first, second = make_result(dortmund, event), make_result(dortmund, event)

    page = read(event)

    notice = page.select_one(".notice")
    assert "Diese Veranstaltung ist vorbei." in notice.get_text()
    assert all(any(leads_to(link, result) for link in notice.select("a")) for result in (first, second))
    assert not page.select(".brief .btns")


def test_links_to_several_results_can_be_told_apart(dortmund, forum, read):
    event = make_event(forum, days=-3)
    make_result(dortmund, event), make_result(dortmund, event)

    links = read(event).select(".notice a")

    assert len({words(link) for link in links}) == 2


def test_a_past_event_without_a_result_says_only_that_it_is_over(forum, read):
    notice = read(make_event(forum, days=-3)).select_one(".notice")

    assert notice.get_text(strip=True) == "Diese Veranstaltung ist vorbei."


def test_results_that_are_not_public_are_not_linked(dortmund, forum, read):
    event = make_event(forum, days=-3)
    make_result(dortmund, event, live=False)
    restrict(make_result(dortmund, event))
    expire(make_result(dortmund, event))

    assert not read(event).select(".notice a")


def test_an_event_is_over_when_it_ends_and_not_before(forum, read):
    event = make_event(forum, days=1)

    with time_machine.travel(event.ends_at - datetime.timedelta(minutes=1), tick=False):
        assert not read(event).select(".notice")
    with time_machine.travel(event.ends_at + datetime.timedelta(minutes=1), tick=False):
        assert read(event).select(".notice")


def test_an_event_past_midnight_shows_both_days(forum, read):
    event = make_event(
        forum,
        starts_at=datetime.datetime(2031, 12, 31, 20, 0, tzinfo=BERLIN),
        ends_at=datetime.datetime(2032, 1, 1, 1, 0, tzinfo=BERLIN),
    )

    assert (
        words(read(event).select_one(".bigdate"))
        == "Mittwoch, 31. Dezember 2031 20 bis 1. Januar 2032, 1 Uhr"
    )


def test_names_of_places_are_marked_as_german_on_english_pages(at, dortmund, forum):
    publish(home_of(dortmund, "en"))
    english = make_translation(forum, list_of(dortmund, Listing.FORUMS, "en"))
    district = District.objects.filter(region__cities=dortmund).first()
    event = make_event(
        english, place="Hall", address="Musterweg 1", district=district, languages=["de", "tr"]
    )

    page = soup_of(at(dortmund).get(event.get_url()))

    assert {(part["lang"], part.get_text()) for part in page.select("dl.facts [lang]")} == {
        ("de", "Musterweg 1"),
        ("de", district.name),
    }
    assert facts(page)["Languages"] == "German, Turkish"


def test_every_kind_of_event_has_a_german_name():
    assert [str(kind.label) for kind in EventKind] == [
        "Forumstreffen",
        "Fortbildung",
        "Gespräch",
        "World-Café",
        "Austausch",
        "Vereinsmesse",
    ]


def test_the_body_of_an_event_stands_below_its_facts(forum, read):
    event = make_event(forum, body='[{"type": "heading", "value": "Ablauf"}]')

    assert "Ablauf" in [heading.get_text() for heading in read(event).select(".brief h2")]


def test_a_deleted_district_leaves_the_event_readable(forum, read, dortmund):
    district = District.objects.create(region=dortmund.regions.first(), code="x", name="X")
    event = make_event(forum, place="Saal", district=district)
    district.delete()

    assert facts(read(event))["Ort"] == "Saal"


def test_the_clock_of_the_server_does_not_matter(forum):
    event = make_event(
        forum, days=0, starts_at=timezone.now(), ends_at=timezone.now() + datetime.timedelta(hours=1)
    )

    assert event.is_past(event.ends_at.astimezone(datetime.UTC))
