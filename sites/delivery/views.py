"""Requests of the API: strict in what they take, open to other origins, an ETag on every answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, UnreadablePostError
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from sites.delivery.addresses import Asked, is_own, parse
from sites.delivery.docs import description, docs
from sites.delivery.finding import fallbacks, find
from sites.delivery.parameters import read_values, split
from sites.delivery.problems import ProblemError, bad_parameter, problem_answer
from sites.delivery.querystring import querystring
from sites.delivery.search import SEARCHES
from sites.delivery.services import COMPONENTS, CONTENT_PARAMETERS, SERVICES, whole
from sites.delivery.store.marks import CACHE_CONTROL, etag_of, for_everybody
from sites.delivery.vocabularies import VOCABULARY_SERVICES
from sites.hosts import CityRequest
from sites.registry import registry

METHODS = ("GET", "HEAD", "OPTIONS")


# Open to every origin, and no cookie is read: there is nothing that a forged request could do.
@csrf_exempt
def api(request: CityRequest, path: str | None = None) -> HttpResponse:
    asked = parse(path or "")
    try:
        allowed = (*METHODS, "POST") if asked.service in POSTED else METHODS
        if request.method not in allowed:
            raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, f"Please use {', '.join(allowed)}.")
        if request.method == "OPTIONS":
            _check_service(asked)
            answer: HttpResponse = HttpResponse(status=HTTPStatus.NO_CONTENT)
            answer["Allow"] = answer["Access-Control-Allow-Methods"] = ", ".join(allowed)
            answer["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
        else:
            with translation.override(language_of(request, asked)):
                answer = _read(request, asked)
    except ProblemError as problem:
        answer = problem_answer(problem)
        if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
            answer["Allow"] = ", ".join((*METHODS, "POST") if asked.service in POSTED else METHODS)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = "ETag"
    return answer


POSTED = ("querystring-search",)
STORED = ("", *SERVICES)  # the content and what is around it; what is searched for is not
WITH_NAMES = ("types", "vocabularies")  # services below which the name of one thing may follow
PAPERS: dict[str, Callable[[CityRequest], Any]] = {"openapi": lambda request: description(), "docs": docs}


def _check_service(asked: Asked) -> None:
    """Raises ProblemError for a service that there is not, whatever is to be done with it."""
    known = {*STORED, *PAPERS, *SEARCHES, *VOCABULARY_SERVICES, "querystring", *registry.api_services}
    if asked.service not in known:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"There is no service “@{asked.service[:40]}”.")


def language_of(request: CityRequest, asked: Asked) -> str:
    """The language of labels in the answer: that of the address, German where the city does not have it."""
    return asked.language if asked.language in request.city.languages else request.city.languages[0]


def _read(request: CityRequest, asked: Asked) -> HttpResponse:
    """Answer a request that reads. Raises ProblemError, also for what Django refuses to read."""
    if "\x00" in request.path_info:
        raise ProblemError(HTTPStatus.NOT_FOUND, "There is nothing at an address with such a character.")
    try:
        if asked.service in PAPERS and not asked.parts and not asked.rest:
            read_values(request.GET, ())
            told = PAPERS[asked.service](request)
            return told if isinstance(told, HttpResponse) else _json_answer(told)
        answer = _json_answer(_answer(request, asked))
        may_be_stored = asked.service in STORED and is_own(request.path_info, asked)
        return for_everybody(answer) if may_be_stored else answer
    except (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError) as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "The request is too large or broken off.") from error


def _answer(request: CityRequest, asked: Asked) -> Any:
    name = asked.service
    if asked.rest and name and name not in WITH_NAMES:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"“@{name[:40]}” has nothing below it.")
    if name in VOCABULARY_SERVICES:
        return VOCABULARY_SERVICES[name](request, asked)
    if name in SEARCHES:
        return SEARCHES[name](request, asked)
    if name == "querystring":
        return querystring(request, asked)
    if not name:
        return _content(request, asked)
    if name in SERVICES:
        service = SERVICES[name]
        values = read_values(request.GET, (*service.parameters, "fallback"))
        found = find(request, asked, fallbacks(values))
        return service.answer(request, found, values)
    if name in registry.api_services:
        offered = registry.api_services[name]
        values = read_values(request.GET, offered.parameters)
        return offered.answer(request, find(request, asked, []).page, values)
    raise ProblemError(HTTPStatus.NOT_FOUND, f"There is no service “@{name[:40]}”.")


def _content(request: CityRequest, asked: Asked) -> Any:
    values = read_values(request.GET, CONTENT_PARAMETERS)
    expand = split(values, "expand")
    unknown = [name for name in expand if name not in COMPONENTS]
    if unknown:
        raise bad_parameter(
            "expand", f"Nothing is called “{unknown[0][:40]}”. Known: {', '.join(COMPONENTS)}."
        )
    found = find(request, asked, fallbacks(values))
    return whole(request, found, values, expand)


def json_bytes(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder).encode()


def _json_answer(told: Any) -> HttpResponse:
    body = json_bytes(told)
    answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = etag_of(body)
    answer["Cache-Control"] = CACHE_CONTROL
    return answer
