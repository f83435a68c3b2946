"""People come by invitation of a lead, to roles in her own city and nowhere else."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from sites.accounts.invitations import NotAllowedError, find_invitation, invite, token_of
from sites.choices import CityState
from sites.models import Invitation, Mail, User
from tests.make import make_user
from tests.sites.accounts.conftest import PASSWORD, is_in, link_in, mail_to, sign_in

NEW = {
    "first_name": "Neu",
    "last_name": "Mensch",
    "password": "ein-neues-langes-wort",
    "repeat": "ein-neues-langes-wort",
}


def group(name):
    return Group.objects.get(name=name)


@pytest.fixture
def lead(person):
    return person("lead")


@pytest.fixture
def invitation(lead, dortmund):
    """Of somebody without an account, to edit in Dortmund."""
    return invite(dortmund, "Neu@Verein.test", [group("dortmund-editor")], lead)


def page_of(invitation):
    return reverse("accept_invitation", args=[token_of(invitation)])


def test_a_lead_invites_by_mail_and_the_mail_says_city_and_role(at, lead, dortmund):
    editor = group("dortmund-editor")

    at("admin", lead).post(
        reverse("invite_person", args=["dortmund"]), {"email": "Neu@Verein.test", "roles": [editor.pk]}
    )

    mail = Mail.objects.get()
    assert (mail.recipient, mail.city) == ("neu@verein.test", dortmund)
    assert "Dortmund" in mail.subject
    assert "Redakteur*in" in mail.text
    assert link_in(mail) in mail.html
    assert list(Invitation.objects.for_city(dortmund).get().groups.all()) == [editor]


def test_from_the_mail_to_the_first_sign_in(at, invitation):
    client = at("admin")

    client.get(link_in(mail_to("neu@verein.test")))
    assert not User.objects.filter(email="neu@verein.test").exists()
    answer = client.post(link_in(mail_to("neu@verein.test")), NEW)

    assert answer["Location"] == reverse("account_login")
    user = User.objects.get(email="neu@verein.test")
    assert [g.name for g in user.groups.all()] == ["dortmund-editor"]
    assert not user.is_superuser
    assert not is_in(client)
    sign_in(client, user, password=NEW["password"])
    assert is_in(client)


def test_a_new_person_in_production_is_led_to_the_second_factor(at, invitation, production):
    client = at("admin")
    client.post(page_of(invitation), NEW)

    sign_in(client, User.objects.get(email="neu@verein.test"), password=NEW["password"])

    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_an_invitation_works_once(at, invitation):
    at("admin").post(page_of(invitation), NEW)
    user = User.objects.get(email="neu@verein.test")
    user.groups.clear()

    for method in ("get", "post"):
        assert getattr(at("admin", user), method)(page_of(invitation)).status_code == 404
    assert not user.groups.exists()


def test_an_invitation_ends_after_seven_days(at, invitation):
    Invitation.objects.update(created_at=timezone.now() - datetime.timedelta(days=7, minutes=1))

    assert at("admin").post(page_of(invitation), NEW).status_code == 404
    assert not User.objects.filter(email="neu@verein.test").exists()


def test_the_signature_itself_ends_after_seven_days(invitation, monkeypatch):
    import time

    token, later = token_of(invitation), time.time() + 7 * 24 * 60 * 60 + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    assert find_invitation(token) is None


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "1:a:b", lambda t: t.upper()]
)
def test_a_forged_link_opens_nothing(at, invitation, change):
    address = reverse("accept_invitation", args=[change(token_of(invitation))])

    assert at("admin").post(address, NEW).status_code == 404


def test_a_signature_made_for_something_else_opens_nothing(invitation):
    from django.core import signing

    assert find_invitation(signing.dumps(invitation.pk, salt="something else")) is None


def test_a_second_invitation_of_an_address_ends_the_first(at, invitation, lead, dortmund):
    invite(dortmund, "neu@verein.test", [group("dortmund-coordinator")], lead)

    assert at("admin").post(page_of(invitation), NEW).status_code == 404


def test_an_invitation_can_be_withdrawn(at, invitation, lead):
    at("admin", lead).post(reverse("withdraw_invitation", args=["dortmund", invitation.pk]))

    assert at("admin").post(page_of(invitation), NEW).status_code == 404


def test_an_invitation_falls_with_the_one_who_sent_it(at, invitation, lead):
    lead.groups.clear()

    assert at("admin").post(page_of(invitation), NEW).status_code == 404


def test_an_invitation_of_an_inactive_lead_is_void(at, invitation, lead):
    lead.is_active = False
    lead.save()

    assert at("admin").post(page_of(invitation), NEW).status_code == 404


def test_an_invitation_to_an_archived_city_is_void(at, invitation, dortmund):
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    assert at("admin").post(page_of(invitation), NEW).status_code == 404


@pytest.mark.parametrize("password", ["kurz", "passwortpass", "123456789012345"])
def test_a_weak_password_makes_no_account(at, invitation, password):
    if password == "passwortpass":
        fields = {**NEW, "password": "neu@verein.test", "repeat": "neu@verein.test"}
    else:
        fields = {**NEW, "password": password, "repeat": password}

    answer = at("admin").post(page_of(invitation), fields)

    assert answer.status_code == 200
    assert not User.objects.filter(email="neu@verein.test").exists()


def test_two_different_passwords_make_no_account(at, invitation):
    assert at("admin").post(page_of(invitation), {**NEW, "repeat": "etwas-ganz-anderes"}).status_code == 200
    assert not User.objects.filter(email="neu@verein.test").exists()


def test_who_has_an_account_signs_in_to_accept(at, lead, potsdam, dortmund):
    user = make_user("beide@verein.test", groups=[group("potsdam-editor")])
    invitation = invite(dortmund, user.email, [group("dortmund-coordinator")], lead)

    stranger = at("admin").post(page_of(invitation), NEW)
    assert stranger["Location"].startswith("/admin/account/login/?next=")
    assert user.check_password(PASSWORD)
    at("admin", user).post(page_of(invitation))

    assert {g.name for g in user.groups.all()} == {"potsdam-editor", "dortmund-coordinator"}


def test_an_invitation_is_for_its_own_address_only(at, invitation, person):
    other = person("translator-en")

    assert at("admin", other).post(page_of(invitation), NEW).status_code == 403
    assert [g.name for g in other.groups.all()] == ["dortmund-translator-en"]
    assert not User.objects.filter(email="neu@verein.test").exists()


def test_looking_at_an_invitation_accepts_nothing(at, lead, dortmund):
    user = make_user("beide@verein.test")
    invitation = invite(dortmund, user.email, [group("dortmund-editor")], lead)

    assert at("admin", user).get(page_of(invitation)).status_code == 200
    assert not user.groups.exists()


@pytest.mark.parametrize("name", ["potsdam-editor", "halle-lead", "potsdam-translator-en"])
def test_a_lead_cannot_invite_to_roles_of_another_city(at, lead, dortmund, name):
    answer = at("admin", lead).post(
        reverse("invite_person", args=["dortmund"]), {"email": lead.email, "roles": [group(name).pk]}
    )

    assert answer.status_code == 200
    assert not Invitation.objects.exists()
    with pytest.raises(NotAllowedError):
        invite(dortmund, lead.email, [group("dortmund-editor"), group(name)], lead)
    assert not Mail.objects.exists()


def test_a_lead_cannot_invite_to_a_group_that_is_no_role(at, lead, dortmund):
    strange = Group.objects.create(name="dortmund-superleute")

    with pytest.raises(NotAllowedError):
        invite(dortmund, "neu@verein.test", [strange], lead)


def test_roles_of_another_city_slipped_into_an_invitation_are_not_given(at, invitation):
    invitation.groups.add(group("potsdam-lead"))

    at("admin").post(page_of(invitation), NEW)

    assert [g.name for g in User.objects.get(email="neu@verein.test").groups.all()] == ["dortmund-editor"]


def test_an_invitation_without_a_role_is_none(at, lead, dortmund):
    with pytest.raises(NotAllowedError):
        invite(dortmund, "neu@verein.test", [], lead)


def test_a_lead_invites_herself_to_nothing_beyond_her_city(at, lead, potsdam):
    address = reverse("invite_person", args=["potsdam"])

    assert at("admin", lead).get(address).status_code == 404
    assert (
        at("admin", lead)
        .post(address, {"email": lead.email, "roles": [group("potsdam-lead").pk]})
        .status_code
        == 404
    )
    with pytest.raises(NotAllowedError):
        invite(potsdam, lead.email, [group("potsdam-lead")], lead)


@pytest.mark.parametrize("role", ["editor", "coordinator", "translator-en"])
def test_only_leads_invite(at, person, dortmund, role):
    user = person(role)

    answer = at("admin", user).post(
        reverse("invite_person", args=["dortmund"]),
        {"email": "neu@verein.test", "roles": [group("dortmund-lead").pk]},
    )

    assert answer.status_code in (302, 404)
    assert not Invitation.objects.exists()
    with pytest.raises(NotAllowedError):
        invite(dortmund, "neu@verein.test", [group("dortmund-lead")], user)


def test_the_instance_admin_invites_the_first_lead_of_a_city(at, instance_admin, halle):
    invite(halle, "erste@verein.test", [group("halle-lead")], instance_admin)

    at("admin").post(link_in(mail_to("erste@verein.test")), NEW)

    assert [g.name for g in User.objects.get(email="erste@verein.test").groups.all()] == ["halle-lead"]
