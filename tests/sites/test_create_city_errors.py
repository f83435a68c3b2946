"""What `create_city` refuses: one line in German that names the field, and nothing is changed."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from sites.models import City, Region, RoleContact
from tests.sites.said import said

SOUND = {"--name": "Bochum", "--host": "bochum.example.org", "--languages": "de,en"}
OTHER_VALUES = "The city “%(slug)s” exists already, with other values. Change them in the admin."


@pytest.fixture(autouse=True)
def _cities(db):
    """The three cities of the world."""


def command_line(slug="bochum", **changes):
    options = {**SOUND, **{f"--{name}": value for name, value in changes.items()}}
    return [slug, *(part for name, value in options.items() for part in (name, value))]


def error_of(slug="bochum", **changes):
    before = counted()

    with pytest.raises(CommandError) as caught:
        call_command("create_city", *command_line(slug, **changes))

    assert counted() == before
    message = str(caught.value)
    assert "\n" not in message
    return message


def counted():
    return {model.__name__: model.objects.count() for model in (City, Site, Page, Region, RoleContact)}


@pytest.mark.parametrize("missing", ["name", "host", "languages"])
def test_a_new_city_needs_name_host_and_languages(missing):
    assert error_of(**{missing: ""}) == f"{missing}: {said('A new city needs this.')}"


@pytest.mark.parametrize("slug", ["Bochum", "1bochum", "bo chum", "bochum-", "büchum", "bo_chum"])
def test_a_short_name_that_cannot_stand_in_addresses_is_refused(slug):
    message = said("Please use small letters, digits and hyphens only, a letter first.")

    assert error_of(slug) == f"slug: {message}"


def test_a_city_that_exists_is_not_made_again_with_another_name():
    message = error_of("dortmund", name="Anders", host="dortmund.localhost:8000", languages="de,en,ar")

    assert message == f"name: {said(OTHER_VALUES, slug='dortmund')}"


@pytest.mark.parametrize(
    ("field", "value"),
    [("host", "anders.example.org"), ("languages", "de"), ("inks", "#FF9070,#A286D8")],
)
def test_a_city_that_exists_is_not_changed(field, value):
    changes = {"name": "Dortmund", "host": "dortmund.localhost:8000", "languages": "de,en,ar", field: value}

    assert error_of("dortmund", **changes) == f"{field}: {said(OTHER_VALUES, slug='dortmund')}"


@pytest.mark.parametrize("host", ["potsdam.localhost:8000", "potsdam.localhost", "POTSDAM.localhost:9"])
def test_a_host_that_another_city_has_is_refused(host):
    assert error_of(host=host) == f"host: {said('Another city has this host already.')}"


def test_the_host_of_the_admin_is_refused():
    assert error_of(host="admin.localhost:8000") == f"host: {said('This host is the one of the admin.')}"


@pytest.mark.parametrize(
    "host",
    [
        "https://bochum.example.org",
        "bochum.example.org/",
        "bo chum",
        "bochum:port",
        "bochum:99999",
        "-",
        ".",
        "a..b",
    ],
)
def test_what_is_no_host_name_is_refused(host):
    assert error_of(host=host) == f"host: {said('This is no host name.')}"


def test_an_unknown_language_is_named():
    message = error_of(languages="de,xx")

    assert message.startswith("languages: ")
    assert said("“%(code)s” is no language code that INSIST knows.", code="xx") in message


def test_a_language_whose_public_texts_are_not_complete_is_refused():
    message = error_of(languages="de,uk")

    assert message.startswith("languages: ")
    text = "“%(code)s” cannot be chosen yet: the texts of the public site are not complete in this language."
    assert said(text, code="uk") in message


def test_german_must_be_among_the_languages():
    assert error_of(languages="en") == f"languages: {said('German must be among the languages.')}"


@pytest.mark.parametrize(
    ("inks", "field"),
    [
        ("#7A1020,#35A0AE", "ink_a"),
        ("#FFB238,#003399", "ink_b"),
        ("#FFE9A8,#FFD0D8", "ink_b"),
        ("rot,#35A0AE", "ink_a"),
    ],
)
def test_colours_that_cannot_be_read_are_refused(inks, field):
    assert error_of(inks=inks).startswith(f"{field}: ")


@pytest.mark.parametrize("inks", ["#FFB238", "#FFB238,#35A0AE,#FF9070"])
def test_colours_come_in_pairs(inks):
    assert error_of(inks=inks) == f"inks: {said('Please give two colours.')}"


def test_an_unknown_region_is_refused_without_leaving_anything_behind():
    message = error_of(regions="dortmund,atlantis")

    text = "There is no outline of “%(code)s”. Name the region as “%(code)s=Its name”."
    assert message == f"regions: {said(text, code='atlantis')}"


def test_a_mailbox_that_is_none_is_refused_without_leaving_anything_behind():
    assert error_of(email="kein Postfach").startswith("email: ")


def test_a_contact_that_cannot_be_reached_is_refused():
    assert error_of(place="Rathaus") == f"email: {said('Please give a mailbox or a telephone number.')}"


def test_a_short_name_that_another_city_s_home_has_is_refused():
    assert error_of("dortmund-en").startswith("slug: ")


def test_several_faults_are_told_at_once_on_one_line():
    message = error_of(languages="en", inks="#7A1020,#003399")

    assert [part.partition(":")[0] for part in message.split("; ")] == ["languages", "ink_a", "ink_b"]
