"""The shapes of the answers as JSON Schema (2020-12), by the names under which `openapi.py` refers to them."""

from __future__ import annotations

from typing import Any

from sites.delivery.criteria import MOST_CRITERIA, OPERATION, SORTS
from sites.delivery.parameters import DEEPEST_START, LARGEST_SIZE
from sites.delivery.problems import TYPES
from sites.delivery.querystring import INDEXES, OPERATIONS
from sites.delivery.services import COMPONENTS
from sites.frame.colours import COLOUR_PATTERN

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
FLAG: Shape = {"type": "boolean"}
COUNT: Shape = {"type": "integer", "minimum": 0}
MOMENT: Shape = {"type": ["string", "null"], "format": "date-time"}
OPEN: Shape = {"type": "object"}
NOTHING: Shape = {"type": "object", "maxProperties": 0}
NULL: Shape = {"type": "null"}
DIRECTION: Shape = {"enum": ["ltr", "rtl"]}
COLOUR: Shape = {"type": "string", "pattern": COLOUR_PATTERN}


def ref(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Shape) -> Shape:
    return {"type": "array", "items": items}


def or_null(name: str) -> Shape:
    return {"type": [name, "null"]}


def by_key(values: Shape) -> Shape:
    return {"type": "object", "additionalProperties": values}


def closed(members: Shape, optional: Shape | None = None) -> Shape:
    """An object with all of `members`, perhaps some of `optional`, and nothing else."""
    return {**opened(members, optional), "additionalProperties": False}


def opened(members: Shape, optional: Shape | None = None) -> Shape:
    """An object with all of `members`, perhaps some of `optional`, and perhaps more."""
    return {"type": "object", "properties": members | (optional or {}), "required": sorted(members)}


def listed(items: Shape, more: Shape | None = None) -> Shape:
    """A list in parts."""
    members = {"@id": TEXT, "items": array(items), "items_total": COUNT}
    return closed(members | (more or {}), {"batching": ref("Batching")})


