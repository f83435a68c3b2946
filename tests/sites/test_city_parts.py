"""What every city has: made by `create_city`, looked at in one that the world of the tests has."""

from collections import Counter

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    WorkflowPage,
)

from directory.models import Term
from directory.vocabularies import read_vocabularies
from home.choices import Listing, Purpose
from home.models import ContentPage, HomePage, ListPage
from sites.access.roles import EDITOR, LEAD, TRANSLATOR
from sites.models import Funder
from tests.make import home_of

ROLES = {"lead", "editor", "coordinator", "translator-en", "translator-ar"}


def page_rights(group):
    return set(GroupPagePermission.objects.filter(group=group).values_list("page", "permission__codename"))


def test_there_is_a_home_per_language_and_only_german_is_published(dortmund):
    homes = dortmund.homes().order_by("path")

    assert [(home.locale.language_code, home.slug, home.live) for home in homes] == [
        ("de", "dortmund", True),
        ("en", "dortmund-en", False),
        ("ar", "dortmund-ar", False),
    ]
    assert {home.depth for home in homes} == {2}
    assert len({home.translation_key for home in homes}) == 1
    assert {home.specific_class for home in homes} == {HomePage}


def test_there_is_a_group_per_role_and_one_per_translated_language(dortmund):
    names = Group.objects.filter(name__startswith="dortmund-").values_list("name", flat=True)

    assert set(names) == {f"dortmund-{role}" for role in ROLES}


@pytest.mark.parametrize("role", [LEAD, EDITOR])
def test_lead_and_editor_may_write_and_publish_on_the_home_of_every_language(dortmund, role):
    group = Group.objects.get(name=f"dortmund-{role.code}")

    assert page_rights(group) == {(home.pk, codename) for home in dortmund.homes() for codename in role.pages}
    assert "publish_page" in role.pages


def test_a_translator_may_write_on_the_home_of_one_language_and_not_publish(dortmund):
    group = Group.objects.get(name="dortmund-translator-ar")

    assert page_rights(group) == {(home_of(dortmund, "ar").pk, codename) for codename in TRANSLATOR.pages}
    assert "publish_page" not in TRANSLATOR.pages


def test_only_the_lead_may_change_the_settings_of_the_site(dortmund):
    rights = GroupSitePermission.objects.filter(site=dortmund.site)

    assert [(r.group.name, r.permission.codename) for r in rights] == [("dortmund-lead", "change_city")]


def test_every_group_reaches_the_admin_and_only_those_who_translate_submit_translations(dortmund):
    for group in Group.objects.filter(name__startswith="dortmund-"):
        codenames = set(group.permissions.values_list("codename", flat=True))

        translates = group.name != "dortmund-coordinator"
        assert codenames == ({"access_admin", "submit_translation"} if translates else {"access_admin"})


def test_pictures_and_documents_have_a_collection_that_the_groups_may_use(dortmund):
    collection = Collection.objects.get(name="dortmund")
    rights = GroupCollectionPermission.objects.filter(collection=collection)
    by_group = Counter(right.group.name for right in rights)

    assert by_group["dortmund-editor"] == 8
    assert by_group["dortmund-lead"] == 11  # collections below it, too
    assert by_group["dortmund-coordinator"] == by_group["dortmund-translator-en"] == 2


def test_every_home_has_the_workflow_in_which_the_lead_approves(dortmund):
    entries = WorkflowPage.objects.filter(page__in=dortmund.homes())
    tasks = entries.first().workflow.tasks

    assert entries.count() == 3
    assert [group.name for task in tasks for group in task.specific.groups.all()] == ["dortmund-lead"]


def test_lists_and_legal_pages_stand_below_german_and_english(dortmund):
    for language in ("de", "en"):
        home = home_of(dortmund, language)
        lists = ListPage.objects.child_of(home).live()
        legal = ContentPage.objects.child_of(home).live()

        assert [page.listing for page in lists.order_by("path")] == Listing.values
        assert [page.purpose for page in legal.order_by("path")] == Purpose.values
        assert {page.locale.language_code for page in [*lists, *legal]} == {language}


def test_the_english_pages_are_translations_of_the_german_ones(dortmund):
    german, english = (
        set(home_of(dortmund, code).get_children().values_list("translation_key", flat=True))
        for code in ("de", "en")
    )

    assert german == english


def test_districts_vocabularies_and_funders_are_there(dortmund):
    region = dortmund.regions.get(code="dortmund")

    assert region.outline["type"] in ("Polygon", "MultiPolygon")
    assert region.attribution
    assert region.districts.filter(parent__isnull=False).exists()
    assert Term.objects.filter(city=None).count() == len(read_vocabularies())
    assert Funder.objects.get(code="eu-amif").is_eu
