"""Every address × every role × own and another city's things × GET and POST, and a canary in each thing.

What is expected stands in `sites.access.rules`; that a door is shut for a city's
things is asked of every door.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client

from sites.access.rules import rule_for
from tests.make import host_of, make_user
from tests.sites.access.addresses import Address, Pattern, addresses, patterns
from tests.sites.access.world import PAGE_KINDS, ROLES, Things, make_things

# Without the mark pytest-django makes no database, and the fixture below finds none.
pytestmark = pytest.mark.django_db

OWN, FOREIGN = "Zeisig4711", "Rotkehlchen7431"
STAFF_PATTERNS = [pattern for pattern in patterns() if pattern.staff]
CITY_PATTERNS = [pattern for pattern in patterns() if not pattern.staff]
LOGIN, START = resolve_url(settings.LOGIN_URL), "/admin/"


@dataclass
class World:
    own: Things
    foreign: Things
    cookies: dict[str, str]  # role → session
    checks: int = 0
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    from sites.models import City

    with django_db_blocker.unblock(), transaction.atomic():
        cities = City.objects.with_site()
        own = make_things(cities.get(slug="dortmund"), OWN)
        foreign = make_things(cities.get(slug="potsdam"), FOREIGN)
        people = {
            role: make_user(f"{role}@matrix.example.org", groups=[Group.objects.get(name=f"dortmund-{role}")])
            for role in ROLES
        }
        people["instance"] = make_user("instance@matrix.example.org", is_superuser=True)
        yield World(own, foreign, {role: _session(user) for role, user in people.items()})
        transaction.set_rollback(True)


def _session(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ask(world: World, role: str, method: str, path: str, host: str = settings.ADMIN_HOST) -> Any:
    """Answer of the address; what the request wrote is taken back."""
    client = Client(headers={"host": host}, raise_request_exception=False)
    if role != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[role]
    with transaction.atomic():
        answer = client.generic(method, path) if method == "PUT" else getattr(client, method.lower())(path)
        answer.body = b"" if answer.streaming else answer.content
        transaction.set_rollback(True)
    world.checks += 1
    return answer


def is_refused(answer: Any) -> bool:
    where = answer.headers.get("Location", "")
    return answer.status_code in (401, 403, 404, 405) or (
        answer.status_code == 302 and (where == START or where.startswith(LOGIN))
    )


def faults(
    world: World, pattern: Pattern, address: Address, role: str, method: str, mine: bool
) -> Iterator[str]:
    """Yield what is wrong with one answer."""
    answer = ask(world, role, method, address.path)
    said = f"{method} {address.path} as {role}: {answer.status_code}"
    rule = rule_for(pattern.name)
    assert rule, f"no rule for {pattern.name}"
    # Not asked of POST: Wagtail answers 500 where the fields of a form of many parts are missing.
    if answer.status_code >= 500 and method == "GET" and role != "instance":
        yield f"{said} broke"
    shown = answer.body
    if pattern.name in ("takeover", "takeover_page"):  # what the public of that city sees may be taken over
        shown = shown.replace(f"{FOREIGN} published".encode(), b"")
    if role != "instance" and FOREIGN.encode() in shown:
        yield f"{said} shows a thing of another city"
    if role == "anonymous" and not rule.public and pattern.name != "unnamed" and not is_refused(answer):
        yield f"{said} open to everybody"
    if role in ("anonymous", "instance") or rule.public:
        return
    allowed = role.partition("-")[0] in {one.code for one in rule.who}
    if (not allowed or (address.keyed and not mine)) and not is_refused(answer):
        yield f"{said} should be refused"


def check(
    world: World, pattern: Pattern, things: Things, roles: tuple[str, ...], kinds: tuple[str, ...]
) -> list[str]:
    return [
        fault
        for address in addresses(pattern, things)
        if address.kind in kinds
        for role in roles
        for method in (("GET",) if "?q=" in address.path or "?c" in address.path else ("GET", "POST"))
        for fault in faults(world, pattern, address, role, method, things is world.own)
    ]


def _id(pattern: Pattern) -> str:
    return f"{pattern.name}-{pattern.route}"


@pytest.mark.parametrize("pattern", CITY_PATTERNS, ids=_id)
def test_the_public_site_shows_no_draft_and_nothing_private(world, pattern):
    hosts = [host_of(things.city) for things in (world.own, world.foreign)]
    shown = [
        f"{method} {host}{address.path} as {role}"
        for things in (world.own, world.foreign)
        for address in addresses(pattern, things)
        for host in hosts
        for role in ("anonymous", *ROLES)
        for method in ("GET", "POST")
        for body in [ask(world, role, method, address.path, host).body.decode()]
        if any(f"{things.word} {kind}" in body for kind in ("draft", "private", "english"))
    ]

    assert not shown


def test_the_same_questions_asked_of_a_published_page_show_it(world):
    page = world.own.page("published")

    assert (
        f"{OWN} published"
        in ask(world, "anonymous", "GET", page.url.split("8000")[-1], host_of(world.own.city)).text
    )


@pytest.mark.parametrize("pattern", STAFF_PATTERNS, ids=_id)
def test_a_lead_finds_nothing_of_another_city(world, pattern):
    found = check(world, pattern, world.foreign, ("lead",), ("", "draft", "all"))

    assert not found, "\n".join(found)


@pytest.mark.full
@pytest.mark.parametrize("pattern", STAFF_PATTERNS, ids=_id)
def test_every_role_reaches_what_its_rule_says_and_nothing_of_another_city(world, pattern):
    found = check(world, pattern, world.foreign, ("anonymous", *ROLES), ("", "all", *PAGE_KINDS))
    found += check(world, pattern, world.own, ("anonymous", *ROLES, "instance"), ("", "draft", "english"))

    assert not found, "\n".join(found)
