"""Lists in parts, with links to the other parts, as Plone has them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from sites.delivery.parameters import Batch

Json = dict[str, Any]


def batching(request: HttpRequest, base: str, part: Batch, total: int) -> Json | None:
    """Return the links to other parts of a list at `base`, None where the list has one part only."""
    if total <= part.size and part.start == 0:
        return None
    last = max(0, (total - 1) // part.size * part.size)
    starts = {"first": 0, "last": last}
    if part.start + part.size < total:
        starts["next"] = part.start + part.size
    if part.start > 0:
        starts["prev"] = max(0, part.start - part.size)
    query = request.GET
    here = {"@id": _link(base, query)}
    return here | {name: _link(base, query, start) for name, start in starts.items()}


def _link(base: str, query: QueryDict, start: int | None = None) -> str:
    kept = [(name, value) for name, values in query.lists() for value in values if name != "b_start"]
    pairs = kept if start is None else [("b_start", str(start)), *kept]
    return f"{base}?{urlencode(pairs)}" if pairs else base
