"""What each role of a city may do with pages, pictures and settings, asked of Wagtail itself."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import page_permission_policy

from sites.access.groups import city_groups, describe, media_collection, missing_rights
from sites.access.roles import COORDINATOR, EDITOR, LEAD, TRANSLATOR, group_name
from sites.models import Document, Image
from tests.make import home_of, make_content, make_image, make_user

WRITE, PUBLISH = ("add", "change"), ("publish", "bulk_delete", "lock", "unlock")
# Role → what it may do on the German and on the English home of its own city.
PAGES = {
    "lead": (WRITE + PUBLISH, WRITE + PUBLISH),
    "editor": (WRITE + PUBLISH, WRITE + PUBLISH),
    "coordinator": ((), ()),
    "translator-en": ((), WRITE),
}


def one_of(role, city="dortmund"):
    return make_user(f"{role}@example.org", groups=[Group.objects.get(name=f"{city}-{role}")])


def allowed(user, page):
    """What Wagtail lets the user do with a page, of all that it knows."""
    return {
        action
        for action in (*WRITE, *PUBLISH)
        if page_permission_policy.user_has_permission_for_instance(user, action, page)
    }


@pytest.mark.parametrize("role", PAGES)
def test_a_role_may_do_what_it_should_in_its_own_city(dortmund, role):
    user = one_of(role)
    german, english = PAGES[role]

    assert allowed(user, home_of(dortmund, "de")) == set(german)
    assert allowed(user, home_of(dortmund, "en")) == set(english)


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_a_role_may_do_nothing_in_another_city(dortmund, potsdam, role, language):
    assert allowed(one_of(role), home_of(potsdam, language)) == set()


def test_an_editor_may_add_pages_below_every_home_of_her_city_and_below_no_other(
    dortmund_editor, dortmund, potsdam
):
    for language in ("de", "en", "ar"):
        assert home_of(dortmund, language).permissions_for_user(dortmund_editor).can_add_subpage()
        assert not home_of(potsdam, language).permissions_for_user(dortmund_editor).can_add_subpage()


def test_an_editor_publishes_what_she_writes(dortmund_editor, dortmund):
    page = make_content(home_of(dortmund), live=False)

    assert page.permissions_for_user(dortmund_editor).can_publish()


def test_a_translator_writes_in_her_language_and_does_not_publish(translator, dortmund):
    english, german = make_content(home_of(dortmund, "en"), live=False), make_content(home_of(dortmund))

    assert english.permissions_for_user(translator).can_edit()
    assert not english.permissions_for_user(translator).can_publish()
    assert not german.permissions_for_user(translator).can_edit()
    assert not home_of(dortmund, "ar").permissions_for_user(translator).can_edit()


def test_there_is_no_translator_into_german(dortmund):
    names = [name for name, _role, _language in city_groups(dortmund)]

    assert "dortmund-translator-de" not in names
    assert not Group.objects.filter(name="dortmund-translator-de").exists()


def test_the_name_of_a_group_says_city_role_and_language():
    assert group_name("halle", LEAD) == "halle-lead"
    assert group_name("halle", TRANSLATOR, "ar") == "halle-translator-ar"


@pytest.mark.parametrize(
    ("role", "status"), [("lead", 200), ("editor", 200), ("translator-en", 302), ("coordinator", 302)]
)
def test_the_form_of_a_new_page_opens_for_those_who_may_write_german(at, dortmund, role, status):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home_of(dortmund).pk])

    assert at("admin", one_of(role)).get(address).status_code == status


def test_the_form_of_a_new_page_of_another_city_does_not_open(at, dortmund_editor, potsdam):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home_of(potsdam).pk])

    assert at("admin", dortmund_editor).get(address).status_code == 302


def media_policy(model):
    return CollectionOwnershipPermissionPolicy(model, auth_model=model, owner_field_name="uploaded_by_user")


@pytest.mark.parametrize("model", [Image, Document])
@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (LEAD, {"add", "change", "delete", "choose"}),
        (EDITOR, {"add", "change", "delete", "choose"}),
        (COORDINATOR, {"choose"}),
        (TRANSLATOR, {"choose"}),
    ],
)
def test_a_role_may_use_the_files_of_its_city(dortmund, model, role, actions):
    user = one_of(role.code if role is not TRANSLATOR else "translator-en")
    collection = media_collection(dortmund)
    policy = media_policy(model)

    may = {
        action
        for action in ("add", "change", "delete", "choose")
        if collection in policy.collections_user_has_permission_for(user, action)
    }

    assert may == actions


def test_files_of_another_city_are_out_of_reach(dortmund_editor, potsdam):
    foreign = make_image(potsdam)
    policy = media_policy(Image)

    for action in ("change", "delete", "choose"):
        assert not policy.user_has_permission_for_instance(dortmund_editor, action, foreign)


def test_the_admin_s_chooser_offers_the_pictures_of_the_own_city(at, dortmund_editor, dortmund, potsdam):
    make_image(dortmund, title="Eigener Saal")
    make_image(potsdam, title="Fremder Saal")

    text = at("admin", dortmund_editor).get(reverse("wagtailimages_chooser:choose_results")).text

    assert "Eigener Saal" in text
    assert "Fremder Saal" not in text


def test_a_missing_right_is_named_by_group_permission_and_place(dortmund):
    group = Group.objects.get(name="dortmund-lead")
    group.permissions.clear()
    for table in (GroupPagePermission, GroupCollectionPermission, GroupSitePermission):
        table.objects.filter(group=group).delete()

    names = {describe(row) for row in missing_rights(dortmund)}

    assert "dortmund-lead access_admin" in names
    assert f"dortmund-lead publish_page {dortmund.site.root_page.slug}" in names
    assert "dortmund-lead add_image dortmund" in names
    assert any(name.startswith("dortmund-lead change_city ") for name in names)
