"""How projects belong together, and their list."""

import datetime

import pytest

from home.choices import Listing
from tests.home.reading import facts, leads_to, section, titles, words
from tests.make import home_of, list_of, make_content, make_project, make_project_page

ENDED = {"starts_on": datetime.date(2019, 7, 1), "ends_on": datetime.date(2022, 6, 30)}


@pytest.fixture
def first(dortmund):
    return make_project(dortmund, name="INSIST 1", **ENDED)


@pytest.fixture
def second(dortmund, first):
    return make_project(dortmund, name="INSIST 2", predecessor=first)


def test_a_project_page_leads_to_what_the_project_continues(dortmund, read, first, second):
    before = make_project_page(home_of(dortmund), first, title="Erste Runde")

    part = section(read(make_project_page(home_of(dortmund), second)), "Dazu gehört")

    assert facts(part) == {"Setzt fort": "Erste Runde (Juli 2019 bis Juni 2022)"}
    assert leads_to(part.select_one("dd a"), before)


def test_a_project_page_leads_to_what_continues_the_project(dortmund, read, first, second):
    make_project_page(home_of(dortmund), second, title="Zweite Runde")

    part = section(read(make_project_page(home_of(dortmund), first)), "Dazu gehört")

    assert facts(part)["Fortgesetzt durch"].startswith("Zweite Runde")


def test_a_project_and_its_part_name_each_other(dortmund, read, second):
    part_of_it = make_project(dortmund, name="Teil Sport", parent=second)
    whole, part = (make_project_page(home_of(dortmund), project) for project in (second, part_of_it))

    assert facts(section(read(whole), "Dazu gehört"))["Teil"].startswith(part.title)
    assert facts(section(read(part), "Dazu gehört"))["Teil von"].startswith(whole.title)


def test_a_project_that_no_page_presents_is_named_without_a_link(dortmund, read, second):
    make_project_page(home_of(dortmund), make_project(dortmund, name="INSIST 1", **ENDED), live=False)

    part = section(read(make_project_page(home_of(dortmund), second)), "Dazu gehört")

    assert "INSIST 1" in facts(part)["Setzt fort"]
    assert not part.select("dd a")


def test_projects_of_another_city_do_not_appear(dortmund, potsdam, read, second):
    make_project(potsdam, name="Anderswo", parent=None)

    assert "Anderswo" not in words(read(make_project_page(home_of(dortmund), second)).main)


def test_a_project_page_leads_to_the_pages_below_it_once(dortmund, read, first, second):
    page = make_project_page(home_of(dortmund), second)
    make_project_page(page, first, title="Erste Runde")
    make_content(page, title="Der Träger")

    part = section(read(page), "Dazu gehört")

    assert [words(link) for link in part.select("a")] == ["Erste Runde", "Der Träger"]


def test_the_list_tells_running_projects_from_finished_ones(dortmund, read, first, second):
    make_project_page(home_of(dortmund), second, title="Zweite Runde", search_description="Wir machen weiter")
    make_project_page(home_of(dortmund), first, title="Erste Runde")

    page = read(list_of(dortmund, Listing.PROJECTS))

    assert titles(section(page, "Laufend")) == ["Zweite Runde"]
    assert titles(section(page, "Abgeschlossen")) == ["Erste Runde"]
    assert "Wir machen weiter" in words(section(page, "Laufend"))
    assert "Juli 2019 bis Juni 2022" in words(section(page, "Abgeschlossen"))
