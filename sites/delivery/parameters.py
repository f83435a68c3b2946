"""The parameters of a request: those that a service knows, read strictly; anything else is an error.

Names may come as Zope spells them (`metadata_fields:list`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from sites.delivery.problems import bad_parameter

DEFAULT_SIZE = 25
LARGEST_SIZE = 100  # of one page of a list
DEEPEST_START = 1_000_000
SUFFIXES = (":list", ":int", ":boolean", ":record")
TRUE, FALSE = ("1", "true", "on", "yes", ""), ("0", "false", "off", "no")

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Batch:
    """A part of a list: `size` things from number `start` on."""

    start: int
    size: int


def read_values(query: QueryDict, known: Collection[str]) -> dict[str, list[str]]:
    """Return name → values of a query without Zope's suffixes. Raises ProblemError for a name not in `known`."""
    values: dict[str, list[str]] = {}
    for raw, given in query.lists():
        name = raw
        for suffix in SUFFIXES:
            name = name.removesuffix(suffix)
        if name not in known:
            raise bad_parameter(
                raw, f"Unknown parameter “{raw[:80]}”. Known here: {', '.join(sorted(known))}."
            )
        values.setdefault(name, []).extend(storable(str(value), raw) for value in given)
    return values


def storable(text: str, name: str) -> str:
    """Return `text` if the database can hold it. Raises ProblemError."""
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates, which JSON can name
        raise bad_parameter(name, "The text holds half a character.") from None
    if "\x00" in text:
        raise bad_parameter(name, "The text holds a character that no text has.")
    return text


def split(values: Values, name: str) -> list[str]:
    """Return the words of a parameter that may be given several times or with commas."""
    return [word.strip() for value in values.get(name, ()) for word in value.split(",") if word.strip()]


def one(values: Values, name: str, default: str = "") -> str:
    """Return the only value of a parameter. Raises ProblemError where it is given twice."""
    given = values.get(name, ())
    if len(given) > 1:
        raise bad_parameter(name, f"“{name}” may be given once.")
    return given[0] if given else default


def number(values: Values, name: str, default: int, least: int, most: int) -> int:
    """Return a whole number from `least` to `most`. Raises ProblemError."""
    text = one(values, name)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise bad_parameter(name, f"“{name}” is not a whole number.")
    value = int(text)
    if not least <= value <= most:
        raise bad_parameter(name, f"“{name}” must lie between {least} and {most}.")
    return value


def flag(values: Values, name: str) -> bool:
    """Return whether a switch is on; given without a value it is. Raises ProblemError."""
    if name not in values:
        return False
    text = one(values, name).lower()
    if text not in (*TRUE, *FALSE):
        raise bad_parameter(name, f"“{name}” is neither 1 nor 0.")
    return text in TRUE


def batch(values: Values) -> Batch:
    """Read `b_start` and `b_size`. Raises ProblemError above the cap, too: a part must not pass for the whole."""
    return Batch(
        number(values, "b_start", 0, 0, DEEPEST_START),
        number(values, "b_size", DEFAULT_SIZE, 1, LARGEST_SIZE),
    )
