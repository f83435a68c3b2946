"""An archived city: everybody can read it, nobody can change it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Page

from sites.choices import CityState
from tests.make import home_of, make_content, make_user

TABLES = (GroupPagePermission, GroupCollectionPermission, GroupSitePermission)


@pytest.fixture
def archived(dortmund):
    return set_state(dortmund, CityState.ARCHIVED)


def set_state(city, state):
    city.state = state
    city.save()
    return city


def rights_of(city):
    """All permission rows of the city's groups, without their keys: they come back as new rows."""
    groups = Group.objects.filter(name__startswith=f"{city.slug}-")
    return sorted(
        (table.__name__, row.group.name, row.permission.codename, getattr(row, "page_id", None))
        for table in TABLES
        for row in table.objects.filter(group__in=groups).select_related("group", "permission")
    )


def edit_answer(at, user, page):
    return at("admin", user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_an_archived_city_stays_readable(at, archived):
    page = make_content(home_of(archived), title="Was war")

    assert at(archived).get(page.url).status_code == 200


@pytest.mark.parametrize("path", ["/", "/foren/", "/impressum/", "/gibt-es-nicht/"])
def test_every_page_of_an_archived_city_says_so(at, archived, path):
    assert "Diese Website ist archiviert." in at(archived).get(path).text


def test_an_open_city_says_nothing_of_an_archive(at, dortmund):
    assert "archiviert" not in at(dortmund).get("/").text


def test_the_groups_of_an_archived_city_have_no_rows_of_permission(dortmund):
    assert rights_of(dortmund)

    set_state(dortmund, CityState.ARCHIVED)

    assert rights_of(dortmund) == []


def test_archiving_one_city_leaves_the_rights_of_the_others(dortmund, potsdam):
    before = rights_of(potsdam)

    set_state(dortmund, CityState.ARCHIVED)

    assert rights_of(potsdam) == before


@pytest.mark.parametrize("role", ["dortmund_editor", "dortmund_lead"])
def test_nobody_of_an_archived_city_can_edit_its_pages(request, at, archived, role):
    page = make_content(home_of(archived), title="Was war")

    answer = edit_answer(at, request.getfixturevalue(role), page)

    assert answer.status_code in (302, 403)
    assert answer.get("Location", "/admin/") == "/admin/"


def test_a_translator_of_a_language_that_was_given_up_cannot_edit_an_archived_city_either(dortmund):
    page = home_of(dortmund, "ar")
    dortmund.languages = ["de", "en"]
    set_state(dortmund, CityState.ARCHIVED)

    former = make_user("frueher@example.org", groups=[Group.objects.get(name="dortmund-translator-ar")])
    assert not page.permissions_for_user(former).can_edit()


def test_an_editor_of_an_archived_city_cannot_change_a_page_by_a_forged_request(
    at, archived, dortmund_editor
):
    page = make_content(home_of(archived), title="Was war")

    at("admin", dortmund_editor).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Anders", "slug": page.slug}
    )

    assert Page.objects.get(pk=page.pk).title == "Was war"


def test_reopening_gives_every_right_back(dortmund):
    before = rights_of(dortmund)
    set_state(dortmund, CityState.ARCHIVED)

    set_state(dortmund, CityState.OPEN)

    assert rights_of(dortmund) == before


def test_after_reopening_the_editor_can_edit_again(at, archived, dortmund_editor):
    page = make_content(home_of(archived), title="Was war")

    set_state(archived, CityState.OPEN)

    assert edit_answer(at, dortmund_editor, page).status_code == 200


def test_a_hidden_city_keeps_its_rights_so_that_it_can_be_prepared(dortmund):
    before = rights_of(dortmund)

    set_state(dortmund, CityState.HIDDEN)

    assert rights_of(dortmund) == before
