import datetime

import pytest
import time_machine

from directory.models import Term
from home.choices import Listing
from home.models import HomePage
from sites.choices import CarrierRole
from sites.models import ProjectCarrier
from tests.home.admin import soup_of
from tests.home.make import expire, restrict
from tests.home.reading import facts, leads_to, section, titles, words
from tests.make import (
    home_of,
    list_of,
    make_event,
    make_forum,
    make_project,
    make_project_page,
    make_result,
    make_translation,
    publish,
)


@pytest.fixture
def front(at, dortmund):
    """The front page as people read it."""

    def read(language="de"):
        return soup_of(at(dortmund).get(home_of(dortmund, language).get_url()))

    return read


@pytest.fixture
def current_project(dortmund):
    return make_project(dortmund, is_current=True, name="INSIST 2")


def test_the_front_page_says_what_it_is_about_and_for_whom(dortmund, front):
    home = home_of(dortmund)
    home.heading, home.for_whom = "Wir bestehen darauf.", "Für Vereine und Gruppen."
    home.search_description = "Wir bringen Vereine zusammen."
    publish(home)

    page = front()

    assert page.h1.get_text() == "Wir bestehen darauf."
    assert page.select_one(".hero .lead").get_text() == "Wir bringen Vereine zusammen."
    assert words(page.select_one(".forwhom")) == "Für wen? Für Vereine und Gruppen."


def test_without_a_heading_the_city_s_name_is_the_heading(dortmund, front):
    assert front().h1.get_text() == "Dortmund"


def test_the_front_page_leads_to_the_events_and_to_the_contact(dortmund, front):
    page = front()

    events, contact = page.select(".hero .btns a")
    assert leads_to(events, list_of(dortmund, Listing.EVENTS))
    assert contact["href"] == "#contact"
    assert page.find(id="contact")


def test_without_a_list_of_events_no_link_leads_to_it(dortmund, front):
    list_of(dortmund, Listing.EVENTS).unpublish()

    assert [link["href"] for link in front().select(".hero .btns a")] == ["#contact"]


def test_the_next_four_events_are_shown(dortmund, front):
    forum = make_forum(dortmund)
    for days in (6, 2, 5, 3, 4, -1):
        make_event(forum, days=days, title=f"In {days} Tagen")

    assert titles(section(front(), "Nächste Termine")) == [f"In {days} Tagen" for days in (2, 3, 4, 5)]


def test_the_newest_result_stands_out_and_the_next_three_follow(dortmund, front):
    forum = make_forum(dortmund)
    for days in (-2, -3, -4, -5, -1):
        make_result(dortmund, make_event(forum, days=days), title=f"Vor {-days} Tagen")

    page = front()

    assert page.select_one(".band h2").get_text() == "Vor 1 Tagen"
    assert titles(section(page, "Weitere Ergebnisse")) == [f"Vor {days} Tagen" for days in (2, 3, 4)]


def test_the_result_that_stands_out_has_the_emblem_of_its_forum(dortmund, front):
    musik = Term.objects.get(vocabulary="activity_field", code="musik")
    forum = make_forum(dortmund, main_topic=musik)
    make_result(dortmund, make_event(forum, days=-1))

    assert front().select_one(".band svg")


def test_a_result_without_a_forum_stands_out_without_an_emblem(dortmund, front):
    make_result(dortmund, None, title="Einfach so")

    band = front().select_one(".band")

    assert band.h2.get_text() == "Einfach so"
    assert not band.svg


def test_pages_that_are_not_public_do_not_appear(dortmund, potsdam, front):
    forum = make_forum(dortmund)
    for days in (-5, 5):
        make_event(forum, days=days, title="Entwurf", live=False)
        restrict(make_event(forum, days=days, title="Nur mit Passwort"))
        expire(make_event(forum, days=days, title="Abgelaufen"))
    event = make_event(forum, days=-3)
    make_result(dortmund, event, title="Entwurf", live=False)
    restrict(make_result(dortmund, event, title="Nur mit Passwort"))
    expire(make_result(dortmund, event, title="Abgelaufen"))
    make_event(make_forum(potsdam), title="Aus Potsdam")

    text = front().get_text()

    assert not [
        title for title in ("Entwurf", "Nur mit Passwort", "Abgelaufen", "Aus Potsdam") if title in text
    ]


