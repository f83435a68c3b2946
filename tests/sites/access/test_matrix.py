"""Every address × every role × own and another city's things × GET and POST, and a canary in each thing.

Who may open an address stands in `sites.access.rules`. What is asked of each answer:

- a role that the rule does not name is refused, and so is every role where the address names a thing of
  another city; a refused request has written nothing;
- a role that the rule names opens the address with some thing of its own (exceptions: `NOT_REACHED`);
- no answer holds a word of another city, except where the public may read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.test import Client

from sites.access.rules import rule_for
from tests.make import host_of, make_user
from tests.sites.access.addresses import Address, Pattern, addresses, patterns
from tests.sites.access.world import PAGE_KINDS, ROLES, Things, make_things

# Without the mark pytest-django makes no database, and the fixture below finds none.
pytestmark = [pytest.mark.django_db, pytest.mark.long]

OWN, FOREIGN = "Zeisig4711", "Rotkehlchen7431"
STAFF_PATTERNS = [pattern for pattern in patterns() if pattern.staff]
CITY_PATTERNS = [pattern for pattern in patterns() if not pattern.staff]
LOGIN, START = resolve_url(settings.LOGIN_URL), "/admin/"
LEAST = 10_000  # questions

# What no question reaches though the rule lets the role in: globs of view names, roles, reason.
EVERYBODY = (*ROLES, "instance")
NOT_REACHED = (
    ("wagtailadmin_api:*:find", EVERYBODY, "redirects to the address that a query names"),
    ("wagtailadmin_block_preview", EVERYBODY, "shows the block that a query names"),
    ("wagtailadmin_api:pages:action", ("translator-en",), "asked to take a page offline"),
    ("wagtailadmin_pages:convert_alias", EVERYBODY, "nothing here is an alias"),
    ("wagtailadmin_pages:workflow_preview", ("editor", "translator-en"), "for those whom the task waits for"),
    (
        "wagtailadmin_pages:workflow_history_detail",
        ("translator-en",),
        "the workflow is that of a German page",
    ),
    ("wagtail_localize:*convert_to_alias", EVERYBODY, "nothing here was an alias"),
    ("wagtail_localize:submit_snippet_translation", EVERYBODY, "no model of a city is translated"),
    ("wagtail_localize:preview_translation", EVERYBODY, "has no mode of that name"),
    ("wagtail_localize:edit_override", EVERYBODY, "nothing here is overridden"),
    ("wagtail_localize:machine_translate", EVERYBODY, "needs a machine"),
    ("wagtail_localize:stop_translation", EVERYBODY, "leads to the start page, as a refusal does"),
    ("wagtailimages:*upload* wagtaildocs:*upload*", EVERYBODY, "no upload is half done"),
    ("wagtailimages:url_generator*", EVERYBODY, "switched off"),
    ("wagtailsettings:preview_on_edit", EVERYBODY, "a city has no preview"),
    ("takeover*", EVERYBODY, "own pages are not taken over, and these were not"),
    ("demo_mail", EVERYBODY, "no mail was sent"),
    (
        "wagtailsnippets_directory_association:unlock",
        ("lead",),
        "it waits for approval: whoever locked it unlocks it",
    ),
    ("wagtailsnippets:index", EVERYBODY, "empty: each kind stands in the menu"),
    ("unnamed", EVERYBODY, "shows the page “not found”"),
)


@dataclass(frozen=True)
class Question:
    pattern: Pattern
    address: Address
    role: str
    method: str
    mine: bool

    def __str__(self) -> str:
        return f"{self.method} {self.address.path} as {self.role}"

    @property
    def is_allowed(self) -> bool:
        """Whether the rule names the role; of anonymous and the instance admin, as they are no roles."""
        rule = rule_for(self.pattern.name)
        assert rule, f"no rule for {self.pattern.name}"
        return (
            rule.public
            or self.role == "instance"
            or self.role.partition("-")[0] in {role.code for role in rule.who}
        )

    @property
    def must_be_refused(self) -> bool:
        if self.pattern.name == "unnamed" and self.role == "anonymous":
            return False  # shows the page "not found"
        crosses = self.address.keyed and not self.mine and self.role != "instance"
        return not self.is_allowed or (crosses and not rule_for(self.pattern.name).public)  # type: ignore[union-attr]


@dataclass
class Answer:
    status: int
    location: str
    text: str
    written: set[str]  # tables

    @property
    def is_refusal(self) -> bool:
        return self.status in (401, 403, 404, 405) or (
            self.status == 302 and (self.location == START or self.location.startswith(LOGIN))
        )


@dataclass
class World:
    own: Things
    foreign: Things
    cookies: dict[str, str]  # role → session
    tables: set[str] = field(default_factory=set)  # written since it was emptied


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


def ask(world: World, role: str, method: str, path: str, host: str = settings.ADMIN_HOST) -> Answer:
    """Answer of the address; what the request wrote is noted and taken back."""
    written: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            written.add(sql.split('"')[1])
        return execute(sql, params, many, context)

    client = Client(headers={"host": host}, raise_request_exception=False)
    if role != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[role]
    with transaction.atomic(), connection.execute_wrapper(note):
        answer = client.generic(method, path)
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        transaction.set_rollback(True)
    return Answer(answer.status_code, answer.headers.get("Location", ""), text, written)


def questions(
    world: World, pattern: Pattern, kinds: tuple[str, ...] = ("", "all", *PAGE_KINDS)
) -> Iterator[Question]:
    """Yield all that is asked about a pattern: of another city's things, then of the own ones."""
    for things, roles in (
        (world.foreign, ("anonymous", *ROLES)),
        (world.own, ("anonymous", *ROLES, "instance")),
    ):
        for address in addresses(pattern, things):
            for role in roles:
                for method in ("GET",) if address.query else pattern.methods:
                    question = Question(pattern, address, role, method, things is world.own)
                    # A query asks what a list holds; whoever may not see the list was refused without it.
                    useless = address.query and (question.mine or question.must_be_refused)
                    if address.kind in kinds and not useless:
                        yield question


