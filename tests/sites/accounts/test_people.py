"""What a lead sees of her people and may do with them; the border is the city."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from sites.accounts.people import AUDIT, led_cities, people_of
from sites.choices import CityState
from tests.make import make_user
from tests.sites.accounts.conftest import is_in, sign_in

KEYED = ("person", "end_sessions", "remove_role", "withdraw_invitation")


@pytest.fixture
def lead(person):
    return person("lead")


@pytest.fixture
def stranger(potsdam):
    return make_user(
        "fremde@potsdam.test", groups=[Group.objects.get(name="potsdam-editor")], first_name="Fremde"
    )


def role_address(person, name, city="dortmund"):
    return reverse("remove_role", args=[city, person.pk, Group.objects.get(name=name).pk])


def actions():
    return [
        entry.action.removeprefix(AUDIT) for entry in ModelLogEntry.objects.filter(action__startswith=AUDIT)
    ]


def test_a_lead_sees_the_people_of_her_city_and_of_no_other(at, lead, person, stranger):
    person("editor")

    text = at("admin", lead).get(reverse("people")).text

    assert "editor@dortmund.test" in text
    assert stranger.email not in text
    assert "Potsdam" not in text


def test_the_list_takes_as_many_queries_for_twenty_people_as_for_one(
    at, lead, dortmund, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sites.accounts.invitations import invite

    def add(number):
        editor = Group.objects.get(name="dortmund-editor")
        make_user(f"person{number}@dortmund.test", groups=[editor])
        invite(dortmund, f"gast{number}@dortmund.test", [editor], lead)

    client = at("admin", lead)
    add(0)
    client.get(reverse("people"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("people"))
    for number in range(1, 20):
        add(number)

    with django_assert_num_queries(len(one)):
        text = client.get(reverse("people")).text
    assert "person19@dortmund.test" in text


def test_a_lead_sees_no_roles_that_her_people_hold_elsewhere(at, lead, person):
    user = person("editor")
    user.groups.add(Group.objects.get(name="potsdam-lead"))

    text = at("admin", lead).get(reverse("person", args=["dortmund", user.pk])).text

    assert "otsdam" not in text


@pytest.mark.parametrize("role", ["editor", "coordinator", "translator-en"])
def test_nobody_else_has_a_list_of_people(at, person, role):
    client = at("admin", person(role))

    assert client.get(reverse("people"))["Location"] == "/admin/"
    assert reverse("people") not in client.get("/admin/").text


def test_the_menu_offers_people_to_leads(at, lead):
    assert reverse("people") in at("admin", lead).get("/admin/").text


def test_a_lead_of_two_cities_sees_both(at, lead, stranger, dortmund, potsdam):
    lead.groups.add(Group.objects.get(name="potsdam-lead"))

    assert list(led_cities(lead)) == [dortmund, potsdam]
    assert stranger.email in at("admin", lead).get(reverse("people")).text


def test_the_lead_of_an_archived_city_looks_after_nobody(lead, dortmund):
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    assert not led_cities(lead)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("invite_person", "potsdam"),
        *((name, city) for name in KEYED for city in ("dortmund", "potsdam")),
    ],
)
def test_a_lead_reaches_nobody_of_another_city_by_typing_addresses(
    at, lead, stranger, potsdam, city, name, method
):
    from sites.models import Invitation

    invitation = Invitation.objects.create(city=potsdam, email="x@potsdam.test", invited_by=stranger)
    arguments = {
        "person": [stranger.pk],
        "end_sessions": [stranger.pk],
        "remove_role": [stranger.pk, stranger.groups.get().pk],
        "invite_person": [],
        "withdraw_invitation": [invitation.pk],
    }[name]
    session = at("admin", stranger)

    answer = getattr(at("admin", lead), method)(reverse(name, args=[city, *arguments]))

    assert answer.status_code in (404, 405)
    assert "fremde" not in answer.text.lower()
    invitation.refresh_from_db()
    assert invitation.ended_at is None
    assert stranger.groups.exists()
    assert is_in(session)


def test_a_lead_ends_the_sessions_of_her_people(at, lead, person):
    user, session = person("editor"), at("admin")
    sign_in(session, user)
    assert is_in(session)

    at("admin", lead).post(reverse("end_sessions", args=["dortmund", user.pk]))

    assert not is_in(session)
    assert actions() == ["end_sessions"]


def test_a_lead_sees_where_her_people_are_signed_in(at, lead, person):
    user = person("editor")
    sign_in(at("admin"), user, headers={"User-Agent": "x"})

    text = at("admin", lead).get(reverse("person", args=["dortmund", user.pk])).text

    assert reverse("end_sessions", args=["dortmund", user.pk]) in text


def test_a_role_removed_is_gone_at_once(at, lead, person):
    user = person("editor")
    client = at("admin", user)
    assert is_in(client)

    at("admin", lead).post(role_address(user, "dortmund-editor"))

    assert not is_in(client)
    assert actions() == ["remove_role"]


def test_a_lead_removes_no_role_of_another_city_from_her_people(at, lead, person):
    user = person("editor")
    user.groups.add(Group.objects.get(name="potsdam-editor"))

    at("admin", lead).post(role_address(user, "potsdam-editor"))

    assert user.groups.filter(name="potsdam-editor").exists()


def test_the_last_lead_cannot_leave_but_one_of_two_can(at, lead, person):
    at("admin", lead).post(role_address(lead, "dortmund-lead"))
    assert lead.groups.exists()

    person("lead", email="zweite@dortmund.test")
    at("admin", lead).post(role_address(lead, "dortmund-lead"))
    assert not lead.groups.exists()


def test_the_instance_admin_may_remove_the_last_lead(at, lead, instance_admin):
    at("admin", instance_admin).post(role_address(lead, "dortmund-lead"))

    assert not lead.groups.exists()


def test_an_instance_admin_is_nobody_s(at, lead, dortmund):
    admin = make_user(
        "chefin@stadt.test", is_superuser=True, groups=[Group.objects.get(name="dortmund-editor")]
    )

    assert admin not in people_of(dortmund)
    assert at("admin", lead).post(reverse("end_sessions", args=["dortmund", admin.pk])).status_code == 404


def test_every_step_stands_in_the_log_of_the_city_and_in_no_other(at, lead, dortmund, potsdam, person):
    from sites.accounts.invitations import invite, token_of

    editor = Group.objects.get(name="dortmund-editor")
    user = make_user("beide@verein.test")
    first = invite(dortmund, user.email, [editor], lead)
    at("admin", user).post(reverse("accept_invitation", args=[token_of(first)]))
    second = invite(dortmund, "noch@verein.test", [editor], lead)
    at("admin", lead).post(reverse("withdraw_invitation", args=["dortmund", second.pk]))
    other = person("lead", city="potsdam")

    entries = ModelLogEntry.objects.filter(action__startswith=AUDIT).order_by("timestamp")

    assert [(entry.action.removeprefix(AUDIT), entry.user) for entry in entries] == [
        ("invite", lead),
        ("accept", user),
        ("invite", lead),
        ("withdraw", lead),
    ]
    assert {entry.object_id for entry in entries} == {str(dortmund.pk)}
    assert "noch@verein.test" in at("admin", lead).get(reverse("people")).text
    assert "noch@verein.test" not in at("admin", other).get(reverse("people")).text


@pytest.mark.parametrize("name", ["index", "add", "edit", "delete"])
@pytest.mark.parametrize("namespace", ["wagtailusers_users", "wagtailusers_groups"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_instance_admin_reaches_users_and_groups(at, lead, person, namespace, name, method):
    target = person("editor") if namespace.endswith("users") else Group.objects.get(name="dortmund-lead")
    arguments = [target.pk] if name in ("edit", "delete") else []
    address = reverse(f"{namespace}:{name}", args=arguments)
    data = {"email": "x@verein.test", "is_superuser": "on", "groups": [1], "name": "x"}

    answer = getattr(at("admin", lead), method)(address, data)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert type(target).objects.filter(pk=target.pk).exists()
    admin = make_user("chefin@stadt.test", is_superuser=True)
    assert at("admin", admin).get(address).status_code == 200
