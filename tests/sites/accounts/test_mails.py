"""Every mail that allauth asks for: queued for the worker, German, as text and as HTML, in our words."""

import re
from importlib.resources import files

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail as outbox_of
from django.urls import reverse
from wagtail.users.models import UserProfile

from sites.accounts.invitations import invite
from sites.accounts.mail import LETTERS, NOTICES, send_account_mail
from sites.models import Invitation, Mail
from tests.sites.accounts.conftest import (
    PASSWORD,
    confirm,
    link_in,
    mail_to,
    sign_in,
    totp_code,
)

# What allauth could send, but never does here.
NEVER_SENT = {
    # Nobody signs up, and a reset tells nobody which addresses exist.
    "account/email/account_already_exists",
    "account/email/unknown_account",
    # We send links, not codes.
    "account/email/login_code",
    "account/email/password_reset_code",
    # allauth has the templates, and no code that uses them.
    "account/email/base",
    "account/email/email_confirm",
}
FACTS = {
    "password_reset_url": "http://admin.localhost:8000/admin/account/password/reset/key/x/",
    "activate_url": "http://admin.localhost:8000/admin/account/confirm-email/x/",
    "from_email": "alt@verein.test",
    "to_email": "neu@verein.test",
    "deleted_email": "weg@verein.test",
    "ip": "198.51.100.1",
    "user_agent": "Firefox",
}
NAMES = [*LETTERS, *NOTICES]
ENGLISH = re.compile(r"\b(you|your|the|this|was|password|link works|address)\b", re.IGNORECASE)
TOO_CLOSE = re.compile(r"\b(du|dir|dich|dein\w*|euch|euer)\b", re.IGNORECASE)


def words_of(html):
    return re.sub(r"<style.*?</style>|<[^>]+>|https?://\S+", " ", html, flags=re.DOTALL)


def test_every_mail_that_allauth_has_is_ours_or_never_sent():
    folders = [files("allauth") / "templates" / app / "email" for app in ("account", "mfa")]
    names = {
        f"{folder.parent.name}/email/{re.sub('_(message|subject|notification)[.]txt$', '', file.name)}"
        for folder in folders
        for file in folder.iterdir()
    }

    assert names - set(NAMES) == NEVER_SENT


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_german_says_sie_and_has_text_and_html(db, name):
    send_account_mail(name, "a@verein.test", FACTS)

    mail = mail_to("a@verein.test")
    for text in (mail.subject, words_of(mail.text), words_of(mail.html)):
        assert not ENGLISH.search(text), text
        assert not TOO_CLOSE.search(text), text
    assert "Sie" in mail.text
    assert 'lang="de"' in mail.html
    assert link_in(mail) in mail.html
    assert outbox_of.outbox == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_a_mail_comes_in_the_language_that_its_reader_chose(person, name, language):
    reader = person("editor")
    UserProfile.objects.create(user=reader, preferred_language=language)

    send_account_mail(name, reader.email, {"user": reader, **FACTS})

    assert mail_to(reader.email).language == language


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_tells_when_where_and_with_which_browser_it_happened(db, name):
    send_account_mail(name, "a@verein.test", FACTS)

    mail = mail_to("a@verein.test")
    for fact in (FACTS["ip"], "Firefox", reverse("account_reset_password")):
        assert fact in mail.text
        assert fact in mail.html


def test_a_browser_cannot_write_html_into_a_notice(db):
    send_account_mail(next(iter(NOTICES)), "a@verein.test", {**FACTS, "user_agent": "<img src=x>"})

    assert "<img" not in mail_to("a@verein.test").html


def test_an_invitation_has_text_and_html_and_says_sie(person, dortmund):
    lead = person("lead")
    invite(dortmund, "neu@verein.test", list(lead.groups.all()), lead)

    mail = mail_to("neu@verein.test")
    assert "Sie" in mail.text
    assert not ENGLISH.search(words_of(mail.text + mail.html))
    assert not TOO_CLOSE.search(mail.text)


def test_an_invitation_that_cannot_be_sent_is_none(person, dortmund, monkeypatch):
    lead = person("lead")
    monkeypatch.setattr("sites.accounts.invitations.send_mail", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        invite(dortmund, "neu@verein.test", list(lead.groups.all()), lead)

    assert not Invitation.objects.exists()


def test_the_worker_sends_the_mails_of_accounts(at, person, run_queue):
    user = person("editor")
    at("admin").post(reverse("account_reset_password"), {"email": user.email})
    assert outbox_of.outbox == []

    run_queue()

    message = outbox_of.outbox[0]
    assert message.to == [user.email]
    assert message.alternatives[0][1] == "text/html"


def test_who_changes_password_or_factors_hears_of_each_change(at, person, monkeypatch):
    # Outside of a test a request commits before it ends.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **options: work())
    user, client = person("editor"), at("admin")
    sign_in(client, user)
    new = "noch-ein-langes-passwort"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    confirm(client, new)
    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'value="([A-Z2-7]{32})"', page)[1]
    for name, fields in (
        ("mfa_activate_totp", {"code": totp_code(secret)}),
        ("mfa_generate_recovery_codes", {}),
        ("mfa_deactivate_totp", {}),
    ):
        client.post(reverse(name), fields)

    said = [mail.subject for mail in Mail.objects.order_by("pk")]
    assert said == [
        "Ihr Passwort wurde geändert",
        "Zu Ihrem Konto wurde eine App für Codes hinzugefügt",
        "Für Ihr Konto wurden neue Wiederherstellungscodes erstellt",
        "Die App für Codes wurde von Ihrem Konto entfernt",
    ]
    assert {mail.recipient for mail in Mail.objects.all()} == {user.email}


def test_the_old_address_hears_that_it_was_changed(at, person):
    user, client = person("editor"), at("admin")
    sign_in(client, user)
    confirm(client)
    client.post(reverse("account_email"), {"email": "neu@dortmund.test", "action_add": ""})

    client.post(link_in(mail_to("neu@dortmund.test")))

    mail = mail_to("editor@dortmund.test")
    assert mail.subject == "Ihre E-Mail-Adresse wurde von editor@dortmund.test in neu@dortmund.test geändert"


def test_a_notice_comes_in_the_language_of_the_account_not_of_the_request(at, person):
    user, client = person("editor"), at("admin")
    UserProfile.objects.create(user=user, preferred_language="en")
    sign_in(client, user)
    new = "noch-ein-langes-passwort"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert mail_to(user.email).subject == "Your password was changed"


def test_no_code_of_ours_sends_mail_another_way():
    from insist.settings import BASE_DIR

    apps = ("insist", "sites", "directory", "home", "matching")
    modules = [path for app in apps for path in (BASE_DIR / app).rglob("*.py")]

    senders = [path for path in modules if re.search(r"django\.core\.mail", path.read_text())]

    assert [str(path.relative_to(BASE_DIR)) for path in senders] == ["insist/settings.py", "sites/mail.py"]


def test_the_adapter_of_allauth_has_no_other_way(db):
    with pytest.raises(KeyError):
        get_adapter().send_mail("account/email/unknown_account", "a@verein.test", {})
