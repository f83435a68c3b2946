"""What a search asks for: Plone's indexes, read from an address or from a stored query."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from sites.delivery.parameters import Values, flag, number, one, split, storable
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
LONGEST_PATH = 1_000
MOST_LIMIT = 10_000
MOST_CRITERIA = 50
DAY = datetime.timedelta(days=1)
DAYS_FROM_NOW = re.compile(r"-?[0-9]{1,5}")
# Members of a stored query; of some that clients send nothing is read, see `shapes.py`.
STORED = (
    *("query", "sort_on", "sort_order", "sort_order_boolean", "limit", "b_start", "b_size"),
    *("metadata_fields", "fullobjects", "depth"),
)
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
        text=" ".join(read_words(one(values, name), name) for name in TEXTS if name in values),
        types=tuple(split(values, "portal_type")),
        path=_path(one(values, "path.query"), "path.query") or _path(one(values, "path"), "path"),
        depth=number(values, "path.depth", -1, 0, 20) if "path.depth" in values else None,
        uids=tuple(split(values, "UID")),
        subjects=tuple(split(values, "Subject")),
        spans={DATES[name]: _span(values, name) for name in DATES if _is_asked(values, name)},
        limit=number(values, "sort_limit", 0, 1, MOST_LIMIT) or None if "sort_limit" in values else None,
    )
    flag(values, "use_site_search_settings")
    return _sorted(criteria, one(values, "sort_on"), one(values, "sort_order"))


def _is_asked(values: Values, name: str) -> bool:
    return any(part in values for part in (name, f"{name}.query", f"{name}.range"))


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
            return Span(day, day + DAY)
    raise bad_parameter(name, f"“{name}.range” must be min, max or min:max, with as many days.")


def _moment(text: str, name: str) -> datetime.datetime:
    try:
        found = parse_datetime(text) or _at_midnight(parse_date(text))
    except ValueError:
        found = None
    # Beyond, a day more or another time zone would leave the calendar.
    if found is None or not 1 < found.year < datetime.MAXYEAR:
        raise bad_parameter(name, f"“{text[:40]}” is no date, like 2026-11-25.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _at_midnight(day: datetime.date | None) -> datetime.datetime | None:
    return datetime.datetime.combine(day, datetime.time()) if day else None


def read_words(words: str, name: str) -> str:
    """Return words that are searched for. Raises ProblemError."""
    if len(words) > LONGEST_TEXT:
        raise bad_parameter(name, f"Please use at most {LONGEST_TEXT} characters.")
    return words.strip().strip("*")


def _path(path: str, name: str) -> str:
    if len(path) > LONGEST_PATH:
        raise bad_parameter(name, f"Please use at most {LONGEST_PATH} characters.")
    return path


def _sorted(criteria: Criteria, sort_on: str, order: str) -> Criteria:
    if sort_on and sort_on not in SORTS:
        raise bad_parameter("sort_on", f"Unknown order “{sort_on[:40]}”. Known: {', '.join(SORTS)}.")
    return replace(criteria, sort=SORTS.get(sort_on, "title"), descending=read_direction(order))


def read_direction(order: str) -> bool:
    """Return whether a “sort_order” is descending. Raises ProblemError."""
    if order not in ("", "ascending", "descending", "reverse"):
        raise bad_parameter("sort_order", "“sort_order” is ascending or descending.")
    return order in ("descending", "reverse")


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
    unknown = [name for name in stored if name not in STORED]
    if unknown:
        raise bad_parameter(
            unknown[0][:40], f"Unknown member “{unknown[0][:40]}”. Known: {', '.join(STORED)}."
        )
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
    value = "" if stored.get(name) is None else stored[name]
    if not isinstance(value, str):
        raise bad_parameter(name, f"“{name}” is a word.")
    return value


def texts_in(stored: dict[str, Any], name: str) -> list[str]:
    """Return the texts of a member that is a text or a list of texts, [] where it is missing. Raises ProblemError."""
    return [] if stored.get(name) is None else _many(stored[name], name)


def _with_row(criteria: Criteria, index: str, operation: str, value: Any) -> Criteria:
    if index in IDLE or index == "Language":
        return criteria
    if index in TEXTS and operation == "string.contains":
        return replace(criteria, text=f"{criteria.text} {read_words(_one(value, index), index)}")
    if index == "portal_type" and operation == "selection.any":
        return replace(criteria, types=tuple(_many(value, index)))
    if index == "portal_type" and operation == "selection.none":
        return replace(criteria, without_types=tuple(_many(value, index)))
    if index == "Subject" and operation.startswith("selection."):
        return replace(criteria, subjects=tuple(_many(value, index)))
    if index == "path" and operation.startswith("string."):
        path, _colons, depth = _one(value, index).partition("::")
        return replace(criteria, path=_path(path, index), depth=_depth(depth, index))
    if index in DATES and operation.startswith("date."):
        span = _stored_span(operation.removeprefix("date."), value, index)
        return replace(criteria, spans={**criteria.spans, DATES[index]: span})
    raise bad_parameter(index[:40], f"“{index[:40]}” cannot be asked with “{operation[:60]}”.")


def _stored_span(operation: str, value: Any, index: str) -> Span:
    now = timezone.now()
    match operation:
        case "afterToday":
            return Span(after=now)
        case "beforeToday":
            return Span(before=now)
        case "today":
            start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
            return Span(start, start + DAY)
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
            if DAYS_FROM_NOW.fullmatch(days):
                edge = now + datetime.timedelta(days=int(days))
                return Span(after=now, before=edge) if operation.startswith("larger") else Span(edge, now)
    raise bad_parameter(index, f"“{index}” cannot be asked with “{operation[:40]}” and this value.")


def _one(value: Any, index: str) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return storable(str(value), index)
    raise bad_parameter(index, f"The value of “{index}” is a text.")


def _many(value: Any, index: str) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise bad_parameter(index, f"The value of “{index}” is a list of texts.")
    if len(values) > MOST_CRITERIA:
        raise bad_parameter(index, f"The value of “{index}” is a list of at most {MOST_CRITERIA} texts.")
    return [storable(one, index) for one in values]


def _depth(text: str, index: str) -> int | None:
    if not text or text == "-1":
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 2:
        raise bad_parameter(index, "The depth behind “::” is not a whole number.")
    return int(text)
