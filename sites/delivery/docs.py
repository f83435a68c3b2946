"""The description of the API for programs (`@openapi`) and for people (`@docs`)."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from sites.delivery.addresses import PREFIX
from sites.delivery.openapi import STATUSES, described_parameters, document
from sites.delivery.operations import EXAMPLE_PATH, STORED_EXAMPLE, Operation, operations
from sites.frame.context import build_frame
from sites.hosts import CityRequest

Json = dict[str, Any]

LANGUAGE = "de"  # of the page for people; names of things stay as they are


@cache
def description() -> Json:
    """Return the description in English; the tables it is made of do not change while a process runs."""
    with translation.override(None):
        return document()


def description_text() -> str:
    """Return the description as a file that people can compare line by line."""
    return json.dumps(description(), ensure_ascii=False, indent=2) + "\n"


def docs(request: CityRequest) -> HttpResponse:
    """The page with every service, its parameters, an example and its statuses."""
    with translation.override(LANGUAGE):
        context = {
            "frame": build_frame(request, None),
            "services": [_service(one) for one in operations()],
            "statuses": STATUSES,
            "description": f"{PREFIX}/@openapi",
            "body": json.dumps(STORED_EXAMPLE, indent=2),
        }
        answer = render(request, "delivery/docs.html", context)
    answer["Content-Language"] = LANGUAGE
    return answer


def _service(one: Operation) -> Json:
    tail = one.tail.replace("{name}", one.below[2]) if one.below else one.tail
    path = f"/{EXAMPLE_PATH}" if one.tail == "" else ""
    return {
        "anchor": f"get-{one.name}" + ("-one" if one.below else ""),
        "tail": one.tail,
        "address": f"{PREFIX}/…{one.tail}",
        "summary": one.summary,
        "example": f"{PREFIX}{path}{tail}{one.example}",
        "parameters": [_parameter(parameter) for parameter in described_parameters(one)],
        "posted": one.posted,
        "statuses": list(STATUSES),
    }


def _parameter(parameter: Json) -> Json:
    schema = parameter.get("schema", {"type": "JSON"})
    values = schema.get("items", schema)
    return {
        "name": parameter["name"],
        "text": parameter["description"],
        "words": values.get("enum", ()),
        "several": schema["type"] == "array",
        "kind": values.get("format") or values["type"],
        "least": values.get("minimum"),
        "most": values.get("maximum"),
        "longest": values.get("maxLength"),
        "default": schema.get("default"),
    }
