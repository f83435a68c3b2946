"""The description of the API: whole, frozen, and kept by every answer."""

import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as kept
from wagtail.contrib.redirects.models import Redirect

from home.choices import Listing
from sites.delivery.search import SEARCHES
from sites.delivery.services import SERVICES
from sites.delivery.vocabularies import VOCABULARY_SERVICES
from sites.registry import registry
from tests.directory.make import make_association
from tests.make import home_of, host_of, list_of, make_content, make_event, make_forum, make_news

FROZEN = Path(__file__).parent / "openapi.json"
# What stands in the small world below, an old address, a page in German only, and nothing.
PATHS = (
    *("foren", "foren/garten", "en", "en/foren", "ar", "verzeichnis", "verzeichnis/chor-nord", "alt"),
    *("en/foren/garten", "nirgends"),
)
NAMES = ("Event", "News Item", "plone.app.vocabularies.PortalTypes", "insist.districts", "nichts")


# What fits together in their parameters no schema says: days with their range, words of one city.
WITH_CONDITIONS = ("@search", "@querystring-search", "@associations", "@events")


def refuses_what_is_not_allowed(context, answer, case):
    """A parameter without a value counts as not given; schemathesis knows that of one, not among others."""
    if any(value in ("", [""], []) for value in case.query.values()):
        return None
    return kept.negative_data_rejection(context, answer, case)


def accepts_what_is_allowed(context, answer, case):
    if case.path.endswith(WITH_CONDITIONS):
        return None
    return kept.positive_data_acceptance(context, answer, case)


CHECKS = [
    not_a_server_error,
    kept.status_code_conformance,
    kept.content_type_conformance,
    kept.response_headers_conformance,
    kept.response_schema_conformance,
    kept.unsupported_method,
    kept.allow_header_conformance,
    refuses_what_is_not_allowed,
    accepts_what_is_allowed,
]


@pytest.fixture
def document(at, dortmund):
    return at(dortmund).get("/++api++/@openapi").json()


@pytest.fixture
def small_world(dortmund):
    forum = make_forum(dortmund, title="Garten", slug="garten", body=[("heading", "Anfang")])
    make_event(forum, place="Saal")
    make_event(list_of(dortmund, Listing.EVENTS), days=-3)
    make_news(dortmund, title="Garten offen")
    make_association(dortmund, "Chor Nord", slug="chor-nord", summary="Singt.")
    moved = make_content(home_of(dortmund), slug="neu", title="Umgezogen")
    Redirect.objects.create(old_path="/alt", site=dortmund.site, redirect_page=moved)


def cases_of(document):
    """Requests that the description allows and such that it does not, at places that are there and at others."""
    found = schemathesis.openapi.from_dict(document)
    asked = [operation.ok() for operation in found.get_all_operations()]
    cases = st.one_of(operation.as_strategy(mode) for operation in asked for mode in GenerationMode)
    return st.builds(placed, cases, st.sampled_from([None, *PATHS]), st.sampled_from([None, *NAMES]))


def placed(case, path, name):
    for key, value in {"path": path, "name": name}.items():
        if value and key in case.path_parameters:
            case.path_parameters = {**case.path_parameters, key: value}
    return case


@pytest.fixture
def application(dortmund):
    """The product at the host of Dortmund; as with Django's client, requests leave the connection open."""
    handler = WSGIHandler()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield lambda environ, start_response: handler(environ | {"HTTP_HOST": host_of(dortmund)}, start_response)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("number", [150, pytest.param(2_000, marks=pytest.mark.prove)])
def test_every_answer_is_as_described(document, small_world, application, dortmund, number):
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases_of(document))
    def ask(case):
        case.call_and_validate(app=application, base_url=f"http://{host_of(dortmund)}/++api++", checks=CHECKS)

    ask()


def test_the_description_is_the_frozen_one(document):
    """`DEMO=1 manage.py openapi > tests/sites/delivery/openapi.json` renews it."""
    printed = io.StringIO()
    call_command("openapi", stdout=printed)

    assert document == json.loads(FROZEN.read_text())
    assert printed.getvalue() == FROZEN.read_text()


def test_every_service_is_described(document):
    names = {
        *SERVICES,
        *SEARCHES,
        *VOCABULARY_SERVICES,
        *registry.api_services,
        "querystring",
        "openapi",
        "docs",
        "preview",
        "{component}",  # of a preview
    }

    described = {part for path in document["paths"] for part in path.split("/") if part.startswith("@")}

    assert described == {f"@{name}" for name in names}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("HEAD", "/", {}, 200),
        ("OPTIONS", "/nirgends/@search", {}, 204),
        ("GET", "/", {"If-None-Match": "*"}, 304),
        ("GET", "/@search?stadt=halle", {}, 400),
        ("GET", "/nirgends", {}, 404),
        ("POST", "/@search", {}, 405),
        ("PUT", "/@querystring-search", {}, 405),
    ],
)
def test_each_described_status_is_given(at, dortmund, method, path, headers, status):
    answer = at(dortmund).generic(method, f"/++api++{path}", headers=headers)

    assert answer.status_code == status
    if status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
    if status in (204, 405):
        assert answer.headers["Allow"]


def test_the_page_for_people_tells_every_service_in_german(at, dortmund, document):
    page = at(dortmund).get("/++api++/@docs", headers={"accept-language": "en"})

    assert page.headers["Content-Type"].startswith("text/html")
    assert "Schnittstelle für Programme" in page.text
    for path, item in document["paths"].items():
        if path.startswith("/{path}"):
            assert path.replace("/{path}", "GET /++api++/…") in page.text
            for parameter in item["get"]["parameters"]:
                assert f"<code>{parameter['name']}</code>" in page.text or parameter["in"] == "header"


def test_the_examples_on_the_page_for_people_are_answered(at, dortmund):
    page = at(dortmund).get("/++api++/@docs").text

    examples = {unescape(one) for one in re.findall(r'href="(/\+\+api\+\+/[^"]*)"', page)}

    assert len(examples) > 15
    assert [one for one in sorted(examples) if at(dortmund).get(one).status_code != 200] == []
