"""What a term may be beside others: its code, the wider term, the one that replaces it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from directory.models import Term

Problems = dict[str, Any]

# Of all cities: a field and what is below it; below either, what a city adds. Queries count on it.
LEVELS = 3


def term_problems(term: Term) -> Problems:
    """Return what is wrong with a term, by field; texts are in the current language."""
    return _code(term) | _city(term) | _parent(term) | _successor(term)


def _code(term: Term) -> Problems:
    same = type(term).objects.filter(vocabulary=term.vocabulary, code=term.code).exclude(pk=term.pk)
    other = (same.for_city(term.city) if term.city_id else same).first()
    if other is None:
        return {}
    if other.city_id is None and term.city_id:
        message = _("“%(term)s”, a term of all cities, has this code: please use that term or another code.")
    else:
        message = _("“%(term)s” has this code already: please choose another one.")
    return {"code": message % {"term": other}}


def _city(term: Term) -> Problems:
    stored = type(term).objects.filter(pk=term.pk).first() if term.pk else None
    if stored and term.city_id and stored.city_id != term.city_id:
        return {"city": _("A term does not move to a city: pages and entries of other cities may use it.")}
    return {}


def _parent(term: Term) -> Problems:
    from directory.models import ACTIVITY_FIELD

    parent = term.parent
    if parent is None:
        needs_one = term.city_id and term.vocabulary == ACTIVITY_FIELD
        return (
            {"parent": _("Please choose the wider term: it gives this one its shape.")} if needs_one else {}
        )
    if parent.vocabulary != term.vocabulary:
        return {"parent": _("The wider term must be of the same vocabulary.")}
    if parent.city_id:
        return {"parent": _("The wider term must be one of all cities.")}
    above = list(_chain(parent, "parent"))
    if term in above:
        return {
            "parent": _("“%(term)s” is this term or is below it, so it cannot be wider.") % {"term": parent}
        }
    if len(above) + _height(term) > LEVELS:
        return {"parent": _("This would make more than three levels: please choose a term further up.")}
    return {}


def _successor(term: Term) -> Problems:
    successor = term.successor
    if successor is None:
        return {}
    if successor == term:
        return {"successor": _("A term cannot replace itself.")}
    if successor.vocabulary != term.vocabulary:
        return {"successor": _("The term that replaces this one must be of the same vocabulary.")}
    if successor.city_id and successor.city_id != term.city_id:
        return {"successor": _("The term that replaces this one must be of the same city or of all cities.")}
    if term in _chain(successor, "successor"):
        return {"successor": _("“%(term)s” is itself replaced by this one.") % {"term": successor}}
    return {}


def _chain(term: Term, link: str) -> Iterator[Term]:
    """Yield the term and those that follow from it, each once."""
    seen = set()
    following: Term | None = term
    while following and following.pk not in seen:
        yield following
        seen.add(following.pk)
        following = getattr(following, link)


def _height(term: Term) -> int:
    """Count the levels from the term down, itself included; at most LEVELS are looked at."""
    level = [term.pk] if term.pk else []
    for height in range(1, LEVELS + 1):
        level = list(type(term).objects.filter(parent__in=level).values_list("pk", flat=True))
        if not level:
            return height
    return LEVELS
