"""What a list that fills itself asks for, in the words of Plone's stored queries."""

from __future__ import annotations

from typing import Any

from home.choices import Listed

ANY_OF = "plone.app.querystring.operation.selection.any"
FROM_TODAY_ON = "plone.app.querystring.operation.date.afterToday"
WITHIN_THE_LAST_DAYS = "plone.app.querystring.operation.date.largerThanRelativeDate"

# Kind → type of its pages, index that orders them, whether the last comes first.
ASKED = {
    Listed.EVENTS: ("Event", "start", False),
    Listed.NEWS: ("News Item", "effective", True),
    Listed.STORIES: ("Story", "effective", True),
    Listed.RESULTS: ("Result", "effective", True),
    Listed.OFFERS: ("Offer", "sortable_title", False),
    Listed.FORUMS: ("Forum", "sortable_title", False),
}
WITH_AGE = (Listed.NEWS, Listed.STORIES, Listed.RESULTS)  # those that can be narrowed to the last days


def type_of(kind: str) -> str:
    """Return the type of the pages that a list of this kind shows."""
    return ASKED[Listed(kind)][0]


def querystring(kind: str, topic: str, newest_days: int | None, limit: int) -> dict[str, Any]:
    """Return the query of a list: criteria, order and limit; without criteria for a kind we do not know.

    `topic`: code of a term, "" for all. What it finds is what `home.teasers` lists, but for offers
    that are closed and the days of results, for which Plone has no index.
    """
    if kind not in ASKED:
        return {"query": [], "limit": limit}
    portal_type, index, last_first = ASKED[Listed(kind)]
    query = [_criterion("portal_type", ANY_OF, [portal_type])]
    if topic:
        query.append(_criterion("Subject", ANY_OF, [topic]))
    if kind == Listed.EVENTS:
        query.append(_criterion("end", FROM_TODAY_ON, ""))
    if kind in WITH_AGE and newest_days:
        query.append(_criterion("effective", WITHIN_THE_LAST_DAYS, newest_days))
    return {
        "query": query,
        "sort_on": index,
        "sort_order": "descending" if last_first else "ascending",
        "sort_order_boolean": last_first,
        "limit": limit,
    }


def associations_query(topic: str, limit: int) -> dict[str, Any]:
    """Return the query for the associations of a topic, by name."""
    query = [_criterion("portal_type", ANY_OF, ["Association"]), _criterion("Subject", ANY_OF, [topic])]
    order = {"sort_on": "sortable_title", "sort_order": "ascending", "sort_order_boolean": False}
    return {"query": query, **order, "limit": limit}


def _criterion(index: str, operation: str, value: Any) -> dict[str, Any]:
    return {"i": index, "o": operation, "v": value}
