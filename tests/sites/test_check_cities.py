"""`check_cities` tells what a city lacks."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupPagePermission, GroupSitePermission, WorkflowPage

from directory.models import Term
from home.choices import Listing
from sites.cities import CityPlan, check_city, create_city
from sites.models import Funder
from tests.make import home_of, list_of
from tests.sites.said import said


def check():
    out = io.StringIO()
    call_command("check_cities", stdout=out)
    return out.getvalue().splitlines()


def what_is_missing():
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_cities", stdout=out)
    return [line for line in out.getvalue().splitlines() if line.startswith("  - ")]


def test_nothing_is_missing_in_a_new_city(dortmund, potsdam, halle):
    assert check() == ["dortmund: complete", "halle: complete", "potsdam: complete"]


def test_a_language_home_without_a_permission_is_told(dortmund):
    row = GroupPagePermission.objects.get(
        group__name="dortmund-editor", page=home_of(dortmund, "ar"), permission__codename="publish_page"
    )
    row.delete()

    lines = what_is_missing()

    assert len(lines) == 1
    for part in ("dortmund-editor", "publish_page", "ar"):
        assert part in lines[0]


def test_a_missing_home_is_told_with_its_language(dortmund):
    home_of(dortmund, "ar").delete()

    assert f"  - {said('no home page in “%(code)s”', code='ar')}" in what_is_missing()


def test_the_missing_thing_is_told_for_its_own_city_only(dortmund, potsdam):
    home_of(dortmund, "ar").delete()

    assert check_city(potsdam) == []


def test_a_missing_group_is_told(dortmund):
    Group.objects.get(name="dortmund-lead").delete()

    assert said("no group %(name)s", name="dortmund-lead") in check_city(dortmund)


def test_a_group_that_cannot_reach_the_admin_is_told(dortmund):
    Group.objects.get(name="dortmund-editor").permissions.clear()

    lines = check_city(dortmund)

    assert [line for line in lines if "dortmund-editor" in line and "access_admin" in line]
    create_city(CityPlan(slug="dortmund"))
    assert check_city(dortmund) == []


def test_missing_rights_to_the_settings_are_told(dortmund):
    GroupSitePermission.objects.filter(site=dortmund.site).delete()

    assert len(check_city(dortmund)) == 1
    assert "dortmund-lead" in check_city(dortmund)[0]


def test_a_missing_workflow_is_told(dortmund):
    WorkflowPage.objects.filter(page=home_of(dortmund, "en")).delete()

    assert check_city(dortmund) == [said("no workflow for “%(code)s”", code="en")]


def test_a_missing_collection_is_told(dortmund):
    Collection.objects.get(name="dortmund").delete()

    assert said("no collection for images and documents") in check_city(dortmund)


def test_a_missing_starter_page_is_told(dortmund):
    list_of(dortmund, Listing.FORUMS).delete()

    assert check_city(dortmund) == [said("no page “%(kind)s” in “%(code)s”", kind="forums", code="de")]


def test_missing_districts_terms_and_funders_are_told(dortmund):
    dortmund.regions.get().districts.filter(parts=None).first().delete()
    Term.objects.filter(city=None).last().delete()
    Funder.objects.get(code="eu-amif").delete()

    assert len(check_city(dortmund)) == 3


def test_an_archived_city_lacks_no_rights(dortmund):
    dortmund.state = "archived"
    dortmund.save()

    assert check_city(dortmund) == []


def test_creating_the_city_again_adds_what_was_told(dortmund):
    home_of(dortmund, "ar").delete()
    GroupSitePermission.objects.filter(site=dortmund.site).delete()
    assert check_city(dortmund)

    create_city(CityPlan(slug="dortmund"))

    assert check_city(dortmund) == []
