"""What each parameter is for: texts for people who write programs, and the values as JSON Schema.

Every name that a service takes must stand here; `openapi.py` fails for one that does not.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sites.delivery.criteria import DATES, IDLE, LONGEST_PATH, LONGEST_TEXT, MOST_LIMIT, SORTS, STANDARD_TYPES
from sites.delivery.parameters import DEEPEST_START, DEFAULT_SIZE, FALSE, LARGEST_SIZE, TRUE
from sites.delivery.services import COMPONENTS, DEEPEST
from sites.delivery.summaries import FALLBACK
from sites.registry import Parameter, registry

# A text without the one character that the database cannot hold.
TEXT: dict[str, Any] = {"type": "string", "pattern": "^[^\\u0000]*$"}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
DEPTH: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": DEEPEST, "default": 1}
NO_EFFECT = _("Known to clients of Plone; has no effect here.")


def _one_of(words: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _some_of(words: Any) -> dict[str, Any]:
    return {"type": "array", "items": _one_of(words)}


def _types() -> list[str]:
    return sorted({one.name for one in registry.answer_types} | {FALLBACK[0], *STANDARD_TYPES})


def parameters() -> dict[str, Parameter]:
    """Return name → parameter, of the services here; types are known once all apps have registered theirs."""
    return {
        "b_start": Parameter(
            _("Number of the first thing in this part of a list, from 0 on"),
            {"type": "integer", "minimum": 0, "maximum": DEEPEST_START, "default": 0},
        ),
        "b_size": Parameter(
            _("How many things a part of a list holds"),
            {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
        ),
        "expand": Parameter(_("Components that are told with the content"), _some_of(COMPONENTS)),
        "fallback": Parameter(
            _("Languages in which the page is told where it is not there in the language of the address"),
            _some_of(code for code, _name in settings.LANGUAGES),
        ),
        "expand.navigation.depth": Parameter(_("How many levels of the menu"), DEPTH),
        "depth": Parameter(_("The same as “expand.navigation.depth”"), DEPTH),
        "metadata_fields": Parameter(
            _("Further members of each thing in the list, “_all” for all of them"), TEXTS, "_all"
        ),
        **{name: Parameter(NO_EFFECT, TEXTS) for name in ("fullobjects", "include_items", "Language", *IDLE)},
        "use_site_search_settings": Parameter(NO_EFFECT, _one_of((*TRUE, *FALSE))),
        **_search_parameters(),
        "query": Parameter(
            _("The stored query as JSON, as the body of a POST would hold it"),
            {"$ref": "#/components/schemas/StoredQuery"},
        ),
        "title": Parameter(_("A part of the title"), TEXT),
        "token": Parameter(_("Tokens of the terms that are wanted"), TEXTS),
        "tokens": Parameter(_("The same as “token”"), TEXTS),
    }


def _search_parameters() -> dict[str, Parameter]:
    words = {**TEXT, "maxLength": LONGEST_TEXT}
    path = {**TEXT, "maxLength": LONGEST_PATH}
    ranges = _one_of(("min", "max", "min:max", "minmax"))
    return {
        "SearchableText": Parameter(_("Words that title or summary must hold"), words, "Garten"),
        "Title": Parameter(_("The same as “SearchableText”"), words),
        "Description": Parameter(_("The same as “SearchableText”"), words),
        "portal_type": Parameter(_("Types of content"), _some_of(_types()), "Event"),
        "path": Parameter(_("Only what stands at or below this address"), path, "/veranstaltungen"),
        "path.query": Parameter(_("The same as “path”"), path),
        "path.depth": Parameter(
            _("How many levels below the address"), {"type": "integer", "minimum": 0, "maximum": 20}
        ),
        "UID": Parameter(_("Lasting numbers of the things that are wanted"), TEXTS),
        "Subject": Parameter(_("Topics, by token or title"), TEXTS),
        "sort_on": Parameter(_("The order of the list"), _one_of(SORTS), "effective"),
        "sort_order": Parameter(
            _("The direction of the order"), _one_of(("ascending", "descending", "reverse")), "descending"
        ),
        "sort_limit": Parameter(
            _("The largest number of hits"), {"type": "integer", "minimum": 1, "maximum": MOST_LIMIT}
        ),
        **{
            name: Parameter(_("A day, or with “.range” one or two ends of a time"), _days())
            for date in DATES
            for name in (date, f"{date}.query")
        },
        **{
            f"{name}.range": Parameter(
                _("Which ends of the time the days of “%(name)s” are") % {"name": name}, ranges
            )
            for name in DATES
        },
    }


def _days() -> dict[str, Any]:
    return {"type": "array", "items": DAY, "minItems": 1, "maxItems": 2}
