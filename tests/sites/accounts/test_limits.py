"""How often somebody may try, how long a sign-in lasts, what its cookies are called."""

import time

import pytest
import time_machine
from django.urls import reverse

from sites.accounts.backends import login_name
from sites.accounts.sessions import STARTED, USED
from tests.sites.accounts.conftest import LOGIN, PASSWORD, is_in
from tests.sites.test_settings import PRODUCTION, start

HOUR = 60 * 60


def fail(client, user, times, address="198.51.100.1"):
    for _attempt in range(times):
        answer = client.post(LOGIN, {"login": user.email, "password": "falsch"}, REMOTE_ADDR=address)
    return answer


def test_after_five_wrong_passwords_the_right_one_does_not_help_and_the_page_is_german(at, person):
    client, user = at("admin"), person("editor")
    fail(client, user, 5)

    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")

    assert answer.status_code == 429
    assert '<html lang="de"' in answer.text
    assert reverse("account_reset_password") in answer.text
    assert not is_in(client)


def test_the_case_of_the_address_makes_no_second_count(at, person):
    client, user = at("admin"), person("editor")
    for name in ("editor@", "EDITOR@", "Editor@", "eDitor@", "edItor@"):
        client.post(
            LOGIN, {"login": f"{name}dortmund.test", "password": "falsch"}, REMOTE_ADDR="198.51.100.1"
        )

    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")

    assert answer.status_code == 429


def test_the_count_goes_by_the_address_in_small_letters_however_it_comes(rf):
    typed = rf.post(LOGIN, {"login": " Editor@Dortmund.test"})

    assert login_name(typed) == "editor@dortmund.test"
    assert login_name(typed, {"username": "Lead@Dortmund.test"}) == "lead@dortmund.test"


def test_a_stranger_elsewhere_locks_nobody_out(at, person):
    client, user = at("admin"), person("editor")
    fail(at("admin"), user, 6)

    client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")

    assert is_in(client)


