"""From an invitation by mail to the first sign-in with a second factor."""

import email
import email.policy
import re
import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

pytestmark = [pytest.mark.browser, pytest.mark.full]

NEWCOMER = "neu@verein.test"
PASSWORD = "ein-neues-langes-wort"
WORKER_SECONDS = 20


@pytest.fixture(scope="module")
def invitation(demo, browser):
    """The address in the mail that a lead of Halle has just sent."""
    page = browser.new_context(locale="de-DE").new_page()
    demo.sign_in(page, demo.account("lead", "halle"))
    page.goto(f"{demo.facts['admin']}people/halle/invite/")
    page.locator("#id_email").fill(NEWCOMER)
    page.locator("input[name=roles]").first.check()
    page.locator("main form button[type=submit]").click()
    page.locator(".messages .success").wait_for()
    page.context.close()
    return link_in_mail(demo, NEWCOMER)


def link_in_mail(demo, address):
    """The link in the mail to an address; the worker of the demonstration writes mails to files."""
    deadline = time.monotonic() + WORKER_SECONDS
    while time.monotonic() < deadline:
        for path in (demo.folder / "mail").glob("*.log"):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if message["to"] == address:
                return re.search(r"https?://\S+", message.get_body(("plain",)).get_content())[0]
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address}")


def code_of(secret):
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def sign_in(page, demo):
    page.goto(demo.facts["admin"])
    page.locator("#id_login").fill(NEWCOMER)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")


def test_invited_person_signs_in_with_a_second_factor(demo, new_page, invitation):
    page = new_page()
    page.goto(invitation)
    page.locator("#id_first_name").fill("Neu")
    page.locator("#id_last_name").fill("Mensch")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_repeat").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/account/login/")
    late = new_page()
    assert late.goto(invitation).status == 404  # it opens once
    assert not late.locator("input[type=password]").count()
    sign_in(page, demo)
    page.wait_for_url(demo.facts["admin"])

    # An app that makes codes; setting it up asks for the password once more.
    page.goto(f"{demo.facts['admin']}account/factors/totp/activate/")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    assert page.locator("main img").get_attribute("src").startswith("data:image/svg+xml")
    page.locator("#id_code").fill(code_of(secret))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/recovery-codes/")
    recovery = page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    page.goto(demo.facts["admin"])
    assert urlsplit(page.url).path == "/admin/"

    # The password alone does not open the admin any more, whatever address is typed.
    other = new_page()
    sign_in(other, demo)
    other.wait_for_url("**/factors/authenticate/")
    other.goto(f"{demo.facts['admin']}pages/")
    assert urlsplit(other.url).path == "/admin/account/factors/authenticate/"
    other.locator("#id_code").fill(recovery[0])
    other.locator("main form button[type=submit]").first.click()
    other.wait_for_url(demo.facts["admin"])


def test_a_lead_reaches_nobody_of_another_city_by_typing_addresses(demo, new_page):
    page = new_page()
    demo.sign_in(page, demo.account("lead", "halle"))

    for path in ("people/dortmund/invite/", "people/dortmund/2/"):
        assert page.goto(f"{demo.facts['admin']}{path}").status == 404
    page.goto(f"{demo.facts['admin']}people/")
    assert "dortmund" not in page.locator("main").inner_text().lower()


@pytest.mark.parametrize(
    "path",
    ["account/login/", "account/password/reset/", "account/factors/", "account/email/", "account/sessions/"],
)
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_the_account_are_accessible(demo, new_page, axe, path, width):
    page = new_page(width)
    if "login" not in path and "reset" not in path:
        demo.sign_in(page, demo.account("translator", "halle"))

    page.goto(f"{demo.facts['admin']}{path}")

    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_passkey_is_set_up_and_signs_in_by_itself(demo, new_page):
    page = new_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    demo.sign_in(page, demo.account("coordinator", "halle"))
    page.goto(f"{demo.facts['admin']}account/factors/webauthn/add/")
    page.locator("#id_password").fill(demo.facts["password"])
    page.locator("main form button[type=submit]").first.click()
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")

    page.goto(f"{demo.facts['admin']}account/logout/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/account/login/")
    page.locator("#passkey_login").click()

    page.wait_for_url(demo.facts["admin"])
