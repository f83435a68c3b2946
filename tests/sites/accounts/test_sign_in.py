"""Sign-in: address and password, then the second factor; one door, and it is allauth's."""

import time

import pytest
import time_machine
from django.urls import reverse

from sites.models import Mail, User
from tests.sites.accounts.conftest import (
    LOGIN,
    PASSWORD,
    confirm,
    is_in,
    link_in,
    mail_to,
    sign_in,
    totp_code,
)


def test_the_sign_in_page_is_german_and_offers_a_passkey(at, db):
    text = at("admin").get(LOGIN).text

    assert '<html lang="de"' in text
    assert 'id="id_login"' in text
    assert 'id="id_password"' in text
    assert 'id="passkey_login"' in text
    assert "account/signup" not in text


def test_nobody_signs_up(at, db):
    fields = {"email": "neu@dortmund.test", "password1": PASSWORD, "password2": PASSWORD}

    for path in ("/admin/account/signup/", "/admin/account/factors/webauthn/signup/"):
        at("admin").post(path, fields)

    assert not User.objects.exists()


def test_an_account_without_a_factor_signs_in_by_password(at, person):
    client = at("admin")

    answer = sign_in(client, person("editor"), next="/admin/pages/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/pages/")
    assert is_in(client)


def test_a_sign_in_does_not_lead_to_another_host(at, person):
    answer = sign_in(at("admin"), person("editor"), next="https://evil.example/")

    assert answer["Location"] == "/admin/"


def test_an_account_with_a_factor_gets_in_with_its_code_only(at, person):
    client, user = at("admin"), person("editor", factor=True)

    answer = sign_in(client, user)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)}).status_code == 302
    assert is_in(client)


def test_a_code_of_recovery_opens_once(at, person):
    user = person("editor", factor=True)
    codes = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    first, second = at("admin"), at("admin")

    sign_in(first, user)
    first.post(reverse("mfa_authenticate"), {"code": codes[0]})
    sign_in(second, user)
    second.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert is_in(first)
    assert not is_in(second)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/admin/login/?next=/admin/pages/", f"{LOGIN}?next=/admin/pages/"),
        ("/admin/password_reset/", "/admin/account/password/reset/"),
        ("/admin/password_reset/done/", "/admin/account/password/reset/"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/admin/account/password/reset/"),
        ("/admin/password_reset/complete/", "/admin/account/password/reset/"),
    ],
)
def test_wagtail_s_own_doors_lead_to_the_one_door(at, db, path, leads_to):
    for method in ("get", "post"):
        answer = getattr(at("admin"), method)(path)

        assert (answer.status_code, answer["Location"]) == (302, leads_to)


@pytest.mark.parametrize("path", ["/admin/login/", LOGIN, "/_util/login/", "/admin/account/reauthenticate/"])
@pytest.mark.parametrize("name", ["username", "login", "email"])
def test_a_password_alone_opens_no_path_of_an_account_with_a_factor(at, person, path, name):
    client, user = at("admin"), person("editor", factor=True)

    client.post(path, {name: user.email, "password": PASSWORD, "next": "/admin/"})

    assert not is_in(client)


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/_util/login/", "/admin/password_reset/", "/admin/account/reauthenticate/"]
)
@pytest.mark.parametrize("name", ["username", "login", "email"])
def test_no_other_path_takes_the_password_of_an_account_without_a_factor(at, person, path, name):
    client, user = at("admin"), person("translator-en")

    client.post(path, {name: user.email, "password": PASSWORD, "next": "/admin/"})

    assert not is_in(client)


def test_a_city_host_has_no_sign_in_at_all(at, dortmund):
    for path in ("/_util/login/", LOGIN, "/admin/login/", "/accounts/login/"):
        for method in ("get", "post"):
            assert getattr(at(dortmund), method)(path).status_code == 404, path


def test_a_session_that_came_about_without_the_factor_is_worth_nothing(at, person):
    """Whatever second door there may be one day: the middleware asks again."""
    user = person("editor", factor=True)
    client = at("admin", user)

    for path in ("/admin/", "/admin/pages/", "/admin/account/", reverse("mfa_add_webauthn")):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("mfa_reauthenticate"))

    client.post(reverse("mfa_reauthenticate"), {"code": totp_code(user.secret)})
    assert is_in(client)


def test_a_new_password_by_mail_does_not_pass_the_factor(at, person):
    client, user = at("admin"), person("editor", factor=True)

    client.post(reverse("account_reset_password"), {"email": user.email})
    form = client.get(link_in(mail_to(user.email)), follow=True)
    new = "noch-ein-langes-passwort"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    user.refresh_from_db()
    assert user.check_password(new)
    assert not is_in(client)
    sign_in(client, user, password=new)
    assert not is_in(client)