def test_a_new_city_has_no_empty_parts(front):
    page = front()

    assert titles(page.main, "section h2") == []
    assert not page.select(".band")


def test_the_fact_sheet_is_that_of_the_current_project(dortmund, current_project, front):
    ProjectCarrier.objects.create(project=current_project, name="VMDO e. V.", role=CarrierRole.CARRIER)
    make_project_page(
        home_of(dortmund),
        current_project,
        title="Das Projekt",
        aims="Mehr Nachbarschaft",
        approach="Wir reden",
        main_group="Vereine",
        further_groups="Schulen",
        places="Dortmund und Unna",
    )

    part = section(front(), "Das Wichtigste in Kürze")

    shown = facts(part)
    assert shown.pop("Name").startswith("INSIST: „Interkulturelle städtische Initiativen stärken“")
    assert "Asyl-, Migrations- und Integrationsfonds" in shown.pop("Förderung")
    assert shown == {
        "Ziele": "Mehr Nachbarschaft",
        "Weg": "Wir reden",
        "Wer mitmacht": "Vereine",
        "Wer noch": "Schulen",
        "Laufzeit": "Januar 2025 bis Dezember 2099",
        "Träger": "VMDO e. V.",
        "Orte": "Dortmund und Unna",
    }


def test_the_fact_sheet_is_written_in_the_reader_s_language(dortmund, current_project, front):
    german = make_project_page(home_of(dortmund), current_project, aims="Mehr Nachbarschaft")
    english_home = home_of(dortmund, "en")
    publish(english_home)
    make_translation(german, english_home, aims="More neighbourhood", project=current_project)

    shown = facts(section(front("en"), "In brief"))

    assert shown["Aims"] == "More neighbourhood"
    assert shown["Period"] == "January 2025 to December 2099"


def test_without_a_project_page_in_the_language_there_is_no_fact_sheet(dortmund, current_project, front):
    make_project_page(home_of(dortmund), current_project)
    publish(home_of(dortmund, "en"))

    assert section(front("en"), "In brief") is None


def test_the_page_of_an_earlier_project_is_not_the_fact_sheet(dortmund, current_project, front):
    earlier = make_project(dortmund, name="INSIST 1", ends_on=datetime.date(2022, 6, 30))
    make_project_page(home_of(dortmund), earlier)

    assert section(front(), "Das Wichtigste in Kürze") is None


def test_a_project_page_shows_its_own_project_and_not_the_current_one(dortmund, current_project, read):
    earlier = make_project(dortmund, starts_on=datetime.date(2019, 7, 1), ends_on=datetime.date(2022, 6, 30))

    shown = facts(read(make_project_page(home_of(dortmund), earlier)))

    assert shown["Laufzeit"] == "Juli 2019 bis Juni 2022"


def test_a_project_page_says_by_itself_that_the_project_is_over(dortmund, read):
    project = make_project(dortmund, ends_on=datetime.date(2027, 6, 15))  # to the month: until the 30th
    page = make_project_page(home_of(dortmund), project)

    with time_machine.travel(datetime.datetime(2027, 6, 30, 21, 0, tzinfo=datetime.UTC), tick=False):
        assert "Projekt abgeschlossen" not in read(page).main.get_text()
    with time_machine.travel(datetime.datetime(2027, 6, 30, 22, 1, tzinfo=datetime.UTC), tick=False):
        assert "Projekt abgeschlossen" in read(page).main.get_text()


def test_a_project_page_that_lost_its_project_can_still_be_read(dortmund, read):
    page = make_project_page(home_of(dortmund), make_project(dortmund), title="Unser Projekt")
    page.project.delete()

    shown = read(page)

    assert shown.h1.get_text() == "Unser Projekt"
    assert "Laufzeit" not in facts(shown)


def test_the_body_of_the_front_page_is_shown(dortmund, front):
    home = home_of(dortmund)
    home.body = '[{"type": "heading", "value": "Was gerade läuft"}]'
    publish(home)

    assert "Was gerade läuft" in titles(front().main, "h2")


def test_there_is_one_front_page_per_city_and_language(dortmund):
    homes = HomePage.objects.filter(pk__in=dortmund.homes())

    assert sorted(home.locale.language_code for home in homes) == ["ar", "de", "en"]
    assert {home.get_parent().depth for home in homes} == {1}
