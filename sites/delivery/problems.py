"""Errors of the API: `application/problem+json` (RFC 9457) that also carries Plone's `type` and `message`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

PROBLEM = "application/problem+json"
# Names by which Plone's clients know what happened.
TYPES = {400: "BadRequest", 404: "NotFound", 405: "MethodNotAllowed", 410: "Gone", 500: "InternalServerError"}


class ProblemError(Exception):
    """Something is wrong with a request; `facts` are further members of the answer."""

    def __init__(self, status: int, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.status, self.message, self.facts = status, message, facts


def bad_parameter(name: str, message: str) -> ProblemError:
    """The problem of one parameter, which the answer names."""
    return ProblemError(HTTPStatus.BAD_REQUEST, message, parameter=name)


def problem_answer(problem: ProblemError) -> JsonResponse:
    body = {
        "type": TYPES[problem.status],
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.message,
        "message": problem.message,
        **problem.facts,
    }
    return JsonResponse(body, status=problem.status, content_type=PROBLEM)
