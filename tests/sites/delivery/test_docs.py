"""`docs/api.md` says what is so: each request in it is asked in a small world, and its answer compared.

`DOCS=write pytest tests/sites/delivery/test_docs.py` writes the answers anew; the difference is then
part of the change. In the document stand, one after another:

- a comment with the members to show, `<!-- show: title, items/@id, blocks/* -->`; the names of
  headers may follow: `; headers: ETag`. Lists are passed through, `*` is every key of an object.
- the request, in a block of its own: `GET /foren/garten`, then headers, then an empty line and a body.
  `{ETag}` is that of the answer before.
- the answer: status and headers if there is more to say than 200, and the members named.
"""

import datetime
import json
import os
import re
import uuid
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse

from home.choices import Listing
from insist.settings import BASE_DIR
from sites.delivery.services import COMPONENTS
from tests.directory.make import district, field, make_association, make_contact
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_news,
    make_project,
    make_translation,
    publish,
)

DOCUMENT = BASE_DIR / "docs" / "api.md"
PREFIX = "/++api++"
NOW = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
EXAMPLE = re.compile(
    r"(?P<head><!-- show: (?P<shown>[^;>]*?)(?:; headers: (?P<headers>[^>]*?))? -->\n+"
    r"```http\n(?P<request>.*?)\n```\n+)"
    r"```(?P<kind>json|http)\n(?P<answer>.*?)\n```",
    re.DOTALL,
)
Mask = dict[str, Any]


@pytest.fixture
def world(dortmund):
    """A city with a forum in two languages, its meeting, a piece of news, a draft and two associations."""
    with time_machine.travel(NOW, tick=False):
        body = [
            {"type": "heading", "id": "kopf", "value": "Worum es geht"},
            {"type": "text", "id": "text", "value": "<p>Beete, Werkzeug und <b>Geduld</b>.</p>"},
            {"type": "facts", "id": "fakten", "value": [{"label": "Wie oft", "text": "jeden Monat"}]},
        ]
        forum = make_forum(
            dortmund,
            title="Forum Garten",
            slug="garten",
            search_description="Wer gräbt mit?",
            body=json.dumps(body),
            translation_key=uuid.UUID("7a1c0000000000000000000000000001"),
        )
        publish(home_of(dortmund, "en"))
        make_translation(
            forum, list_of(dortmund, Listing.FORUMS, "en"), title="Garden forum", slug="garden", body="[]"
        )
        starts = datetime.datetime(2026, 12, 4, 17, tzinfo=datetime.UTC)
        make_event(forum, title="Saatgut tauschen", slug="saatgut", starts_at=starts, place="Alte Gärtnerei")
        make_news(dortmund, title="Der Garten ist offen", slug="offen", search_description="Ab sofort.")
        make_content(home_of(dortmund), title="Noch ein Entwurf vom Garten", slug="entwurf", live=False)
        make_project(dortmund, is_current=True)
        make_associations(dortmund)
        yield


def make_associations(city) -> None:
    choir = make_association(
        city,
        "Chor Nordlicht",
        slug="chor-nordlicht",
        summary="Vier Stimmen, eine Kanne Tee.",
        main_field=field("musik"),
        district=district(city, "Hörde"),
        languages=["de", "tr"],
    )
    make_contact(choir, email="chor@example.org")
    make_contact(choir, ("website",), person="Mara Beispiel", email="mara@example.org")
    make_association(
        city,
        "Garten am Hafen",
        slug="garten-am-hafen",
        summary="Kürbis für alle.",
        main_field=field("umwelt"),
    )


def mask_of(shown: str) -> Mask:
    """Return names as a tree: `a/b, a/c` → `{"a": {"b": {}, "c": {}}}`; an empty tree shows all."""
    tree: Mask = {}
    for path in filter(None, (name.strip() for name in shown.split(","))):
        branch = tree
        for name in path.split("/"):
            branch = branch.setdefault(name, {})
    return tree


def masked(told: Any, mask: Mask) -> Any:
    """Return the members that the mask names, in its order. Raises KeyError for one that is not there."""
    if not mask:
        return told
    if isinstance(told, list):
        return [masked(one, mask) for one in told]
    if "*" in mask:
        return {name: masked(value, mask["*"]) for name, value in told.items()}
    return {name: masked(told[name], below) for name, below in mask.items()}


def ask(client, request: str, etag: str) -> HttpResponse:
    head, _blank, body = request.partition("\n\n")
    line, *lines = head.split("\n")
    method, address = line.split(" ", 1)
    headers = dict(one.replace("{ETag}", etag).split(": ", 1) for one in lines)
    kind = headers.pop("Content-Type", "application/octet-stream")
    return client.generic(method, PREFIX + address, body, content_type=kind, headers=headers)


def written(answer: HttpResponse, shown: str, headers: str | None) -> str:
    """Return an answer as the document has it."""
    body = (
        json.dumps(masked(answer.json(), mask_of(shown)), ensure_ascii=False, indent=2)
        if answer.content
        else ""
    )
    names = [name.strip() for name in (headers or "").split(",") if name.strip()]
    if answer.status_code == 200 and not names:
        return f"```json\n{body}\n```"
    lines = [f"{answer.status_code} {answer.reason_phrase}", *(f"{name}: {answer[name]}" for name in names)]
    return "```http\n" + "\n".join([*lines, *(["", body] if body else [])]) + "\n```"


def test_every_answer_in_the_document_is_what_is_answered(world, at, dortmund):
    client = at(dortmund)
    etag = ""

    def renewed(found: re.Match[str]) -> str:
        nonlocal etag
        answer = ask(client, found["request"], etag)
        etag = answer.headers.get("ETag", "")
        return found["head"] + written(answer, found["shown"], found["headers"])

    text = DOCUMENT.read_text()
    with time_machine.travel(NOW, tick=False):
        now = EXAMPLE.sub(renewed, text)

    if os.environ.get("DOCS") == "write":
        DOCUMENT.write_text(now)
    assert DOCUMENT.read_text() == now, "DOCS=write renews the answers in docs/api.md"


def test_every_request_in_the_document_has_its_answer():
    text = DOCUMENT.read_text()

    requests = re.findall(r"```http\n(?:GET|POST|OPTIONS) ", text)
    assert requests
    assert len(EXAMPLE.findall(text)) == len(requests)


def test_every_component_is_named_in_the_document():
    text = DOCUMENT.read_text()

    assert [name for name in COMPONENTS if f"`{name}`" not in text] == []
