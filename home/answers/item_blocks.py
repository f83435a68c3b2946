"""The blocks of `home.item_blocks` as plain data, in the way of `home.answers.body_blocks`."""

from __future__ import annotations

import datetime
from typing import Any

from home.answers.documents import documents_json
from home.answers.surroundings import Block, Surroundings
from home.choices import SessionKind, StepState
from sites.delivery.choices import choice


def finding_json(uid: str, value: Any, around: Surroundings) -> Block:
    return {"@type": "finding", "title": value["title"], "text": value["text"]}


def step_json(uid: str, value: Any, around: Surroundings) -> Block:
    return {
        "@type": "step",
        "state": choice(StepState, value["state"]),
        "text": value["text"],
        "date": _iso(value["date"]),
    }


def session_json(uid: str, value: Any, around: Surroundings) -> Block:
    return {
        "@type": "session",
        "kind": choice(SessionKind, value["kind"]),
        "title": value["title"],
        "starts": _iso(value["starts"]),
        "ends": _iso(value["ends"]),
        "room": value["room"],
        "text": value["text"],
    }


def circle_step_json(uid: str, value: Any, around: Surroundings) -> Block:
    return {
        "@type": "circle_step",
        "date": _iso(value["date"]),
        "title": value["title"],
        "decision": value["decision"],
        "documents": documents_json(value["documents"], around.absolute),
    }


def _iso(moment: datetime.date | datetime.time | None) -> str | None:
    """Write a date, or a time to the minute."""
    if moment is None:
        return None
    return moment.isoformat("minutes") if isinstance(moment, datetime.time) else moment.isoformat()
