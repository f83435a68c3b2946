"""What a stored query may ask: indexes with their operations, for the editors of other front ends."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.delivery.addresses import Asked
from sites.delivery.criteria import OPERATION
from sites.delivery.finding import find
from sites.delivery.parameters import read_values
from sites.delivery.vocabularies import pairs_of
from sites.hosts import CityRequest

Json = dict[str, Any]

# Operation → its title, the parser that Plone names for it, the widget for its value.
OPERATIONS: dict[str, tuple[Promise, str, str | None]] = {
    "string.contains": (_("Contains"), "_contains", "StringWidget"),
    "string.absolutePath": (_("At or below the address"), "_absolutePath", "ReferenceWidget"),
    "selection.any": (_("One of"), "_contains", "MultipleSelectionWidget"),
    "selection.none": (_("None of"), "_excludes", "MultipleSelectionWidget"),
    "date.afterToday": (_("After today"), "_afterToday", None),
    "date.beforeToday": (_("Before today"), "_beforeToday", None),
    "date.between": (_("Between two days"), "_between", "DateRangeWidget"),
    "date.largerThan": (_("After a day"), "_largerThan", "DateWidget"),
    "date.lessThan": (_("Before a day"), "_lessThan", "DateWidget"),
}
TEXT, CHOICE = ("string.contains",), ("selection.any", "selection.none")
DAYS = tuple(name for name in OPERATIONS if name.startswith("date."))
# Index → title, group, operations, vocabulary, whether lists can be ordered by it.
INDEXES: dict[str, tuple[Promise, Promise, tuple[str, ...], str | None, bool]] = {
    "SearchableText": (_("Text"), _("Text"), TEXT, None, False),
    "Title": (_("Title"), _("Text"), TEXT, None, False),
    "Description": (_("Summary"), _("Text"), TEXT, None, False),
    "portal_type": (_("Type"), _("Facts"), CHOICE, "plone.app.vocabularies.PortalTypes", False),
    "Subject": (_("Topic"), _("Facts"), ("selection.any",), "plone.app.vocabularies.Keywords", False),
    "path": (_("Address"), _("Facts"), ("string.absolutePath",), None, False),
    "effective": (_("Published on"), _("Dates"), DAYS, None, True),
    "modified": (_("Changed on"), _("Dates"), DAYS, None, True),
    "start": (_("Begins"), _("Dates"), DAYS, None, True),
    "end": (_("Ends"), _("Dates"), DAYS, None, True),
    "sortable_title": (_("Title"), _("Text"), (), None, True),
}


def querystring(request: CityRequest, asked: Asked) -> Json:
    read_values(request.GET, ())
    find(request, asked, [])
    told = {name: _index(request, name) for name in INDEXES}
    return {
        "@id": f"{request.city.site.root_url}{asked.path}/@querystring",
        "indexes": {name: index for name, index in told.items() if index["operations"]},
        "sortable_indexes": {name: index for name, index in told.items() if index["sortable"]},
    }


def _index(request: CityRequest, name: str) -> Json:
    title, group, operations, vocabulary, is_sortable = INDEXES[name]
    values = {token: {"title": label} for token, label in pairs_of(request, vocabulary)} if vocabulary else {}
    return {
        "description": "",
        "enabled": bool(operations),
        "fetch_vocabulary": True,
        "group": str(group),
        "operations": [OPERATION + one for one in operations],
        "operators": {OPERATION + one: _operator(one) for one in operations},
        "sortable": is_sortable,
        "title": str(title),
        "values": values,
        "vocabulary": vocabulary,
    }


def _operator(name: str) -> Json:
    title, parser, widget = OPERATIONS[name]
    return {
        "description": None,
        "operation": f"plone.app.querystring.queryparser.{parser}",
        "title": str(title),
        "widget": widget,
    }
