"""A city is made by one command."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import Page, WorkflowPage

from home.choices import Purpose
from home.models import ContentPage
from sites.choices import CityState
from sites.cities import CityPlan, create_city
from sites.models import City
from tests.make import home_of

BOCHUM = CityPlan(
    slug="bochum",
    name="Bochum",
    host="bochum.example.org:8080",
    languages=("de", "en", "tr"),
    regions=("dortmund", "unna=Kreis Unna"),
    inks=("#FF9070", "#A286D8"),
    contact={"email": "buero@example.org", "phone": "0234 1"},
)


@pytest.fixture
def bochum(db):
    create_city(BOCHUM)
    return City.objects.with_site().get(slug="bochum")


def run_command(*arguments):
    out = io.StringIO()
    call_command("create_city", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_city_has_what_the_plan_says(bochum):
    assert (bochum.name, bochum.languages) == ("Bochum", ["de", "en", "tr"])
    assert (bochum.ink_a, bochum.ink_b) == ("#FF9070", "#A286D8")
    assert sorted(region.name for region in bochum.regions.all()) == ["Dortmund", "Kreis Unna"]
    assert (bochum.contact.email, bochum.contact.phone) == ("buero@example.org", "0234 1")


def test_a_new_city_is_hidden_until_told_otherwise(bochum, at):
    assert bochum.state == CityState.HIDDEN
    assert at("bochum.example.org:8080").get("/").status_code == 404


def test_the_site_answers_on_its_host_with_the_german_home(bochum, at):
    assert (bochum.site.hostname, bochum.site.port) == ("bochum.example.org", 8080)
    assert bochum.site.root_page == home_of(bochum).page_ptr
    assert not bochum.site.is_default_site

    City.objects.update(state=CityState.OPEN)
    assert "INSIST Bochum" in at("bochum.example.org:8080").get("/").text


def test_starter_texts_speak_of_this_city(bochum):
    imprint = ContentPage.objects.child_of(home_of(bochum)).get(purpose=Purpose.IMPRINT)

    assert "Bochum" in imprint.search_description
    assert "{city}" not in str(imprint.body.raw_data)
    assert "buero@example.org" in "".join(
        str(page.body.raw_data) for page in ContentPage.objects.child_of(home_of(bochum))
    )


def test_the_command_makes_the_city_and_says_what_it_made(db):
    lines = run_command(
        *("bochum", "--name", "Bochum", "--host", "bochum.example.org", "--languages", "de,en"),
        *("--regions", "dortmund", "--inks", "#FF9070,#A286D8"),
        *("--email", "b@example.org", "--state", "open"),
    )

    assert City.objects.get(slug="bochum").state == CityState.OPEN
    assert all(line.startswith("+ ") for line in lines)
    assert "bochum.example.org" in lines[0]
    assert run_command("bochum") == ["Nothing is missing."]


def test_the_command_counts_a_language_named_twice_once(db):
    run_command("bochum", "--name", "Bochum", "--host", "bochum.example.org", "--languages", "de,en,de")

    assert City.objects.get(slug="bochum").languages == ["de", "en"]


def test_cities_of_the_same_name_have_workflows_of_their_own(bochum):
    create_city(CityPlan(slug="bochum-zwei", name="Bochum", host="zwei.example.org", languages=("de",)))

    entries = WorkflowPage.objects.filter(page__slug__startswith="bochum-zwei")
    groups = [
        group.name
        for entry in entries
        for task in entry.workflow.tasks
        for group in task.specific.groups.all()
    ]
    assert groups == ["bochum-zwei-lead"]


def test_other_cities_are_left_alone(dortmund, at):
    pages = Page.objects.descendant_of(home_of(dortmund), inclusive=True).values_list(
        "pk", "title", "url_path"
    )
    before = list(pages)

    create_city(BOCHUM)

    assert list(pages.all()) == before
    assert "INSIST Dortmund" in at(dortmund).get("/").text
