"""The description of the API (OpenAPI 3.1), made of the tables by which the views read requests.

Texts are in the active language; without one they are English, as in the published document.
"""

from __future__ import annotations

from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from sites.delivery.addresses import PREFIX
from sites.delivery.described import NO_EFFECT, TEXTS, parameters
from sites.delivery.operations import EXAMPLE_PATH, STORED_EXAMPLE, Operation, operations, shape_name
from sites.delivery.problems import PROBLEM
from sites.delivery.services import COMPONENTS, PREVIEW_PARAMETERS
from sites.delivery.shapes import ANSWERS, SHAPES, ref
from sites.registry import Parameter, registry

Json = dict[str, Any]

VERSION = "1"
EXAMPLE_TOKEN = "p.1.1.1.20261202.lbl1ZQ"  # noqa: S105 (opens nothing)


def document() -> Json:
    """Return the whole description as JSON data, the same on every host."""
    paths = [_path(one, is_home) for one in operations() for is_home in (True, False)]
    shapes = SHAPES | {shape_name(one.name): one.shape for one in registry.api_services.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "INSIST",
            "version": VERSION,
            "description": force_str(
                _(
                    "Everything public of a city as JSON, by the path of the page, in the contract of Plone’s"
                    " REST API. HEAD answers like GET without a body. Names of parameters may carry Zope’s"
                    " suffixes (“:list”); a parameter without a value counts as not given."
                )
            ),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": PREFIX}],
        "security": [],
        "paths": dict(sorted([*paths, *_previews(), *_papers()])),
        "components": {
            "schemas": dict(sorted(shapes.items())),
            "responses": _problems(),
            "headers": {
                "ETag": _header(_("The version of the answer, for “If-None-Match”"), {"type": "string"}),
                "AnyOrigin": _header(_("The API is open to programs of every origin"), {"const": "*"}),
                "Allow": _header(_("The methods that are possible here"), {"type": "string"}),
            },
        },
    }


def _path(one: Operation, is_home: bool) -> tuple[str, Json]:
    """Return address and path item; the home has a path of its own, since a parameter may not be empty."""
    address = (one.tail or "/") if is_home else f"/{{path}}{one.tail}"
    name = one.name + ("-one" if one.below else "") + ("-of-home" if is_home else "")
    item: Json = {
        "parameters": _path_parameters(one, is_home),
        "get": _asked(one, name),
        "options": _options(name),
    }
    if one.posted:
        item["post"] = _posted(one, name)
    return address, {key: value for key, value in item.items() if value}


def _options(name: str, *refusals: str) -> Json:
    return {
        "operationId": f"options-{name}",
        "summary": force_str(_("What other origins may ask")),
        "responses": {
            "204": {
                "description": force_str(_("Nothing but headers")),
                "headers": _headers("AnyOrigin", "Allow"),
            },
            **_refer(*refusals),
        },
    }


def _papers() -> list[tuple[str, Json]]:
    """The description itself and its page for people."""
    bodies = {
        "openapi": (_("This description"), {"application/json": {"schema": {"type": "object"}}}, ["ETag"]),
        "docs": (_("The same for people, in German"), {"text/html": {"schema": {"type": "string"}}}, []),
    }
    return [
        (
            f"/@{name}",
            {
                "get": {
                    "operationId": f"get-{name}",
                    "summary": force_str(text),
                    "tags": [f"@{name}"],
                    "responses": {
                        "200": {
                            "description": force_str(_("The answer")),
                            "headers": _headers(*headers, "AnyOrigin"),
                            "content": body,
                        },
                        **_refer("304" if headers else "", "400", "405"),
                    },
                },
                "options": _options(name),
            },
        )
        for name, (text, body, headers) in bodies.items()
    ]


def _previews() -> list[tuple[str, Json]]:
    """What a link shows that is not public yet (`sites/previews`), whole or one component of it."""
    token = _in_path("token", _("Of a link that editors made"), EXAMPLE_TOKEN)
    names = {"type": "string", "enum": list(COMPONENTS)}
    component = _in_path("component", _("Name of a component"), "breadcrumbs") | {"schema": names}
    shapes = [ref(ANSWERS[name]) for name in COMPONENTS]
    part = Operation("preview-component", "", _("A component of a preview"), (), {"anyOf": shapes})
    whole = Operation(
        "preview",
        "",
        _("A version that is not public yet, for whoever has the link"),
        PREVIEW_PARAMETERS,
        ref("Preview"),
        {"metadata_fields": Parameter(NO_EFFECT, TEXTS)},
    )
    return [
        ("/@preview/{token}", _preview(whole, [token])),
        ("/@preview/{token}/@{component}", _preview(part, [token, component])),
    ]


