"""A version of a page or entry as people see it and as programs read it, for whoever has the link.

Nothing of an answer may be kept, found by a search engine or told to another site.
"""

from __future__ import annotations

import json
from http import HTTPStatus

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from sites.delivery.problems import ProblemError, problem_answer
from sites.frame.context import build_frame
from sites.frame.inclusive import silence_stars
from sites.hosts import CityRequest
from sites.previews.answers import check_component, full_address, preview_answer
from sites.previews.opening import LinkError, Preview, open_preview

READING = ("GET", "HEAD", "OPTIONS")
REASONS = {
    HTTPStatus.NOT_FOUND: "This is no preview of this site.",
    HTTPStatus.GONE: "This preview has ended, was withdrawn, or a newer version has been published.",
}


@require_safe
def preview_page(request: CityRequest, token: str) -> HttpResponse:
    try:
        preview = open_preview(request, token)
    except LinkError as error:
        return unstored(_refusal(request, error))
    with translation.override(preview.draft.locale.language_code):
        answer = _render(request, preview)
    answer["Content-Language"] = preview.draft.locale.language_code
    return unstored(answer)


# It reads no cookie, so there is nothing that a forged request could do.
@csrf_exempt
def preview_data(request: CityRequest, token: str, component: str | None = None) -> HttpResponse:
    try:
        answer = _data(request, token, component)
    except ProblemError as problem:
        answer = problem_answer(problem)
    answer["Allow"] = ", ".join(READING)
    answer["Access-Control-Allow-Origin"] = "*"
    return unstored(answer)


def unstored(answer: HttpResponse) -> HttpResponse:
    """Add what keeps an answer out of caches and search engines."""
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _render(request: CityRequest, preview: Preview) -> HttpResponse:
    request.preview, request.is_preview = preview, True
    answer = preview.draft.serve_preview(request, preview.draft.default_preview_mode)
    if isinstance(answer, TemplateResponse):  # before the language of the version is left
        answer.add_post_render_callback(_read_well)
        answer.render()
    return answer


def _read_well(answer: HttpResponse) -> None:
    answer.content = silence_stars(answer.content.decode())


def _refusal(request: CityRequest, error: LinkError) -> HttpResponse:
    context = {
        "frame": build_frame(request, None),
        "is_gone": error.status == HTTPStatus.GONE,
        "address": error.address,
    }
    return render(request, "frame/no_preview.html", context, status=error.status)


def _data(request: CityRequest, token: str, component: str | None) -> HttpResponse:
    """Raises ProblemError."""
    if request.method not in READING:
        raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, f"Please use {', '.join(READING)}.")
    check_component(component)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    try:
        preview = open_preview(request, token)
    except LinkError as error:
        public = full_address(request, error.address)
        facts = {"published": public} if public else {}
        raise ProblemError(error.status, REASONS[error.status], **facts) from None
    with translation.override(preview.draft.locale.language_code):
        told = preview_answer(request, preview, token, component)
    body = json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder)
    return HttpResponse(body, content_type="application/json")
