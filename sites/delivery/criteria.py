"""What a search asks for: Plone's indexes, read from an address or from a stored query."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from sites.delivery.parameters import Values, flag, number, one, split
from sites.delivery.problems import bad_parameter

SORTS = {
    "relevance": "title",
    "sortable_title": "title",
    "effective": "effective",
    "created": "effective",
    "modified": "modified",
    "Date": "effective",
    "start": "start",
    "end": "end",
    "path": "place",
    "getId": "place",
    "getObjPositionInParent": "position",
}
DATES = {
    "effective": "effective",
    "created": "effective",
    "modified": "modified",
    "start": "start",
    "end": "end",
}
TEXTS = ("SearchableText", "Title", "Description")
# Known to Plone; they narrow nothing here, as all that is found is public and made by nobody named.
IDLE = (
    "review_state",
    "Creator",
    "use_site_search_settings",
    "show_inactive",
    "exclude_from_nav",
    "is_folderish",
)
LONGEST_TEXT = 200  # characters
MOST_CRITERIA = 50
OPERATION = "plone.app.querystring.operation."
# Plone's own types that no site here has: a search for them finds nothing.
STANDARD_TYPES = ("Collection", "File", "Folder", "Image", "LIF", "Link", "Plone Site", "TempFolder")


@dataclass(frozen=True)
class Span:
    """From `after` to `before`, both included; None is open."""

    after: datetime.datetime | None = None
    before: datetime.datetime | None = None


@dataclass(frozen=True)
class Criteria:
    """`types` [] means all; `depth` counts levels below `path`, None all of them."""

    text: str = ""
    types: tuple[str, ...] = ()
    without_types: tuple[str, ...] = ()
    path: str = ""
    depth: int | None = None
    uids: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict)
    sort: str = "title"
    descending: bool = False
    limit: int | None = None


PARAMETERS = (
    *TEXTS,
    *IDLE,
    *DATES,
    "portal_type",
    "path",
    "path.query",
    "path.depth",
    "UID",
    "Subject",
    "Language",
    "sort_on",
    "sort_order",
    "sort_limit",
    *(f"{name}.{part}" for name in DATES for part in ("query", "range")),
)


def from_address(values: Values) -> Criteria:
    """Read the criteria of `@search`. Raises ProblemError."""
    criteria = Criteria(
        text=_text(" ".join(one(values, name) for name in TEXTS if name in values), "SearchableText"),
        types=tuple(split(values, "portal_type")),
        path=one(values, "path.query") or one(values, "path"),
        depth=number(values, "path.depth", -1, 0, 20) if "path.depth" in values else None,
        uids=tuple(split(values, "UID")),
        subjects=tuple(split(values, "Subject")),
        spans={DATES[name]: _span(values, name) for name in DATES if _is_asked(values, name)},
        limit=number(values, "sort_limit", 0, 1, 10_000) or None if "sort_limit" in values else None,
    )
    flag(values, "use_site_search_settings")
    return _sorted(criteria, one(values, "sort_on"), one(values, "sort_order"))


def _is_asked(values: Values, name: str) -> bool:
    return name in values or f"{name}.query" in values


def _span(values: Values, name: str) -> Span:
    days = [*split(values, name), *split(values, f"{name}.query")]
    moments = [_moment(day, name) for day in days]
    kind = one(values, f"{name}.range", "min:max" if len(moments) > 1 else "")
    match kind, moments:
        case ("min", [first]):
            return Span(after=first)
        case ("max", [last]):
            return Span(before=last)
        case ("min:max" | "minmax", [first, last]):
            return Span(first, last)
        case ("", [day]):
            return Span(day, day + datetime.timedelta(days=1))
    raise bad_parameter(name, f"“{name}.range” must be min, max or min:max, with as many days.")


def _moment(text: str, name: str) -> datetime.datetime:
    try:
        found = parse_datetime(text) or _at_midnight(parse_date(text))
    except ValueError:
        found = None
    if found is None:
        raise bad_parameter(name, f"“{text[:40]}” is no date, like 2026-11-25.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _at_midnight(day: datetime.date | None) -> datetime.datetime | None:
    return datetime.datetime.combine(day, datetime.time()) if day else None


def _text(words: str, name: str) -> str:
    if len(words) > LONGEST_TEXT:
        raise bad_parameter(name, f"Please use at most {LONGEST_TEXT} characters.")
    if "\x00" in words:
        raise bad_parameter(name, "The text holds a character that no text has.")
    return words.strip().strip("*")


def _sorted(criteria: Criteria, sort_on: str, order: str) -> Criteria:
    if sort_on and sort_on not in SORTS:
        raise bad_parameter("sort_on", f"Unknown order “{sort_on[:40]}”. Known: {', '.join(SORTS)}.")
    if order not in ("", "ascending", "descending", "reverse"):
        raise bad_parameter("sort_order", "“sort_order” is ascending or descending.")
    descending = order in ("descending", "reverse")
    return replace(criteria, sort=SORTS.get(sort_on, "title"), descending=descending)


# Stored queries


def read_stored(text: str) -> dict[str, Any]:
    """Read the JSON of a stored query, which clients encode once or twice. Raises ProblemError."""
    for attempt in (text, unquote(text), unquote(unquote(text))):
        try:
            found = json.loads(attempt)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    raise bad_parameter("query", "“query” is no JSON object with a list “query”.")


def from_stored(stored: dict[str, Any]) -> Criteria:
    """Read the criteria of `@querystring-search`: `{"query": [{"i": index, "o": operation, "v": value}]}`."""
    rows = stored.get("query")
    if not isinstance(rows, list) or len(rows) > MOST_CRITERIA:
        raise bad_parameter("query", f"“query” is a list of at most {MOST_CRITERIA} criteria.")
    criteria = Criteria()
    for row in rows:
        if (
            not isinstance(row, dict)
            or not isinstance(row.get("i"), str)
            or not isinstance(row.get("o"), str)
        ):
            raise bad_parameter("query", "Each criterion has “i” (index), “o” (operation) and “v” (value).")
        criteria = _with_row(criteria, row["i"], row["o"].removeprefix(OPERATION), row.get("v"))
    limit = stored.get("limit")
    if limit not in (None, "", 0, "0"):
        if not str(limit).isascii() or not str(limit).isdigit() or len(str(limit)) > 6:
            raise bad_parameter("limit", "“limit” is not a whole number.")
        criteria = replace(criteria, limit=int(limit))
    return _sorted(criteria, _word(stored, "sort_on"), _word(stored, "sort_order"))


def _word(stored: dict[str, Any], name: str) -> str:
    value = stored.get(name) or ""
    if not isinstance(value, str):
        raise bad_parameter(name, f"“{name}” is a word.")
    return value


def _with_row(criteria: Criteria, index: str, operation: str, value: Any) -> Criteria:
    if index in IDLE or index == "Language":
        return criteria
    if index in TEXTS and operation == "string.contains":
        return replace(criteria, text=_text(f"{criteria.text} {_one(value, index)}", index))
    if index == "portal_type" and operation == "selection.any":
        return replace(criteria, types=tuple(_many(value, index)))
    if index == "portal_type" and operation == "selection.none":
        return replace(criteria, without_types=tuple(_many(value, index)))
    if index == "Subject" and operation.startswith("selection."):
        return replace(criteria, subjects=tuple(_many(value, index)))
    if index == "path" and operation.startswith("string."):
        path, _colons, depth = _one(value, index).partition("::")
        return replace(criteria, path=path, depth=_depth(depth, index))
    if index in DATES and operation.startswith("date."):
        span = _stored_span(operation.removeprefix("date."), value, index)
        return replace(criteria, spans={**criteria.spans, DATES[index]: span})
    raise bad_parameter(index[:40], f"“{index[:40]}” cannot be asked with “{operation[:60]}”.")


def _stored_span(operation: str, value: Any, index: str) -> Span:
    now = timezone.now()
    day = datetime.timedelta(days=1)
    match operation:
        case "afterToday":
            return Span(after=now)
        case "beforeToday":
            return Span(before=now)
        case "today":
            start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
            return Span(start, start + day)
        case "largerThan":
            return Span(after=_moment(_one(value, index), index))
        case "lessThan":
            return Span(before=_moment(_one(value, index), index))
        case "between":
            ends = _many(value, index)
            if len(ends) == 2:
                return Span(_moment(ends[0], index), _moment(ends[1], index))
        case "largerThanRelativeDate" | "lessThanRelativeDate":
            days = _one(value, index)
            if days.lstrip("-").isdigit() and len(days) < 6:
                edge = now + datetime.timedelta(days=int(days))
                return Span(after=now, before=edge) if operation.startswith("larger") else Span(edge, now)
    raise bad_parameter(index, f"“{index}” cannot be asked with “{operation[:40]}” and this value.")


def _one(value: Any, index: str) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise bad_parameter(index, f"The value of “{index}” is a text.")


def _many(value: Any, index: str) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise bad_parameter(index, f"The value of “{index}” is a list of texts.")
    return values[:MOST_CRITERIA]


def _depth(text: str, index: str) -> int | None:
    if not text or text == "-1":
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 2:
        raise bad_parameter(index, "The depth behind “::” is not a whole number.")
    return int(text)
