"""The second factor is a must for those who publish or see personal data."""

import re

import pytest
from django.urls import reverse

from tests.make import make_user
from tests.sites.accounts.conftest import PASSWORD, confirm, is_in, sign_in, totp_code

SET_UP = "/admin/account/factors/"


@pytest.mark.parametrize("role", ["lead", "editor", "coordinator"])
def test_a_role_that_publishes_or_sees_personal_data_is_led_to_the_set_up(at, person, production, role):
    client = at("admin", person(role))

    for path in ("/admin/", "/admin/pages/", "/admin/account/", "/admin/images/", "/admin/no-such-page/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, SET_UP), path
        assert client.post(path)["Location"] == SET_UP, path


def test_the_instance_admin_needs_a_factor(at, production):
    client = at("admin", make_user("chef@stadt.test", is_superuser=True))

    assert client.get("/admin/")["Location"] == SET_UP


def test_an_account_without_any_role_needs_no_factor_and_gets_nowhere(at, production, person):
    answer = at("admin", person(group=None)).get("/admin/")

    assert answer["Location"].startswith("/admin/account/login/")


@pytest.mark.parametrize("name", ["something-translator-else", "dortmund-translator-en-lead"])
def test_a_group_that_is_no_translator_s_needs_a_factor_whoever_made_it(at, production, person, name):
    from django.contrib.auth.models import Group

    user = person("translator-en")
    user.groups.add(Group.objects.create(name=name))

    assert at("admin", user).get("/admin/")["Location"] == SET_UP


def test_translators_choose(at, production, person):
    assert is_in(at("admin", person("translator-en")))


def test_who_also_edits_in_another_city_needs_a_factor(at, production, person, potsdam):
    from django.contrib.auth.models import Group

    user = person("translator-en")
    user.groups.add(Group.objects.get(name="potsdam-editor"))

    assert not is_in(at("admin", user))


def test_the_demonstration_only_offers_it(at, person):
    assert is_in(at("admin", person("editor")))


@pytest.mark.parametrize(
    "path", ["/admin/account/factors/", "/admin/account/logout/", "/admin/account/sessions/"]
)
def test_the_own_account_is_open_without_a_factor(at, production, person, path):
    assert at("admin", person("editor")).get(path).status_code == 200


def test_signing_out_is_open_without_a_factor(at, production, person):
    client = at("admin", person("editor"))

    client.post("/admin/logout/")

    assert "_auth_user_id" not in client.session


def test_setting_an_app_up_takes_a_code_of_it_and_gives_codes_of_recovery(at, production, person):
    client, user = at("admin"), person("editor")
    sign_in(client, user)
    confirm(client)

    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})

    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert sorted(user.authenticator_set.values_list("type", flat=True)) == ["recovery_codes", "totp"]


def test_who_has_just_set_an_app_up_is_not_asked_for_another_code(at, production, person, monkeypatch):
    # Outside of a test a request commits before it ends.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **options: work())
    client, user = at("admin"), person("editor")
    sign_in(client, user)
    confirm(client)

    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})

    assert is_in(client)


def test_a_wrong_code_sets_nothing_up(at, production, person):
    client, user = at("admin"), person("editor")
    sign_in(client, user)
    confirm(client)

    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert not user.authenticator_set.exists()
    assert not is_in(client)


def test_who_gives_her_factor_up_is_led_to_the_set_up_again(at, production, person):
    client, user = at("admin"), person("editor", factor=True)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)})
    confirm(client)
    assert is_in(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get("/admin/")["Location"] == SET_UP


def test_codes_of_recovery_alone_are_no_factor(at, production, person):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = person("editor")
    RecoveryCodes.activate(user)

    assert at("admin", user).get("/admin/")["Location"] == SET_UP


def test_guessing_codes_is_limited_over_all_processes(at, person):
    from django.db import connection

    client, user = at("admin"), person("editor", factor=True)
    sign_in(client, user)
    for _attempt in range(20):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)})

    assert not is_in(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM insist_limits WHERE cache_key LIKE '%%allauth:rl:%%'")
        assert cursor.fetchone()[0] > 0


def test_a_role_taken_away_counts_at_once(at, production, person):
    user = person("editor", factor=True)
    client = at("admin")
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)})
    assert is_in(client)

    user.groups.clear()

    assert not is_in(client)


def test_the_password_does_not_stand_in_for_the_factor(at, production, person):
    client, user = at("admin", user := person("editor", factor=True)), user

    confirm(client, PASSWORD)

    assert not is_in(client)
