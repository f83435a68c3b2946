"""What the description of the API says of the list of events."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.answer_shapes import OPTION
from home.choices import EventKind
from sites.delivery.described import TEXTS
from sites.delivery.shapes import CHOICE, NULL, SUMMARY, array, by_key, closed, listed, or_null
from sites.frame.spoken import SPOKEN_LANGUAGES
from sites.registry import Parameter

COMING, PAST = "coming", "past"

ABOUT = _("Events of the city, narrowed by time and facets")
DAY: dict[str, Any] = {"type": "string", "format": "date"}


def _some_of(words: list[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": words}}


PARAMETERS = {
    "when": Parameter(
        _("Events that are not over, or those that are; without a range “coming”"),
        {"type": "string", "enum": [COMING, PAST]},
        PAST,
    ),
    "start": Parameter(_("Only events that are not over before this day"), DAY, "2026-12-01"),
    "end": Parameter(_("Only events that have begun on this day"), DAY),
    "kind": Parameter(_("Kinds of events, by token"), _some_of(EventKind.values)),
    "topic": Parameter(_("Topics of events or of their forum, by token"), TEXTS),
    "district": Parameter(_("Districts, by token; one holds its parts"), TEXTS),
    "language": Parameter(_("Languages that are spoken, by token"), _some_of(SPOKEN_LANGUAGES)),
}
EVENT = closed(
    SUMMARY
    | {
        "location": or_null("string"),
        "district": {"anyOf": [CHOICE, NULL]},
        "kind": CHOICE,
        "topics": array(CHOICE),
    }
)
EVENTS = listed(EVENT, {"facets": by_key(array(OPTION))})
