"""People of a product in production: outside the demonstration, with a factor where a test says so."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Group

from sites.models import Mail
from tests.make import make_user

PASSWORD = "ein-langes-passwort"
LOGIN = "/admin/account/login/"


@pytest.fixture
def production(db, settings):
    """What DEMO=1 leaves open is shut."""
    settings.DEMO = False


@pytest.fixture
def person(dortmund):
    """`person("editor")` is one of Dortmund; `person("editor", factor=True)` has an app that makes codes."""

    def make(group="editor", city="dortmund", factor=False, email=None):
        user = make_user(
            email or f"{group}@{city}.test",
            groups=[Group.objects.get(name=f"{city}-{group}")] if group else [],
        )
        if factor:
            user.secret = add_totp(user)
        return user

    return make


def add_totp(user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def totp_code(secret):
    """The six digits that the app of this secret shows now."""
    value = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    return f"{value:06d}"


def sign_in(client, user, password=PASSWORD, **fields):
    return client.post(LOGIN, {"login": user.email, "password": password, **fields})


def is_in(client):
    """Whether the client reaches the admin."""
    return client.get("/admin/").status_code == 200


def confirm(client, password=PASSWORD):
    """Sign in once more, as changes of address and factors ask for."""
    return client.post("/admin/account/reauthenticate/", {"password": password})


def mail_to(address):
    """The newest mail that waits for the worker to send it to this address."""
    return Mail.objects.filter(recipient=address).latest("pk")


def link_in(mail):
    """The path of the link in a mail; the host is the admin's."""
    return re.search(r"http://admin\.localhost:8000(/\S+)", mail.text)[1]