CHOICE = closed({"token": TEXT, "title": TEXT})
LINK = closed({"@id": TEXT, "title": TEXT})
NAMED = {"description": TEXT, "review_state": TEXT, "title": TEXT}
# Of every thing in a list, and of every content object too.
SHORT: Shape = {
    "@id": TEXT,
    "@type": TEXT,
    "UID": TEXT,
    "description": TEXT,
    "effective": MOMENT,
    "review_state": {"const": "published"},
    "title": TEXT,
    "type_title": TEXT,
}
SCALE: Shape = {"download": TEXT, "width": COUNT, "height": COUNT}
IMAGE = closed(
    SCALE
    | {
        "alt_text": TEXT,
        "credit": TEXT,
        "licence": TEXT,
        "content-type": TEXT,
        "base_path": TEXT,
        "scales": by_key(closed(SCALE)),
    }
)
SUMMARY = SHORT | {
    "end": MOMENT,
    "getObjSize": TEXT,
    "getRemoteUrl": NULL,
    "head_title": NULL,
    "image_field": TEXT,
    "image_scales": {"anyOf": [by_key(array(ref("Image"))), NULL]},
    "mime_type": TEXT,
    "nav_title": NULL,
    "start": MOMENT,
}
BLOCKS: Shape = {"blocks": by_key(opened({"@type": TEXT})), "blocks_layout": closed({"items": array(TEXT)})}
# What a content object is and says, without what stands below it.
FACTS: Shape = SHORT | {
    "contact": {"anyOf": [ref("RoleContact"), NULL]},
    "funding": array(ref("Funder")),
    "allow_discussion": FLAG,
    "changeNote": TEXT,
    "contributors": array(TEXT),
    "created": MOMENT,
    "creators": array(TEXT),
    "dir": DIRECTION,
    "exclude_from_nav": FLAG,
    "expires": MOMENT,
    "id": TEXT,
    "is_folderish": FLAG,
    "language": closed({"title": TEXT, "token": TEXT}),
    "layout": TEXT,
    "lock": closed({"locked": FLAG, "stealable": FLAG}),
    "modified": MOMENT,
    "next_item": {"anyOf": [ref("Summary"), NOTHING]},
    "parent": {"anyOf": [ref("Summary"), NOTHING]},
    "previous_item": {"anyOf": [ref("Summary"), NOTHING]},
    "relatedItems": array(OPEN),
    "rights": TEXT,
    "subjects": array(TEXT),
    "version": TEXT,
    "versioning_enabled": FLAG,
}
ROLE_CONTACT = closed(
    {
        "function": TEXT,
        "function_language": TEXT,
        "phone": TEXT,
        "email": TEXT,
        "place": TEXT,
        "languages": array(CHOICE),
    }
)
FUNDER = closed(
    {
        "name": TEXT,
        "text": TEXT,
        "text_language": TEXT,
        "url": TEXT,
        "logo": {"anyOf": [closed(SCALE | {"alt_text": TEXT, "content-type": TEXT}), NULL]},
    }
)
BELOW: Shape = {"items": array(ref("Summary")), "items_total": COUNT}
PROBLEM = closed(
    {
        "type": {"enum": [TYPES[status] for status in (400, 404, 405, 410)]},
        "title": TEXT,
        "status": {"enum": [400, 404, 405, 410]},
        "detail": TEXT,
        "message": TEXT,
    },
    {
        "parameter": {"type": "string", "description": "The parameter that is wrong."},
        "published": {"type": "string", "description": "Where what a preview showed is public now."},
        "available_languages": {
            **array(TEXT),
            "description": "Codes of the languages in which the page is there.",
        },
    },
)
BATCHING = closed({"@id": TEXT, "first": TEXT, "last": TEXT}, {"next": TEXT, "prev": TEXT})
NAVIGATION_ITEM = closed(
    {"@id": TEXT, **NAMED, "items": array(ref("NavigationItem"))}, {"use_view_action_in_listings": FLAG}
)
CONTEXT_ITEM = closed(
    {
        "@id": TEXT,
        **NAMED,
        "href": TEXT,
        "icon": TEXT,
        "is_current": FLAG,
        "is_folderish": FLAG,
        "is_in_path": FLAG,
        "items": array(ref("ContextNavigationItem")),
        "normalized_id": TEXT,
        "thumb": TEXT,
        "type": TEXT,
    }
)
ACTION = closed({"icon": TEXT, "id": TEXT, "title": TEXT, "url": TEXT})
ACTION_GROUPS = (
    *("document_actions", "object", "object_buttons", "portal_tabs"),
    *("site_actions", "user"),
)
INDEX = closed(
    {
        "description": TEXT,
        "enabled": FLAG,
        "fetch_vocabulary": FLAG,
        "group": TEXT,
        "operations": array({"enum": [OPERATION + name for name in OPERATIONS]}),
        "operators": by_key(
            closed({"description": NULL, "operation": TEXT, "title": TEXT, "widget": or_null("string")})
        ),
        "sortable": FLAG,
        "title": TEXT,
        "values": by_key(closed({"title": TEXT})),
        "vocabulary": or_null("string"),
    }
)
CRITERION = opened(
    {
        "i": {"type": "string", "description": f"The index: {', '.join(INDEXES)}."},
        "o": {"type": "string", "description": f"The operation: {', '.join(OPERATIONS)}."},
    },
    {"v": {"description": "The value: a text, a number, or a list of texts, as the operation needs it."}},
)
# What JSON may hold for a whole number: clients write it as a text, too, or leave it empty.
NUMBER_OR_NOTHING: Shape = {"anyOf": [NULL, {"const": ""}]}
STORED_QUERY = closed(
    {"query": {**array(ref("Criterion")), "maxItems": MOST_CRITERIA}},
    {
        "sort_on": {"enum": [None, "", *SORTS]},
        "sort_order": {"enum": [None, "", "ascending", "descending", "reverse"]},
        "sort_order_boolean": {"description": "No effect: “sort_order” says it."},
        "limit": {
            "anyOf": [{"type": "integer", "minimum": 0, "maximum": 999_999}, *NUMBER_OR_NOTHING["anyOf"]]
        },
        "b_start": {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": DEEPEST_START},
                *NUMBER_OR_NOTHING["anyOf"],
            ]
        },
        "b_size": {
            "anyOf": [{"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE}, *NUMBER_OR_NOTHING["anyOf"]]
        },
        "metadata_fields": {"anyOf": [TEXT, array(TEXT), NULL]},
        "fullobjects": {"description": "No effect: every list tells summaries."},
        "depth": {"description": "No effect: the depth stands behind “::” in the criterion “path”."},
    },
)

SHAPES: dict[str, Shape] = {
    "Problem": PROBLEM,
    "Reference": closed({"@id": TEXT}),
    "Image": IMAGE,
    "RoleContact": {**ROLE_CONTACT, "description": "Whom to ask about the page: a function, never a person."},
    "Funder": {**FUNDER, "description": "Who pays for the project; its text and logo stand on every page."},
    "Batching": BATCHING,
    "Summary": opened(SUMMARY),
    "Content": {
        **opened(
            FACTS | BLOCKS | BELOW | {"served_language": TEXT, "@components": ref("Components")},
            {"batching": ref("Batching")},
        ),
        "description": "What all types have in common; each “@type” has further members.",
    },
    "Preview": opened(
        FACTS
        | BLOCKS
        | BELOW
        | {
            "served_language": TEXT,
            "@components": ref("Components"),
            "review_state": {"enum": ["private", "published"]},
            "preview": closed(
                {"valid_until": {"type": "string", "format": "date"}, "published": or_null("string")}
            ),
        },
        {"batching": ref("Batching")},
    ),
    "Actions": closed({name: array(ref("Action")) for name in ACTION_GROUPS}),
    "Action": ACTION,
    "Aliases": closed(
        {
            "@id": TEXT,
            "items": array(closed({"datetime": NULL, "manual": FLAG, "path": TEXT})),
            "items_total": COUNT,
        }
    ),
    "Breadcrumbs": closed({"@id": TEXT, "items": array(LINK), "root": TEXT}),
    "ContextNavigation": closed(
        {
            "@id": TEXT,
            "available": FLAG,
            "has_custom_name": FLAG,
            "items": array(ref("ContextNavigationItem")),
            "title": TEXT,
            "url": TEXT,
        }
    ),
    "ContextNavigationItem": CONTEXT_ITEM,
    "Navigation": closed({"@id": TEXT, "items": array(ref("NavigationItem"))}),
    "NavigationItem": NAVIGATION_ITEM,
    "Navroot": closed({"@id": TEXT, "navroot": opened(FACTS | BLOCKS)}),
    "Translations": closed(
        {"@id": TEXT, "items": array(closed({"@id": TEXT, "language": TEXT})), "root": by_key(TEXT)}
    ),
    "Types": array(ref("Type")),
    "Type": closed({"@id": TEXT, "addable": FLAG, "id": TEXT, "title": TEXT}),
    "Workflow": closed(
        {
            "@id": TEXT,
            "history": array(OPEN),
            "state": closed({"name": TEXT, "title": TEXT}),
            "transitions": array(OPEN),
        }
    ),
    "Site": closed(
        {
            "@id": TEXT,
            "features": by_key(FLAG),
            "insist.city_name": TEXT,
            "insist.colours": {**array(COLOUR), "minItems": 2, "maxItems": 2},
            "insist.languages": array(closed({"token": TEXT, "title": TEXT, "dir": DIRECTION})),
            "plone.allowed_sizes": array(TEXT),
            "plone.available_languages": array(TEXT),
            "plone.default_language": TEXT,
            "plone.portal_timezone": TEXT,
            "plone.robots_txt": TEXT,
            "plone.site_logo": NULL,
            "plone.site_title": TEXT,
        }
    ),
    "Vocabularies": array(LINK),
    "Vocabulary": listed(closed({"title": TEXT, "token": TEXT})),
    "Querystring": closed(
        {"@id": TEXT, "indexes": by_key(ref("Index")), "sortable_indexes": by_key(ref("Index"))}
    ),
    "Index": INDEX,
    "Found": listed(ref("Summary")),
    "Criterion": CRITERION,
    "StoredQuery": STORED_QUERY,
}
# Service → the shape of its answer.
ANSWERS: dict[str, str] = {
    "actions": "Actions",
    "aliases": "Aliases",
    "breadcrumbs": "Breadcrumbs",
    "contextnavigation": "ContextNavigation",
    "navigation": "Navigation",
    "navroot": "Navroot",
    "querystring": "Querystring",
    "querystring-search": "Found",
    "search": "Found",
    "site": "Site",
    "translations": "Translations",
    "types": "Types",
    "vocabularies": "Vocabularies",
    "workflow": "Workflow",
}
SHAPES["Components"] = closed(
    {name: {"anyOf": [ref(ANSWERS[name]), ref("Reference")]} for name in COMPONENTS}
)
