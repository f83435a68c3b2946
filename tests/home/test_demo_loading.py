"""Loading the demonstration into a database without cities."""

import datetime
import json
import socket
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Collection, Page, Site, Workflow

from directory.demo.loader import associations_by_code
from home.demo import loader
from home.demo.loader import ADMIN_EMAIL, PASSWORD, load_accounts, load_demo
from home.demo.texts import read_cities
from home.models import (
    CirclePage,
    DistrictPage,
    EventPage,
    FairPage,
    ForumPage,
    HomePage,
    Involvement,
    NewsPage,
    OfferPage,
    ProjectPage,
    ResultPage,
    StoryPage,
    TopicPage,
)
from sites.choices import CityState
from sites.models import City, Document, Image, Project, User
from tests.make import home_of

pytestmark = [pytest.mark.full, pytest.mark.long]


def forget_cities() -> None:
    """Make the database as it is after the migrations; the transaction brings the cities of the tests back."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    City.objects.all().delete()
    Group.objects.all().delete()
    Workflow.objects.all().delete()
    Collection.objects.filter(depth__gt=1).delete()


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker) -> Iterator[list[str]]:
    """The demonstration is loaded with Halle alone, which is enough to see what it does; what was said."""
    lines: list[str] = []
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        translation.override("de"),
        transaction.atomic(),
    ):
        patch.setattr(loader, "read_cities", lambda: {"halle": read_cities()["halle"]})
        cache.clear()
        forget_cities()
        load_demo(lines.append)
        yield lines
        transaction.set_rollback(True)


@pytest.fixture
def halle(said, db):
    return City.objects.with_site().get()


def rows():
    """How many rows of each kind there are."""
    models = (Page, City, Site, Project, Image, Document, User, Group, Collection, Workflow)
    return {model.__name__: model.objects.count() for model in models}


def silent(_text):
    pass


def test_the_demonstration_opens_a_city_and_tells_its_progress(halle, said):
    assert halle.state == CityState.OPEN
    assert [line for line in said if "Halle (Saale)" in line]


def test_loading_the_demonstration_a_second_time_adds_nothing(halle):
    once = rows()

    load_demo(silent)

    assert rows() == once


ENOUGH = {
    ForumPage: 2,
    FairPage: 1,
    ResultPage: 4,
    StoryPage: 4,
    NewsPage: 5,
    OfferPage: 5,
    CirclePage: 1,
    TopicPage: 1,
    DistrictPage: 1,
}


def test_pages_of_the_demonstration_are_published_in_every_language(halle):
    drafts = Page.objects.filter(live=False)
    languages = HomePage.objects.filter(pk__in=halle.homes(), live=True).values_list(
        "locale__language_code", flat=True
    )
    assert not drafts.exists()
    assert sorted(languages) == ["ar", "de", "en", "tr"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_city_of_the_demonstration_has_enough_of_every_kind(halle, language):
    here = {"locale__language_code": language}

    for model, count in ENOUGH.items():
        assert model.objects.filter(**here).count() >= count, model
    for kind, count in {"training": 2, "talk": 2, "world_cafe": 1, "meeting": 6}.items():
        assert EventPage.objects.filter(kind=kind, **here).count() >= count, kind


def test_every_page_in_another_language_is_a_translation_of_a_german_one(halle):
    german = set(Page.objects.filter(locale__language_code="de").values_list("translation_key", flat=True))
    others = Page.objects.exclude(locale__language_code="de").filter(depth__gt=1)
    assert others.exists()
    assert not others.exclude(translation_key__in=german).exists()


def test_the_first_project_is_over_and_the_current_one_is_under_way_and_funded(halle):
    current = Project.objects.for_city(halle).get(is_current=True)
    assert not current.is_finished
    assert current.predecessor.is_finished
    assert current.predecessor.ends_on == datetime.date(2022, 6, 30)
    assert current.fundings.get().funder.code == "eu-amif"


def test_dates_lie_around_the_day_of_loading_and_not_on_a_sunday(halle):
    events = EventPage.objects.filter(locale__language_code="de")
    assert any(event.is_past() for event in events)
    assert any(not event.is_past() for event in events)
    assert all(timezone.localtime(event.starts_at).weekday() != 6 for event in events)


def test_what_an_editor_changed_stays_when_the_demonstration_is_loaded_again(halle):
    page = ProjectPage.objects.filter(locale__language_code="de").first()
    page.title = "Von Hand geändert"
    page.save_revision().publish()
    home = home_of(halle)
    home.heading = "Auch von Hand"
    home.save_revision().publish()

    load_demo(silent)

    page.refresh_from_db(), home.refresh_from_db()
    assert (page.title, home.heading) == ("Von Hand geändert", "Auch von Hand")


def test_every_page_of_the_demonstration_can_be_read(halle, at):
    browser = at(halle)

    answers = {page.url: browser.get(page.url).status_code for page in Page.objects.filter(depth__gt=1)}

    assert len(answers) > 30
    assert set(answers.values()) == {200}


def test_there_is_one_account_per_role_and_city_with_the_group_of_its_role(halle):
    accounts = load_accounts([halle])
    again = load_accounts([halle])

    assert accounts == again
    assert [(account.role, account.language) for account in accounts] == [
        ("instance admin", ""),
        ("lead", ""),
        ("editor", ""),
        ("coordinator", ""),
        ("translator", "en"),
        ("translator", "tr"),
        ("translator", "ar"),
    ]
    for account in accounts[1:]:
        user = User.objects.get(email=account.email)
        assert [group.name for group in user.groups.all()] == [account.email.split("@")[0]]
        assert not user.is_superuser
    assert User.objects.get(email=ADMIN_EMAIL).check_password(PASSWORD)


def test_accounts_with_a_known_password_are_refused_outside_the_demonstration(db, settings):
    settings.DEMO = False

    with pytest.raises(RuntimeError, match="DEMO=1"):
        load_accounts([])
    assert not User.objects.filter(email=ADMIN_EMAIL).exists()


def test_pages_of_the_demonstration_name_associations_on_the_german_page_alone(halle):
    languages = set(Involvement.objects.values_list("page__locale__language_code", flat=True))

    assert languages == {"de"}
    for page_class in (
        ForumPage,
        EventPage,
        FairPage,
        ResultPage,
        StoryPage,
        OfferPage,
        CirclePage,
        ProjectPage,
    ):
        assert page_class.objects.filter(involvements__association__entry__city=halle).exists(), page_class


def test_an_association_that_was_renamed_keeps_its_code(halle):
    known = associations_by_code(halle)
    association = known["khatwa"]
    association.name = "Ein neuer Name"
    association.save()

    assert associations_by_code(halle)["khatwa"] == association
    assert len(known) >= 20


def test_the_command_is_refused_outside_the_demonstration(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo", no_run=True)
    assert not User.objects.filter(email=ADMIN_EMAIL).exists()


def test_a_port_in_use_is_said_before_anything_is_changed(db, settings):
    before = rows()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings.ADMIN_HOST = f"admin.localhost:{port}"

        with pytest.raises(
            CommandError, match=f"Port {port} is in use. Is the demonstration running already?"
        ):
            call_command("demo", reset=True)

    assert rows() == before


def test_the_facts_for_people_and_scripts_name_addresses_and_accounts(halle, settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"

    call_command("demo", no_run=True)

    facts = json.loads((tmp_path / "demo.json").read_text())
    said = capsys.readouterr().out
    assert facts["cities"] == {"halle": "http://halle.localhost:8000/"}
    assert facts["admin"] == "http://admin.localhost:8000/admin/"
    assert facts["password"] == PASSWORD
    assert {
        "email": "halle-translator-ar@example.org",
        "role": "translator",
        "city": "halle",
        "language": "ar",
    } in facts["accounts"]
    for line in (
        "http://halle.localhost:8000/",
        "http://admin.localhost:8000/admin/",
        PASSWORD,
        "halle-lead@example.org",
    ):
        assert line in said


@pytest.mark.full
def test_all_three_cities_are_made_and_a_second_time_adds_nothing(db, monkeypatch):
    monkeypatch.setattr(loader, "read_cities", read_cities)  # all, also while the fixture above is in place
    forget_cities()
    cities = load_demo(silent)
    once = rows()

    load_demo(silent)

    assert [city.slug for city in cities] == ["dortmund", "potsdam", "halle"]
    assert rows() == once