# What a request may write that is refused.
OF_EVERY_REQUEST = {"django_session", "usersessions_usersession", "insist_limits", "axes_accessattempt"}


def faults(world: World, question: Question, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with one answer."""
    said = f"{question}: {answer.status}"
    # Not asked of POST: Wagtail answers 500 where the fields of a form of many parts are missing.
    breaks = question.method == "GET" and question.pattern.name != "wagtailadmin_error_test"
    if answer.status >= 500 and breaks:
        yield f"{said} broke"
    shown = _without_what_the_public_reads(question, answer.text).lower()  # mail addresses are lower case
    if question.role != "instance" and FOREIGN.lower() in shown:
        yield f"{said} shows a thing of another city"
    if question.must_be_refused:
        if not answer.is_refusal:
            yield f"{said} should be refused"
        if answer.written - OF_EVERY_REQUEST:
            yield f"{said} wrote {answer.written}"


def _without_what_the_public_reads(question: Question, text: str) -> str:
    """Leave out the published page of the other city where it may be taken over."""
    taken_over = question.pattern.name in ("takeover", "takeover_page")
    return text.replace(f"{FOREIGN} published", "") if taken_over else text


def may_stay_closed(name: str, role: str) -> bool:
    return any(
        role in roles and any(fnmatchcase(name, glob) for glob in globs.split())
        for globs, roles, _why in NOT_REACHED
    )


def _id(pattern: Pattern) -> str:
    return f"{pattern.name}-{pattern.route}"


# The second words of what no visitor may read, see `world.py`.
HIDDEN = ("draft", "private", "english", "event", "invited", "message", "person", "statement")


@pytest.mark.parametrize("pattern", CITY_PATTERNS, ids=_id)
def test_the_public_site_shows_no_draft_and_nothing_private(world, pattern):
    hosts = [host_of(things.city) for things in (world.own, world.foreign)]
    shown = [
        f"{method} {host}{address.path} as {role}"
        for things in (world.own, world.foreign)
        for address in addresses(pattern, things)
        for host in hosts
        for role in ("anonymous", "lead")  # nobody signs in on the host of a city
        for method in ("GET", "POST")
        for text in [ask(world, role, method, address.path, host).text]
        if any(f"{things.word} {kind}" in text for kind in HIDDEN)
    ]

    assert not shown


def test_the_same_questions_asked_of_a_published_page_show_it(world):
    page = world.own.page("published")

    assert (
        f"{OWN} published"
        in ask(world, "anonymous", "GET", page.url.split("8000")[-1], host_of(world.own.city)).text
    )


@pytest.mark.parametrize("path", ["pages/search/", "images/", "documents/", "pages/"])
def test_the_same_searches_find_what_is_her_own(world, path):
    assert OWN in ask(world, "lead", "GET", f"/admin/{path}?q=Kanari").text


@pytest.mark.parametrize("pattern", STAFF_PATTERNS, ids=_id)
def test_a_lead_finds_nothing_of_another_city(world, pattern):
    found = [
        fault
        for question in questions(world, pattern, ("", "draft", "all"))
        if question.role == "lead" and not question.mine
        for fault in faults(world, question, ask(world, "lead", question.method, question.address.path))
    ]

    assert not found, "\n".join(found)


@pytest.mark.full
@pytest.mark.parametrize("pattern", STAFF_PATTERNS, ids=_id)
def test_every_role_reaches_what_its_rule_says_and_nothing_of_another_city(world, pattern):
    found, closed, opened = [], set(), set()
    for question in questions(world, pattern):
        answer = ask(world, question.role, question.method, question.address.path)
        found += faults(world, question, answer)
        if question.mine and not question.must_be_refused and question.role != "anonymous":
            (closed if answer.is_refusal else opened).add(question.role)
    if not rule_for(pattern.name).public:  # what stands before the sign-in depends on how far one came
        found += [
            f"{role} should open {pattern.route}"
            for role in sorted(closed - opened)
            if not may_stay_closed(pattern.name, role)
        ]

    assert not found, "\n".join(found)


def test_the_full_matrix_is_large_enough(world, pytestconfig, capsys):
    asked = sum(1 for pattern in STAFF_PATTERNS for _question in questions(world, pattern))

    terminal = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    with capsys.disabled():
        terminal.write_line(f"Access matrix: {len(STAFF_PATTERNS)} addresses, {asked} questions")
    assert asked >= LEAST
