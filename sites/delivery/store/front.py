"""The front: a stored answer is sent before Django is asked, with the headers that Django would send.

application = Front(get_wsgi_application(), memory)
"""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import Error, close_old_connections
from django.utils import timezone

from sites.delivery.store import keeping
from sites.delivery.store.keeping import Answer, Headers
from sites.delivery.store.marks import is_known, without_body
from sites.delivery.store.memory import Memory
from sites.headers import Kind, headers_for
from sites.hosts import Proxies

OK, NOT_MODIFIED = "200 OK", "304 Not Modified"


class Front:
    def __init__(self, application: WSGIApplication, memory: Memory) -> None:
        self.application = application
        self.memory = memory
        self.proxies = Proxies(settings.TRUSTED_PROXIES)
        self.added: Headers = tuple(headers_for(Kind.PUBLIC, https=not settings.DEMO).items())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self.find(environ) if is_simple(environ) else None
        if answer is None:
            return self.application(environ, start_response)
        return self.send(answer, environ, start_response)

    def find(self, environ: WSGIEnvironment) -> Answer | None:
        seen = self.proxies.seen(environ)
        if settings.SECURE_SSL_REDIRECT and seen.scheme != "https":
            return None
        address = (seen.host.lower(), path_of(environ))
        answer = self.memory.get(address)
        if answer is None or not answer.is_fresh(timezone.now()):
            answer = self._look_up(address)
        return answer

    def _look_up(self, address: tuple[str, str]) -> Answer | None:
        changes = self.memory.changes
        try:
            close_old_connections()
            answer = keeping.find(*address)
        except Error:
            return None  # Django says it in its own way
        if answer:
            self.memory.put(address, answer, changes)
        return answer

    def send(
        self, answer: Answer, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if is_known(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag):
            start_response(NOT_MODIFIED, [*without_body(answer.headers), *self.added])
            return []
        length = ("Content-Length", str(len(answer.body)))
        start_response(OK, [*answer.headers, length, *self.added])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def is_simple(environ: WSGIEnvironment) -> bool:
    """Whether a stored answer can be what is asked for."""
    return environ["REQUEST_METHOD"] in ("GET", "HEAD") and not environ.get("QUERY_STRING")


def path_of(environ: WSGIEnvironment) -> str:
    """The path as Django reads it: WSGI hands UTF-8 over as if it were Latin-1."""
    return environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace") or "/"
