"""Rights on the things of a city: by role, by city, at once."""

import pytest
from django.contrib.auth.models import Group
from wagtail.permissions import policy_registry

from sites.access.people import cities_of
from sites.access.roles import EDITOR, LEAD
from sites.choices import CityState
from sites.models import City, Project, RoleContact
from tests.make import make_project, make_user
from tests.sites.access.world import ROLES

# Role → what it may do with a project and with a contact of its own city.
RIGHTS = {
    "lead": ({"add", "change", "delete", "view"}, {"add", "change", "delete", "view"}),
    "editor": (set(), {"add", "change", "view"}),
    "coordinator": (set(), {"view"}),
    "translator-en": (set(), set()),
}
ACTIONS = ("add", "change", "delete", "view", "publish", "lock")


def one_of(*names):
    return make_user("jemand@example.org", groups=list(Group.objects.filter(name__in=names)))


def make_contact(city):
    return RoleContact.objects.create(city=city, function={"de": "Büro"}, email="buero@example.org")


def allowed(user, thing):
    policy = policy_registry.get_by_type(type(thing))
    return {action for action in ACTIONS if policy.user_has_permission_for_instance(user, action, thing)}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_its_rights_in_its_own_city_and_none_in_another(dortmund, potsdam, role):
    user = one_of(f"dortmund-{role}")
    project, contact = RIGHTS[role]

    assert allowed(user, make_project(dortmund)) == project
    assert allowed(user, make_contact(dortmund)) == contact
    assert allowed(user, make_project(potsdam)) == allowed(user, make_contact(potsdam)) == set()


def test_a_person_with_roles_in_two_cities_has_in_each_what_that_role_may(dortmund, potsdam):
    user = one_of("dortmund-lead", "potsdam-editor")

    assert "delete" in allowed(user, make_contact(dortmund))
    assert "delete" not in allowed(user, make_contact(potsdam))
    assert [city.slug for city in cities_of(user, LEAD)] == ["dortmund"]
    assert {city.slug for city in cities_of(user, LEAD, EDITOR)} == {"dortmund", "potsdam"}


def test_a_right_that_is_taken_away_is_gone_at_once(dortmund):
    user, project = one_of("dortmund-lead"), make_project(dortmund)
    assert allowed(user, project)

    user.groups.clear()

    assert allowed(user, project) == set()


def test_an_account_that_was_closed_has_no_rights(dortmund, instance_admin):
    user, project = one_of("dortmund-lead"), make_project(dortmund)
    user.is_active = instance_admin.is_active = False

    assert allowed(user, project) == allowed(instance_admin, project) == set()


def test_the_instance_admin_may_do_everything_in_every_city(instance_admin, potsdam):
    assert allowed(instance_admin, make_project(potsdam)) == set(ACTIONS)


def test_nobody_of_an_archived_city_changes_its_things(dortmund):
    user, project = one_of("dortmund-lead"), make_project(dortmund)

    City.objects.filter(pk=dortmund.pk).update(state=CityState.ARCHIVED)

    assert allowed(user, project) == set()


def test_a_lead_of_a_hidden_city_works_on_it(dortmund):
    City.objects.filter(pk=dortmund.pk).update(state=CityState.HIDDEN)

    assert allowed(one_of("dortmund-lead"), make_project(dortmund))


@pytest.mark.parametrize(
    "name", ["dortmund-lead-en", "dortmund-translator", "dortmund-translator-xx", "dortmund-chief"]
)
def test_a_group_that_only_looks_like_one_of_a_city_gives_nothing(dortmund, name):
    user = make_user("jemand@example.org", groups=[Group.objects.create(name=name)])

    assert not cities_of(user).exists()


def test_a_thing_that_a_form_moved_to_the_own_city_in_memory_stays_foreign(dortmund, potsdam):
    user, project = one_of("dortmund-lead"), make_project(potsdam)

    project.city = dortmund

    assert allowed(user, project) == set()


@pytest.mark.parametrize("model", [Project, RoleContact])
def test_who_may_change_a_thing_are_the_people_of_its_city(dortmund, potsdam, instance_admin, model):
    own, other = (
        one_of("dortmund-lead"),
        make_user("x@example.org", groups=[Group.objects.get(name="potsdam-lead")]),
    )
    thing = make_project(dortmund) if model is Project else make_contact(dortmund)

    people = policy_registry.get_by_type(model).users_with_permission_for_instance("change", thing)

    assert own in people
    assert instance_admin in people
    assert other not in people


def test_a_closed_account_is_nobody_to_be_asked(dortmund, potsdam):
    policy = policy_registry.get_by_type(Project)
    lead, other = one_of("dortmund-lead"), make_user("andere@example.org")
    other.groups.set(Group.objects.filter(name="potsdam-lead"))
    project = make_project(dortmund)
    assert set(policy.users_with_any_permission_for_instance(["change"], project)) == {lead}
    assert set(policy.users_with_any_permission(["change"])) == {lead, other}

    lead.is_active = False
    lead.save()

    assert not policy.users_with_any_permission_for_instance(["change"], project).exists()
