"""All that the API answers, made of the tables by which the views read requests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from sites.delivery.described import NO_EFFECT, TEXTS
from sites.delivery.search import SEARCH_PARAMETERS, STORED_PARAMETERS
from sites.delivery.services import CONTENT_PARAMETERS, SERVICES
from sites.delivery.shapes import ANSWERS, ref
from sites.delivery.vocabularies import TYPES, VOCABULARY_PARAMETERS
from sites.registry import Parameter, registry

Json = dict[str, Any]

EXAMPLE_PATH = "veranstaltungen"
STORED_EXAMPLE: Json = {
    "query": [{"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["Event"]}],
    "sort_on": "start",
    "b_size": 10,
}


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked; `tail` follows the path of the page, `below` what may follow the service.

    `shape` is a JSON Schema. `posted`: a stored query may be sent as a body, too.
    """

    name: str
    tail: str
    summary: Any
    parameters: tuple[str, ...]
    shape: Json
    described: Mapping[str, Parameter] = field(default_factory=dict)
    below: tuple[str, Any, str] | None = None  # name, what it is, example
    posted: bool = False
    example: str = ""  # query of the example address


def operations() -> list[Operation]:
    """Return all that the API answers, content first, then the services by name."""
    content = Operation(
        "content",
        "",
        _("A page: what it is, says and contains"),
        CONTENT_PARAMETERS,
        ref("Content"),
        # What stands below a page is told as short forms, whatever is asked.
        {"metadata_fields": Parameter(NO_EFFECT, TEXTS)},
        example="?expand=breadcrumbs,navigation",
    )
    services = [*_services(), *_lists(), *_registered()]
    return [content, *sorted(services, key=lambda one: (one.name, one.below is not None))]


def _services() -> list[Operation]:
    summaries = {
        "actions": _("What a reader can do with a page"),
        "aliases": _("Old addresses of a page"),
        "breadcrumbs": _("The way from the home to a page"),
        "contextnavigation": _("The section in which a page stands"),
        "navigation": _("The menu"),
        "navroot": _("The home of the language"),
        "site": _("What a front end has to know of the site"),
        "translations": _("The other languages of a page"),
        "types": _("Types of content"),
        "workflow": _("The state of a page"),
    }
    told = [
        Operation(name, f"/@{name}", summaries[name], (*service.parameters, "fallback"), ref(ANSWERS[name]))
        for name, service in SERVICES.items()
    ]
    one_type = ("name", _("Name of a type"), "Event")
    return [
        *told,
        Operation("types", "/@types/{name}", _("One type"), ("fallback",), ref("Type"), below=one_type),
    ]


def _lists() -> list[Operation]:
    one_vocabulary = ("name", _("Name of a vocabulary"), TYPES)
    return [
        Operation("querystring", "/@querystring", _("What stored queries can ask"), (), ref("Querystring")),
        Operation(
            "querystring-search",
            "/@querystring-search",
            _("The answer to a stored query"),
            STORED_PARAMETERS,
            ref("Found"),
            posted=True,
            example=f"?{urlencode({'query': json.dumps(STORED_EXAMPLE)})}",
        ),
        Operation(
            "search",
            "/@search",
            _("Pages and entries that fit"),
            SEARCH_PARAMETERS,
            ref("Found"),
            example="?SearchableText=Garten&sort_on=effective",
        ),
        Operation("vocabularies", "/@vocabularies", _("All vocabularies"), (), ref("Vocabularies")),
        Operation(
            "vocabularies",
            "/@vocabularies/{name}",
            _("The terms of a vocabulary"),
            VOCABULARY_PARAMETERS,
            ref("Vocabulary"),
            below=one_vocabulary,
        ),
    ]


def _registered() -> list[Operation]:
    return [
        Operation(
            service.name,
            f"/@{service.name}",
            service.summary,
            service.parameters,
            ref(shape_name(service.name)),
            service.described,
        )
        for service in registry.api_services.values()
    ]


def shape_name(service: str) -> str:
    return service.title().replace("-", "")
