"""Collections: a lead arranges those below her city's own, and meets no other."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve, reverse
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permissions import policy_registry

from sites.access.belonging import city_of
from sites.access.groups import media_collection
from sites.choices import CityState
from tests.make import make_image
from tests.sites.access.test_policies import one_of
from tests.sites.access.world import ROLES

FOREIGN = "Rotkehlchen"
LIST, ADD = reverse("wagtailadmin_collections:index"), reverse("wagtailadmin_collections:add")


def make_collection(city, name):
    # Read anew: the tree counts children on the row that it is given.
    return media_collection(city).add_child(name=name)


def address(name, collection):
    return reverse(f"wagtailadmin_collections:{name}", args=[collection.pk])


def names(queryset):
    return {collection.name for collection in queryset}


def test_a_lead_makes_renames_moves_and_deletes_collections_below_her_city_s(at, dortmund_lead, dortmund):
    browser, top = at("admin", dortmund_lead), media_collection(dortmund)

    browser.post(ADD, {"name": "Sommerfest", "parent": top.pk})
    browser.post(ADD, {"name": "Archiv", "parent": top.pk})
    made = Collection.objects.get(name="Sommerfest")
    archive = Collection.objects.get(name="Archiv")
    assert city_of(made) == dortmund

    browser.post(address("edit", made), {"name": "Sommerfest 2026", "parent": archive.pk})
    made.refresh_from_db()
    assert (made.name, made.get_parent()) == ("Sommerfest 2026", archive)
    assert city_of(made) == dortmund

    browser.post(address("delete", made))
    assert not Collection.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "lead"])
def test_nobody_else_arranges_collections(at, dortmund, role):
    browser, own = at("admin", one_of(f"dortmund-{role}")), make_collection(dortmund, "Sommerfest")

    for path in (LIST, ADD, address("edit", own), address("delete", own), address("set_privacy", own)):
        assert browser.get(path).status_code == 302
    assert f'"{LIST}"' not in browser.get("/admin/").text


def test_the_list_and_the_choice_of_a_parent_name_own_collections_only(at, dortmund_lead, dortmund, potsdam):
    own = make_collection(dortmund, "Sommerfest")
    make_collection(potsdam, FOREIGN)
    browser = at("admin", dortmund_lead)

    listed = browser.get(LIST)
    added = browser.get(ADD).context["form"].fields["parent"].queryset
    edited = browser.get(address("edit", own)).context["form"].fields["parent"].queryset

    assert names(listed.context["collections"]) == {"Sommerfest"}
    assert FOREIGN not in listed.text
    assert names(added) == names(edited) == {"dortmund", "Sommerfest"}


@pytest.mark.parametrize("name", ["edit", "delete", "set_privacy"])
@pytest.mark.parametrize("which", ["the city's own", "another city's", "one of another city", "the root"])
def test_the_borders_themselves_and_all_beyond_are_out_of_reach(
    at, dortmund_lead, dortmund, potsdam, name, which
):
    collection = {
        "the city's own": media_collection(dortmund),
        "another city's": media_collection(potsdam),
        "one of another city": make_collection(potsdam, FOREIGN),
        "the root": Collection.get_first_root_node(),
    }[which]
    browser, before = at("admin", dortmund_lead), collection.name
    fields = {"name": "gekapert", "restriction_type": "password", "password": "geheim"}

    assert browser.get(address(name, collection)).status_code in (302, 404)
    assert browser.post(address(name, collection), fields).status_code in (302, 404)

    assert Collection.objects.get(pk=collection.pk).name == before
    assert not CollectionViewRestriction.objects.filter(collection=collection).exists()


@pytest.mark.parametrize("where", ["another city's", "the root"])
def test_a_collection_cannot_be_put_elsewhere(at, dortmund_lead, dortmund, potsdam, where):
    own, browser = make_collection(dortmund, "Sommerfest"), at("admin", dortmund_lead)
    parent = media_collection(potsdam) if where == "another city's" else Collection.get_first_root_node()

    for path in (ADD, address("edit", own)):
        answer = browser.post(path, {"name": "Anderswo", "parent": parent.pk})
        assert "parent" in answer.context["form"].errors
    assert city_of(Collection.objects.get(pk=own.pk)) == dortmund
    assert not Collection.objects.filter(name="Anderswo").exists()


def test_a_collection_named_like_another_city_still_belongs_to_its_own(at, dortmund_lead, dortmund, potsdam):
    at("admin", dortmund_lead).post(ADD, {"name": "potsdam", "parent": media_collection(dortmund).pk})

    below = media_collection(dortmund).get_children().get(name="potsdam")
    assert city_of(below) == dortmund
    assert media_collection(potsdam) != below


def test_a_collection_that_holds_something_is_not_deleted(at, dortmund_lead, dortmund):
    collection = make_collection(dortmund, "Sommerfest")
    image = make_image(dortmund)
    image.collection = collection
    image.save()

    assert at("admin", dortmund_lead).post(address("delete", collection)).status_code == 403
    assert Collection.objects.filter(pk=collection.pk).exists()


def privacy(browser, collection, **fields):
    return json.loads(browser.post(address("set_privacy", collection), fields).content)


def test_a_lead_gives_a_collection_a_shared_password_and_takes_it_away(at, dortmund_lead, dortmund):
    browser, collection = at("admin", dortmund_lead), make_collection(dortmund, "Intern")

    assert privacy(browser, collection, restriction_type="password", password="geheim")["is_public"] is False
    restriction = CollectionViewRestriction.objects.get(collection=collection)
    assert (restriction.restriction_type, restriction.password) == ("password", "geheim")

    assert privacy(browser, collection, restriction_type="none")["is_public"] is True
    assert not CollectionViewRestriction.objects.filter(collection=collection).exists()


def test_the_form_of_privacy_offers_a_password_and_no_sign_in_or_groups(at, dortmund_lead, dortmund):
    browser, collection = at("admin", dortmund_lead), make_collection(dortmund, "Intern")
    view = resolve(address("set_privacy", collection)).view_name

    shown = json.loads(browser.get(address("set_privacy", collection)).content)["html"]
    for kind in ("login", "groups"):
        groups = [Group.objects.get(name="potsdam-lead").pk]
        assert privacy(browser, collection, restriction_type=kind, groups=groups)["step"] == "set_privacy", (
            kind
        )

    assert view == "own:collection_privacy"
    assert 'value="password"' in shown
    assert 'value="login"' not in shown
    assert "potsdam" not in shown
    assert not CollectionViewRestriction.objects.filter(collection=collection).exists()


def test_privacy_of_a_collection_below_a_private_one_says_so(at, dortmund_lead, dortmund):
    above = make_collection(dortmund, "Intern")
    below = above.add_child(name="Darunter")
    browser = at("admin", dortmund_lead)
    privacy(browser, above, restriction_type="password", password="geheim")

    answer = privacy(browser, below, restriction_type="none")

    assert "Intern" in answer["html"]
    assert CollectionViewRestriction.objects.filter(collection=above).exists()


@pytest.mark.parametrize(
    "path",
    [
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailimages:add_multiple",
        "wagtaildocs:add_multiple",
        "wagtailimages_chooser:choose",
        "wagtaildocs_chooser:choose",
    ],
)
def test_wherever_a_collection_is_chosen_own_ones_are_offered_and_no_other(
    at, dortmund_editor, dortmund, potsdam, path
):
    make_collection(dortmund, "Sommerfest")
    make_collection(potsdam, FOREIGN)

    text = at("admin", dortmund_editor).get(reverse(path)).text

    assert "Sommerfest" in text
    assert FOREIGN not in text
    assert ">potsdam<" not in text.replace(" ", "").replace("\n", "")


def test_in_an_archived_city_nobody_arranges_collections(at, dortmund_lead, dortmund):
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    assert at("admin", dortmund_lead).get(LIST).status_code == 302


def test_a_lead_of_one_city_who_edits_another_arranges_those_where_she_leads(at, dortmund, potsdam):
    own, other = make_collection(dortmund, "Sommerfest"), make_collection(potsdam, FOREIGN)
    browser = at("admin", one_of("dortmund-lead", "potsdam-editor"))

    assert FOREIGN not in browser.get(LIST).text
    assert browser.get(address("edit", own)).status_code == 200
    assert browser.get(address("edit", other)).status_code == 302


def test_the_instance_admin_arranges_all_of_them(at, instance_admin, potsdam):
    below = make_collection(potsdam, FOREIGN)
    browser = at("admin", instance_admin)

    assert {"dortmund", "potsdam", FOREIGN} <= names(browser.get(LIST).context["collections"])
    for collection in (below, media_collection(potsdam)):
        for name in ("edit", "delete", "set_privacy"):
            assert browser.get(address(name, collection)).status_code == 200


def test_the_list_asks_as_many_questions_for_20_collections_as_for_one(
    at, dortmund_lead, dortmund, django_assert_max_num_queries
):
    browser = at("admin", dortmund_lead)
    make_collection(dortmund, "Sommerfest")
    with django_assert_max_num_queries(100) as few:
        browser.get(LIST)
    for number in range(19):
        make_collection(dortmund, f"Fest {number}")

    with django_assert_max_num_queries(len(few)):
        browser.get(LIST)


@pytest.mark.parametrize(
    ("who", "place", "rights"),
    [
        ("lead", "city", {"add"}),
        ("lead", "below", {"add", "change", "delete"}),
        ("lead", "root", set()),
        ("instance", "city", {"add", "change", "delete"}),
        ("instance", "below", {"add", "change", "delete"}),
    ],
)
def test_the_policy_knows_the_city_s_own_collection(
    dortmund, dortmund_lead, instance_admin, who, place, rights
):
    user = dortmund_lead if who == "lead" else instance_admin
    collection = {
        "root": Collection.get_first_root_node,
        "city": lambda: media_collection(dortmund),
        "below": lambda: make_collection(dortmund, "Sommerfest"),
    }[place]()
    policy = policy_registry.get_by_type(Collection)

    def allowed(action):
        one = policy.user_has_permission_for_instance(user, action, collection)
        assert one == policy.user_has_any_permission_for_instance(user, [action], collection)
        return one

    assert {action for action in ("add", "change", "delete") if allowed(action)} == rights


def test_nobody_restricts_the_root_of_all_collections(at, instance_admin):
    root = Collection.get_first_root_node()

    assert at("admin", instance_admin).get(address("set_privacy", root)).status_code == 404


def test_the_form_shows_what_holds(at, dortmund, dortmund_lead):
    browser, own = at("admin", dortmund_lead), make_collection(dortmund, "Sommerfest")
    path = address("set_privacy", own)

    assert browser.get(path).context["form"]["restriction_type"].value() == "none"
    browser.post(path, {"restriction_type": "password", "password": "sesam"})

    assert browser.get(path).context["form"]["restriction_type"].value() == "password"
