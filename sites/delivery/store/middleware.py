"""Building an answer: what it reads is noted, and what everybody may have is stored.

A view says that its answer is the same for everybody: `for_everybody(answer)`. Everything else is never
stored, nor is what sets a cookie, forbids to be kept or was asked with a query.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpResponse

from sites.delivery.store import keeping
from sites.delivery.store.keeping import LARGEST_BODY, LONGEST_PATH, Answer, Built, Headers
from sites.delivery.store.marks import CACHE_CONTROL, etag_of, is_for_everybody, is_known, without_body
from sites.delivery.store.reading import reading
from sites.frame.roots import read_root_paths
from sites.headers import DOCUMENTS_PATH, OPEN_PATH, PREVIEW_DATA_PATH, PREVIEW_PATH, STAFF_PATH
from sites.hosts import SHARED_PATHS, CityRequest
from sites.models import City

NOT_TO_BE_STORED = "insist.not_stored"  # in the environment of a request that only looks
# Files, and what is some person's own business.
NEVER_STORED = (
    *SHARED_PATHS,
    STAFF_PATH,
    DOCUMENTS_PATH,
    PREVIEW_PATH,
    PREVIEW_DATA_PATH,
    OPEN_PATH,
    "/_util/",
)
PATIENCE = 10  # seconds to wait for somebody who builds the same
# Written by the server or by the middleware around this one, to every answer alike.
NOT_STORED = {"content-length", "date", "server", "connection"}


class StoreMiddleware:
    """Stands around everything that makes an answer, and inside of what is added to every answer alike."""

    def __init__(self, get_response: Callable[[CityRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.building: dict[tuple[str, str], threading.Lock] = {}

    def __call__(self, request: CityRequest) -> HttpResponse:
        host, path = request.META.get("HTTP_HOST", "").lower(), request.path_info
        if not settings.STORE_ANSWERS or not _may_be_stored(request):
            return _finish(request, self.get_response(request))
        with self._alone(host, path) as waited:
            found = keeping.find(host, path) if waited else None
            answer = to_response(found) if found else self._build(request, host, path)
        return _finish(request, answer)

    @contextmanager
    def _alone(self, host: str, path: str) -> Iterator[bool]:
        """Let one thread build an answer, and the others wait for it; tell whether this one has waited."""
        lock = self.building.setdefault((host, path), threading.Lock())
        is_first = lock.acquire(blocking=False)
        is_held = is_first or lock.acquire(timeout=PATIENCE)
        try:
            yield not is_first
        finally:
            self.building.pop((host, path), None)
            if is_held:
                lock.release()

    def _build(self, request: CityRequest, host: str, path: str) -> HttpResponse:
        beginning = keeping.begin()
        with reading() as read:
            read_root_paths()
            answer = self.get_response(request)
        if _is_for_everybody(request, answer) and host == host_of(request.city):
            _seal(request, answer)
            whole = Answer(headers_of(answer), answer["ETag"], answer.content)
            keeping.keep([Built(host, path, whole, read)], beginning, request.city)
        return answer


def _may_be_stored(request: CityRequest) -> bool:
    return (
        request.method == "GET"
        and not request.path_info.startswith(NEVER_STORED)
        and NOT_TO_BE_STORED not in request.META
        and not request.META.get("QUERY_STRING")
        and len(request.path_info) <= LONGEST_PATH
    )


def _is_for_everybody(request: CityRequest, answer: HttpResponse) -> bool:
    return (
        is_for_everybody(answer)
        and answer.status_code == 200
        and not answer.streaming
        and not answer.cookies
        and not getattr(request, "is_opened_by_link", False)
        and "Cookie" not in answer.get("Vary", "")
        and "no-store" not in answer.get("Cache-Control", "")
        and len(answer.content) <= LARGEST_BODY
        and getattr(request, "city", None) is not None
    )


def host_of(city: City) -> str:
    """The one host under which answers of a city are stored; it is found under any port, too."""
    return str(city.site.root_url).split("//", 1)[1].lower()


def _seal(request: CityRequest, answer: HttpResponse) -> None:
    answer["Cache-Control"] = CACHE_CONTROL
    answer["Surrogate-Key"] = request.city.slug  # for a proxy that is told to forget a city
    answer["ETag"] = etag_of(answer.content)


def headers_of(answer: HttpResponse) -> Headers:
    return tuple((name, value) for name, value in answer.items() if name.lower() not in NOT_STORED)


def to_response(found: Answer) -> HttpResponse:
    answer = HttpResponse(found.body)
    for name, value in found.headers:
        answer[name] = value
    return answer


def _finish(request: CityRequest, answer: HttpResponse) -> HttpResponse:
    """Seal an answer for everybody that is not stored, too, and answer 304 to who has it already."""
    if "Surrogate-Key" not in answer and _is_for_everybody(request, answer):
        _seal(request, answer)
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if request.method in ("GET", "HEAD") and "ETag" in answer and is_known(known, answer["ETag"]):
        short = HttpResponse(status=304)
        for name, value in without_body(tuple(answer.items())):
            short[name] = value
        del short["Content-Type"]
        short.cookies = answer.cookies
        return short
    return answer
