"""What the description of the API says of the list of associations."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sites.delivery.described import TEXT, TEXTS
from sites.delivery.shapes import CHOICE, COUNT, FLAG, NULL, SUMMARY, array, by_key, closed, listed
from sites.registry import Parameter

ABOUT = _("Associations, narrowed by facets")
CHOICES: dict[str, Any] = {
    "field": _("Activity fields, by token"),
    "district": _("Districts, by token"),
    "language": _("Languages that are spoken, by token"),
    "group": _("Target groups, by token"),
    "kind": _("Kinds of associations, by token"),
}
PARAMETERS = {
    **{name: Parameter(text, TEXTS) for name, text in CHOICES.items()},
    "letter": Parameter(_("The letter with which names begin"), {**TEXT, "maxLength": 1}, "C"),
    "sort": Parameter(
        _("The order: by name, or what was confirmed last first"),
        {"type": "string", "enum": ["name", "confirmed"]},
        "confirmed",
    ),
}
OPTION = closed({"token": {"type": "string"}, "title": {"type": "string"}, "count": COUNT, "selected": FLAG})
ASSOCIATION = closed(
    SUMMARY
    | {
        "district": {"anyOf": [CHOICE, NULL]},
        "emblem": {"type": "string"},
        "fields": array(CHOICE),
        "last_confirmed": {"type": ["string", "null"], "format": "date"},
    }
)
ASSOCIATIONS = listed(ASSOCIATION, {"facets": by_key(array(OPTION))})
