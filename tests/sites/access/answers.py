"""Reading answers: whether a door was shut."""

from typing import Any

from django.conf import settings
from django.shortcuts import resolve_url

START = "/admin/"


def is_refused(answer: Any) -> bool:
    """Whether the answer shows and does nothing: an error, or the way to the sign-in or the start page.

    The start page alone: after a change Wagtail leads to a page below it.
    """
    where = answer.headers.get("Location", "")
    return answer.status_code in (400, 401, 403, 404, 405) or (
        answer.status_code == 302 and (where == START or where.startswith(resolve_url(settings.LOGIN_URL)))
    )


def body_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(answer.headers)