def test_one_network_does_not_lock_its_other_people_out(at, person):
    one, other = person("editor"), person("lead")
    fail(at("admin"), one, 6)
    client = at("admin")

    client.post(LOGIN, {"login": other.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")

    assert is_in(client)


def test_an_account_tried_from_many_networks_is_limited_too(at, person):
    client, user = at("admin"), person("editor")
    for number in range(20):
        fail(client, user, 1, address=f"203.0.{number}.7")

    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.200")

    assert answer.status_code == 200
    assert not is_in(client)


def test_a_network_that_tries_many_accounts_is_limited_for_a_minute(at, person):
    client, user = at("admin"), person("editor")

    def attempt(name, password, number):
        # What the client says about its own address counts for nothing.
        client.post(
            LOGIN,
            {"login": name, "password": password},
            REMOTE_ADDR="198.51.100.1",
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )

    for number in range(20):
        attempt(f"gast{number}@b.test", "falsch", number)

    attempt(user.email, PASSWORD, 99)
    assert not is_in(client)
    elsewhere = at("admin")
    elsewhere.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.99")
    assert is_in(elsewhere)

    with time_machine.travel(time.time() + 61):
        attempt(user.email, PASSWORD, 99)
        assert is_in(client)


@pytest.mark.parametrize(("minutes", "opens"), [(14, False), (16, True)])
def test_a_locked_sign_in_opens_again_after_a_quarter_of_an_hour(at, person, minutes, opens):
    client, user = at("admin"), person("editor")
    fail(client, user, 5)

    with time_machine.travel(time.time() + minutes * 60):
        client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")

        assert is_in(client) is opens


def test_a_forged_address_makes_no_new_network(at, person):
    client, user = at("admin"), person("editor")
    for number in range(6):
        answer = client.post(
            LOGIN,
            {"login": user.email, "password": "falsch"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )

    assert answer.status_code == 429


def age(client, **seconds):
    session = client.session
    for name, value in seconds.items():
        session[{"started": STARTED, "used": USED}[name]] = time.time() - value
    session.save()


@pytest.mark.parametrize(
    ("started", "used", "over"),
    [
        (2 * HOUR, HOUR - 30, False),
        (2 * HOUR, HOUR + 30, True),
        (12 * HOUR - 30, 60, False),
        (12 * HOUR + 30, 60, True),
    ],
)
def test_a_sign_in_ends_after_an_hour_without_use_and_after_twelve_in_any_case(
    at, person, started, used, over
):
    client = at("admin", person("editor"))
    age(client, started=started, used=used)

    assert is_in(client) is not over


@pytest.mark.parametrize("mark", [STARTED, USED])
def test_a_session_of_unknown_age_is_over(at, person, mark):
    client = at("admin", person("editor"))
    session = client.session
    del session[mark]
    session.save()

    assert not is_in(client)


def test_a_click_counts_as_use(at, person):
    client = at("admin", person("editor"))
    age(client, used=HOUR - 30)

    client.get("/admin/", headers={"Sec-Fetch-Dest": "document"})

    assert time.time() - client.session[USED] < 5


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Accept": "application/json"},
        {"X-Requested-With": "XMLHttpRequest"},
        {"Sec-Fetch-Dest": "script"},
    ],
)
def test_what_the_open_editor_does_by_itself_is_no_use(at, person, headers):
    client = at("admin", person("editor"))
    age(client, used=HOUR - 30)

    client.get("/admin/pages/", headers=headers)

    assert time.time() - client.session[USED] > HOUR - 60


def test_choosing_a_picture_by_hand_counts_as_use(at, person):
    client = at("admin", person("editor"))
    age(client, used=HOUR - 30)

    client.get("/admin/images/chooser/", headers={"Sec-Fetch-Dest": "empty"})

    assert time.time() - client.session[USED] < 5


def test_the_editor_s_ping_is_no_use(at, person):
    client = at("admin", person("editor"))
    age(client, used=HOUR - 30)

    client.post("/admin/editing-sessions/ping/insist_sites/city/1/1/")

    assert time.time() - client.session[USED] > HOUR - 60


def test_a_ping_does_not_open_a_session_that_is_over(at, person):
    client = at("admin", person("editor"))
    age(client, used=HOUR + 30)

    client.get("/admin/pages/", headers={"Sec-Fetch-Dest": "empty"})

    assert "_auth_user_id" not in client.session


def test_pages_of_cities_ask_for_no_session(at, dortmund, django_assert_max_num_queries):
    answer = at(dortmund).get("/")

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_cookies_of_production_are_bound_to_the_host():
    code = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_DOMAIN, s.CSRF_COOKIE_PATH, "
        "s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_HTTPONLY, "
        "s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
    )

    assert start(code, **PRODUCTION).stdout.split() == [
        "__Host-sessionid", "__Host-csrftoken", "True", "True", "None", "/", "None", "/", "Lax", "Lax", "True", "False",
    ]  # fmt: skip


def test_the_web_process_does_not_start_with_accounts_of_the_demonstration(production):
    from django.core.exceptions import ImproperlyConfigured

    from sites.accounts.demo import refuse_demo_accounts
    from tests.make import make_user

    refuse_demo_accounts()
    make_user("dortmund-lead@example.org")

    with pytest.raises(ImproperlyConfigured, match="DEMO=1"):
        refuse_demo_accounts()


def test_the_web_process_asks_for_them_when_it_starts(monkeypatch):
    import importlib

    import insist.wsgi

    asked = []
    monkeypatch.setattr("sites.accounts.demo.refuse_demo_accounts", lambda: asked.append(True))
    importlib.reload(insist.wsgi)

    assert asked


def test_a_good_sign_in_clears_the_count(at, person):
    client, user = at("admin"), person("editor")
    fail(client, user, 4)
    client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")
    other = at("admin")

    fail(other, user, 4)
    other.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")

    assert is_in(other)
