"""The pages of sign-in and of the own account are German, and say Sie.

A page is rendered in both languages: a word that stands in both is not translated.
"""

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from allauth.mfa.models import Authenticator
from babel.messages.pofile import read_po
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

from insist.settings import BASE_DIR
from sites.accounts.invitations import invite, token_of
from tests.make import make_user
from tests.sites.accounts.conftest import LOGIN, PASSWORD, confirm, link_in, mail_to, sign_in, totp_code

TOO_CLOSE = re.compile(r"\b(du|dir|dich|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
# No gender star: a word for men alone.
MEN_ONLY = re.compile(
    r"\b(Benutzer|Nutzer|Administrator|Redakteur|Übersetzer|Mitarbeiter)(s|n|en)?\b(?![*:])"
)
SAME_IN_BOTH = {"Code", "INSIST", "Name", "Passkeys", "Hauptschlüssel"}
SHOWN = ("placeholder", "title", "aria-label", "alt")


class Words(HTMLParser):
    """Collects what a person reads or hears on a page."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = set(), 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style", "textarea")
        self.found |= {value for name, value in attrs if name in SHOWN and value}

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "textarea")

    def handle_data(self, data):
        if not self.silent:
            self.found.add(" ".join(data.split()))


def words(answer):
    reader = Words()
    reader.feed(answer.text)
    # Neither numbers and dates nor addresses and keys are words of a language.
    return {text for text in reader.found if re.search(r"[^\W\d_]{3}", text) and not re.search(r"@|\d", text)}


def remember_addresses():
    """Django works addresses out once per language: not while English has no prefix, or no later test has one."""
    for language in ("de", "en"):
        with override(language):
            reverse("wagtail_serve", args=[""])


def check(client, path, data=None):
    """Ask for a page, or send a form, in both languages; return the German answer."""

    def ask():
        return client.get(path, follow=True) if data is None else client.post(path, data, follow=True)

    remember_addresses()
    with override_settings(LANGUAGE_CODE="en"):
        english = words(ask())
    answer = ask()
    german = words(answer)
    assert '<html lang="de"' in answer.text
    assert german
    assert {text for text in german if TOO_CLOSE.search(text) or MEN_ONLY.search(text)} == set()
    assert german & english - SAME_IN_BOTH == set()
    return answer


@pytest.fixture
def editor(person):
    return person("editor", email="a@b.test")


@pytest.fixture
def signed_in(at, editor):
    """A client whose sign-in is fresh."""
    client = at("admin")
    sign_in(client, editor)
    confirm(client)
    client.get("/admin/")
    return client


@pytest.fixture
def with_factors(at, person):
    """The same with an app, recovery codes and a passkey."""
    user, client = person("editor", factor=True, email="a@b.test"), at("admin")
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": totp_code(user.secret)})
    confirm(client)
    client.get("/admin/")
    client.key = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Hauptschlüssel", "credential": {}}
    )
    return client


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_email_verification_sent",
        "account_inactive",
        "account_signup",
    ],
)
def test_pages_before_sign_in(at, db, name):
    check(at("admin"), reverse(name))


def test_a_wrong_password(at, editor):
    check(at("admin"), LOGIN, {"login": editor.email, "password": "falsch"})


def test_a_locked_sign_in(at, editor):
    client = at("admin")
    for _attempt in range(5):
        client.post(LOGIN, {"login": editor.email, "password": "falsch"})

    assert check(client, LOGIN, {"login": editor.email, "password": "falsch"}).status_code == 429


def test_too_many_requests(at, db):
    client = at("admin")
    for number in range(20):
        client.post(reverse("account_reset_password"), {"email": f"x{number}@b.test"})

    assert check(client, reverse("account_reset_password"), {"email": "x@b.test"}).status_code == 429


def test_an_account_that_is_inactive(at, editor):
    editor.is_active = False
    editor.save()

    check(at("admin"), LOGIN, {"login": editor.email, "password": PASSWORD})


def test_setting_a_new_password_by_mail(at, editor):
    client = at("admin")
    client.post(reverse("account_reset_password"), {"email": editor.email})
    form = check(client, link_in(mail_to(editor.email))).request["PATH_INFO"]

    check(client, form, {"password1": "kurz", "password2": "kurzer"})
    check(client, form, {"password1": "password1234", "password2": "password1234"})
    check(client, reverse("account_reset_password_from_key", args=["1", "falsch"]))
    check(client, reverse("account_reset_password"), {"email": "keine Adresse"})


def test_an_invitation(at, person, dortmund):
    lead = person("lead", email="c@d.test")
    address = reverse(
        "accept_invitation", args=[token_of(invite(dortmund, "a@b.test", list(lead.groups.all()), lead))]
    )
    facts = {"first_name": "Ada", "last_name": "Bär", "password": "kurz", "repeat": "kurzer"}

    # Names of cities and roles come from data; roles are German in both languages, as the mail is.
    for client, data in ((at("admin"), None), (at("admin"), facts), (at("admin", lead), None)):
        check(client, address, data)
    check(at("admin", make_user("a@b.test")), address)
    check(at("admin"), reverse("accept_invitation", args=["falsch"]))


def test_signing_in_again(at, editor):
    client = at("admin", editor)

    check(client, reverse("account_reauthenticate"))
    check(client, reverse("account_reauthenticate"), {"password": "falsch"})


def test_the_second_step_of_signing_in(at, person):
    user, client = person("editor", factor=True, email="a@b.test"), at("admin")
    sign_in(client, user)

    check(client, reverse("mfa_authenticate"))
    check(client, reverse("mfa_authenticate"), {"code": "000000"})


def test_signing_in_again_with_a_factor(at, person):
    client = at("admin", person("editor", factor=True, email="a@b.test"))

    check(client, reverse("mfa_reauthenticate"))
    check(client, reverse("mfa_reauthenticate"), {"code": "000000"})


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "usersessions_list",
        "account_email",
        "account_change_password",
        "account_logout",
    ],
)
def test_pages_of_an_account_without_a_factor(signed_in, name):
    check(signed_in, reverse(name))


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
)
def test_pages_of_an_account_with_factors(with_factors, name):
    check(with_factors, reverse(name))


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_pages_of_a_passkey(with_factors, name):
    check(with_factors, reverse(name, args=[with_factors.key.pk]))


def test_a_wrong_code_while_setting_the_app_up(signed_in):
    check(signed_in, reverse("mfa_activate_totp"), {"code": "000000"})


def test_several_sessions(at, editor, signed_in):
    sign_in(at("admin"), editor)

    check(signed_in, reverse("usersessions_list"))
    check(signed_in, reverse("usersessions_list"), {})


def test_a_new_address(at, person, signed_in):
    address = reverse("account_email")
    person("lead", email="c@d.test")
    for wrong in ("a@b.test", "keine Adresse", ""):
        check(signed_in, address, {"email": wrong, "action_add": ""})

    check(signed_in, address, {"email": "e@f.test", "action_add": ""})
    check(signed_in, address)
    check(signed_in, address, {"email": "e@f.test", "action_send": ""})
    check(signed_in, link_in(mail_to("e@f.test")))
    check(signed_in, reverse("account_confirm_email", args=["falsch"]))
    check(signed_in, address, {"email": "e@f.test", "action_remove": ""})


def test_an_address_that_belongs_to_somebody_else(person, signed_in):
    person("lead", email="c@d.test")

    check(signed_in, reverse("account_email"), {"email": "c@d.test", "action_add": ""})


def test_a_new_password(signed_in):
    address = reverse("account_change_password")

    check(signed_in, address, {"oldpassword": "falsch", "password1": "kurz", "password2": "kurzer"})
    check(
        signed_in,
        address,
        {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"},
    )


# Parts of allauth that are switched off, and templates that nothing here uses; its mails are ours.
OFF = re.compile(
    r"^(socialaccount|headless|idp)/|/(admin|apps|models)[.]py$|^templates/(socialaccount|idp|openid|dummy)/"
    r"|phone|signup|login_code|_code[.]html|/email/|account/email[.]html|warn_no_email|allauth/layouts"
)
# Accounts have neither a name nor a telephone number.
NEVER_SAID = re.compile("phone|username", re.IGNORECASE)


def our_templates():
    folder = BASE_DIR / "sites" / "templates"
    return {str(path.relative_to(folder)) for path in folder.rglob("*.*")}


def strings_of_allauth():
    """The strings of allauth that somebody can meet here: not those of what is switched off or replaced."""
    ours = our_templates()
    with (files("allauth") / "locale/en/LC_MESSAGES/django.po").open("rb") as stream:
        for message in read_po(stream):
            places = {place for place, _line in message.locations}
            met = {
                place
                for place in places
                if not OFF.search(place) and place.removeprefix("templates/") not in ours
            }
            if message.id and met and not NEVER_SAID.search(str(message.id)):
                yield message


def german(message):
    if isinstance(message.id, tuple):
        both = [
            npgettext(message.context, *message.id, n) if message.context else ngettext(*message.id, n)
            for n in (1, 2)
        ]
        return " ".join(both)
    return pgettext(message.context, message.id) if message.context else gettext(message.id)


@pytest.mark.parametrize("message", strings_of_allauth(), ids=lambda message: str(message.id)[:40])
def test_what_allauth_says_is_german_and_says_sie(message):
    text = german(message)

    assert not TOO_CLOSE.search(text), text
    assert not MEN_ONLY.search(text), text
    # Forms of "du" without the word: "gib", "wähle", "versuche".
    assert not re.search(r"[Bb]itte (\w+e|gib|lass|klick)\b(?! Sie)", text), text
    assert text != message.id or text in SAME_IN_BOTH | {"Passkey", "Browser", "MFA"}, text