def test_a_reset_tells_nobody_which_addresses_exist(at, person):
    person("editor")

    known = at("admin").post(reverse("account_reset_password"), {"email": "editor@dortmund.test"})
    unknown = at("admin").post(reverse("account_reset_password"), {"email": "niemand@dortmund.test"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.recipient for mail in Mail.objects.all()] == ["editor@dortmund.test"]


def test_the_link_of_a_reset_works_once(at, person):
    user = person("editor")
    at("admin").post(reverse("account_reset_password"), {"email": user.email})
    path = link_in(mail_to(user.email))
    first = at("admin")
    form = first.get(path, follow=True)
    first.post(
        form.request["PATH_INFO"],
        {"password1": "das-ganz-neue-passwort", "password2": "das-ganz-neue-passwort"},
    )
    second = at("admin")

    form = second.get(path, follow=True)
    second.post(
        form.request["PATH_INFO"],
        {"password1": "das-zweite-neue-passwort", "password2": "das-zweite-neue-passwort"},
    )

    user.refresh_from_db()
    assert user.check_password("das-ganz-neue-passwort")


@pytest.mark.parametrize("password", ["kurz-kurz", "password1234", "123456789012"])
def test_a_weak_password_is_refused(at, person, password):
    user = person("editor")
    client = at("admin")
    sign_in(client, user)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    assert answer.status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_wagtail_s_profile_keeps_name_and_language_but_neither_password_nor_address(at, person):
    text = at("admin", person("editor")).get("/admin/account/").text

    assert "name_email-first_name" in text
    assert "locale-preferred_language" in text
    assert "name_email-email" not in text
    assert "password-" not in text


def test_wagtail_s_profile_does_not_change_an_address_sent_along(at, person):
    user = person("editor")

    at("admin", user).post(
        "/admin/account/",
        {
            "name_email-first_name": "Neu",
            "name_email-last_name": "Name",
            "name_email-email": "fremd@dortmund.test",
            "password-old_password": PASSWORD,
            "password-new_password1": "noch-ein-langes-passwort",
            "password-new_password2": "noch-ein-langes-passwort",
            "locale-preferred_language": "de",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    user.refresh_from_db()
    assert user.email == "editor@dortmund.test"
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "name", ["account_email", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_mail_and_factors_change_only_after_a_fresh_sign_in(at, person, name):
    user = person("editor")
    client = at("admin", user)  # force_login: as if the sign-in were long ago
    fields = {"email": "neu@dortmund.test", "action_add": "", "code": "123456"}

    answer = client.post(reverse(name), fields)

    assert answer.status_code == 302
    if name != "mfa_generate_recovery_codes":  # without a factor it does not get that far
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not user.emailaddress_set.filter(email="neu@dortmund.test").exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_old_sign_in_changes_and_shows_no_factor(at, person, name, method):
    client, user = at("admin"), person("editor", factor=True)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)})
    key = user.authenticator_set.create(type="webauthn", data={"name": "Handy", "credential": {}})
    before = list(user.authenticator_set.order_by("pk").values("pk", "type", "data"))
    address = reverse(name, args=[key.pk] if name == "mfa_remove_webauthn" else [])

    with time_machine.travel(time.time() + 6 * 60):
        answer = getattr(client, method)(address, {"email": "neu@dortmund.test", "action_add": ""})

    # The page of the address shows what she knows; that of the codes takes no form.
    if (method, name) not in (("get", "account_email"), ("post", "mfa_view_recovery_codes")):
        assert "/reauthenticate/" in answer["Location"]
    user.refresh_from_db()
    assert list(user.authenticator_set.order_by("pk").values("pk", "type", "data")) == before
    assert not user.emailaddress_set.filter(email="neu@dortmund.test").exists()


def test_an_address_changes_when_the_new_one_is_confirmed_and_the_old_one_stops(at, person):
    user = person("editor")
    client = at("admin")
    sign_in(client, user)
    confirm(client)

    client.post(reverse("account_email"), {"email": "Neu@dortmund.test", "action_add": ""})
    user.refresh_from_db()
    assert user.email == "editor@dortmund.test"
    client.post(link_in(mail_to("neu@dortmund.test")))

    user.refresh_from_db()
    assert user.email == "neu@dortmund.test"
    old = at("admin")
    old.post(LOGIN, {"login": "editor@dortmund.test", "password": PASSWORD})
    assert not is_in(old)


def test_an_address_changes_with_a_factor_too(at, person):
    client, user = at("admin"), person("editor", factor=True)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)})
    confirm(client)

    client.post(reverse("account_email"), {"email": "neu@dortmund.test", "action_add": ""})

    assert mail_to("neu@dortmund.test").template == "account/confirm_address"


def test_an_address_that_the_instance_admin_changes_stops_signing_in(at, person):
    user = person("editor")
    user.email = "neu@dortmund.test"
    user.save()

    old, new = at("admin"), at("admin")
    old.post(LOGIN, {"login": "editor@dortmund.test", "password": PASSWORD})
    sign_in(new, user)

    assert not is_in(old)
    assert is_in(new)


def test_an_inactive_account_does_not_sign_in(at, person):
    user = person("editor")
    user.is_active = False
    user.save()
    client = at("admin")

    sign_in(client, user)

    assert not is_in(client)


def test_a_sign_in_is_listed_and_can_be_ended(at, person):
    user, first, second = person("editor"), at("admin"), at("admin")
    sign_in(first, user)
    sign_in(second, user)
    assert user.usersession_set.count() == 2

    first.post(reverse("usersessions_list"))

    assert is_in(first)
    assert not is_in(second)


def test_an_account_of_the_demonstration_opens_nothing_without_it(at, production, person):
    # Translators need no factor: nothing else keeps this one out.
    user = person("translator-en", email="dortmund-translator-en@example.org")
    signed_in, client = at("admin", user), at("admin")

    sign_in(client, user)

    assert not is_in(client)
    assert not is_in(signed_in)


def test_the_password_of_the_demonstration_opens_nothing_without_it(at, production, person):
    from sites.accounts.demo import PASSWORD as KNOWN

    user = person("translator-en")
    user.set_password(KNOWN)
    user.save()
    client = at("admin")

    sign_in(client, user, password=KNOWN)

    assert not is_in(client)


def test_an_account_from_before_signs_in_without_confirming_its_address(at, person):
    from importlib import import_module

    from django.apps import apps

    user, client = person("editor"), at("admin")
    user.emailaddress_set.all().delete()

    import_module("sites.migrations.0009_addresses").add_addresses(apps, None)
    sign_in(client, user)

    assert is_in(client)
