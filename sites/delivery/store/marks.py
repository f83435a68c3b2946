"""What an answer says of itself to whoever might keep it: who may have it, and how it is told apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.http import HttpResponse

# Every reader may keep it, and has to ask whether it is still so: nothing withdrawn is shown from a cache.
CACHE_CONTROL = "public, no-cache"


def for_everybody(answer: HttpResponse) -> HttpResponse:
    """Mark an answer that shows nothing but what anybody may see, so that it may be stored."""
    answer.is_for_everybody = True  # type: ignore[attr-defined]
    return answer


def is_for_everybody(answer: HttpResponse) -> bool:
    return getattr(answer, "is_for_everybody", False)


def etag_of(body: bytes) -> str:
    return f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether somebody who sends this `If-None-Match` has the answer with this ETag already."""
    return if_none_match.strip() == "*" or etag in if_none_match


def without_body(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers of a 304: all but those that speak of a body."""
    return tuple((name, value) for name, value in headers if not name.lower().startswith("content-"))