def _preview(one: Operation, in_path: list[Json]) -> Json:
    answer = {
        "description": force_str(_("The answer, which nobody may keep")),
        "headers": _headers("AnyOrigin"),
        "content": {"application/json": {"schema": one.shape}},
    }
    return {
        "parameters": in_path,
        "get": {
            "operationId": f"get-{one.name}",
            "summary": force_str(one.summary),
            "tags": ["@preview"],
            **({"parameters": told} if (told := described_parameters(one)) else {}),
            "responses": {"200": answer, **_refer("400", "404", "405", "410")},
        },
        "options": _options(one.name, "404"),
    }


def _path_parameters(one: Operation, is_home: bool) -> list[Json]:
    told = []
    if not is_home:
        text = _("Path of the page as in its address, behind a language other than German; with its slashes")
        told.append(_in_path("path", text, EXAMPLE_PATH))
    if one.below:
        told.append(_in_path(*one.below))
    return told


def _in_path(name: str, text: Any, example: str) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": force_str(text),
        "schema": {"type": "string", "minLength": 1},
        "example": example,
    }


def _asked(one: Operation, name: str) -> Json:
    return {
        "operationId": f"get-{name}",
        "summary": force_str(one.summary),
        "tags": [f"@{one.name}" if one.tail else "content"],
        "parameters": [*described_parameters(one), _if_none_match()],
        "responses": _responses(one),
    }


def _posted(one: Operation, name: str) -> Json:
    body = {"schema": ref("StoredQuery"), "example": STORED_EXAMPLE}
    return {
        "operationId": f"post-{name}",
        "summary": force_str(one.summary),
        "tags": [f"@{one.name}"],
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": _responses(one),
    }


def described_parameters(one: Operation) -> list[Json]:
    """Return the parameters of the query of an operation. Raises KeyError for one that nobody has described."""
    known = parameters() | dict(one.described)
    return [_in_query(name, known[name]) for name in dict.fromkeys(one.parameters)]


def _in_query(name: str, parameter: Parameter) -> Json:
    told: Json = {"name": name, "in": "query", "description": force_str(parameter.text)}
    if "$ref" in parameter.schema:  # JSON in the address
        body = {"schema": parameter.schema, "example": STORED_EXAMPLE}
        return told | {"required": True, "content": {"application/json": body}}
    told |= {"schema": parameter.schema, "allowEmptyValue": True}
    if parameter.schema["type"] == "array":
        told |= {"style": "form", "explode": True}
    if parameter.example:
        told["example"] = [parameter.example] if parameter.schema["type"] == "array" else parameter.example
    return told


def _if_none_match() -> Json:
    return {
        "name": "If-None-Match",
        "in": "header",
        "description": force_str(_("The ETag of an answer that the client has")),
        "schema": {"type": "string"},
    }


def _responses(one: Operation) -> Json:
    answer = {
        "description": force_str(_("The answer")),
        "headers": _headers("ETag", "AnyOrigin"),
        "content": {"application/json": {"schema": one.shape}},
    }
    return {"200": answer, **_refer("304", "400", "404", "405")}


def _refer(*statuses: str) -> Json:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses if status}


def _problems() -> Json:
    body = {PROBLEM: {"schema": ref("Problem")}}
    open_to_all = _headers("AnyOrigin")
    return {
        "304": {"description": force_str(STATUSES[304]), "headers": _headers("ETag", "AnyOrigin")},
        "400": {"description": force_str(STATUSES[400]), "headers": open_to_all, "content": body},
        "404": {"description": force_str(STATUSES[404]), "headers": open_to_all, "content": body},
        "405": {
            "description": force_str(STATUSES[405]),
            "headers": _headers("AnyOrigin", "Allow"),
            "content": body,
        },
        "410": {"description": force_str(GONE), "headers": open_to_all, "content": body},
    }


GONE = _("A preview that has ended, was withdrawn, or was replaced by a newer publication")
STATUSES = {
    200: _("The answer"),
    204: _("The answer to OPTIONS: nothing but headers"),
    304: _("The client has the answer already"),
    400: _("A parameter is wrong or unknown; the answer names it"),
    404: _("Nothing public is at this address"),
    405: _("Another method than those described"),
}


def _header(text: Any, schema: Json) -> Json:
    return {"description": force_str(text), "required": True, "schema": schema}


def _headers(*names: str) -> Json:
    told = {"AnyOrigin": "Access-Control-Allow-Origin"}
    return {told.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in names}
