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
from sites.delivery.store.building import ask
from sites.delivery.store.joining import expanded, join, path_of_component
from sites.delivery.store.keeping import Answer, Headers
from sites.delivery.store.listening import Address
from sites.delivery.store.marks import etag_of, is_known, without_body
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
        answer = self.find(environ) if environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if answer is None:
            return self.application(environ, start_response)
        return self.send(answer, environ, start_response)

    def find(self, environ: WSGIEnvironment) -> Answer | None:
        seen = self.proxies.seen(environ)
        if settings.SECURE_SSL_REDIRECT and seen.scheme != "https":
            return None
        host, path, query = seen.host.lower(), path_of(environ), environ.get("QUERY_STRING", "")
        if not query:
            return self._stored((host, path))
        names = expanded(path, query)
        return self._join(host, path, names, environ) if names else None

    def _stored(self, address: Address) -> Answer | None:
        answer = self.memory.get(address)
        if answer is None or not answer.is_fresh(timezone.now()):
            answer = self._look_up(address)
        return answer

    def _join(self, host: str, path: str, names: list[str], environ: WSGIEnvironment) -> Answer | None:
        """Join what is stored; what is not stored yet is built first, each part for itself."""
        parts = {name: self._part(host, path_of_component(path, name), environ) for name in names}
        bare = self._part(host, path, environ)
        if bare is None or None in parts.values():
            return None
        body = join(bare.body, {name: part.body for name, part in parts.items() if part})
        etag = etag_of(body)
        headers = tuple((name, etag if name == "ETag" else value) for name, value in bare.headers)
        return Answer(headers, etag, body)

    def _part(self, host: str, path: str, environ: WSGIEnvironment) -> Answer | None:
        answer = self._stored((host, path))
        if answer is None:
            self._build(path, environ)
            answer = self._stored((host, path))
        return answer

    def _build(self, path: str, environ: WSGIEnvironment) -> None:
        """Let Django answer another path of the same host, for the store only."""
        asked = {name: value for name, value in environ.items() if name != "HTTP_IF_NONE_MATCH"}
        asked |= {"REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": ""}
        ask(self.application, asked)

    def _look_up(self, address: Address) -> Answer | None:
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


def path_of(environ: WSGIEnvironment) -> str:
    """The path as Django reads it: WSGI hands UTF-8 over as if it were Latin-1."""
    return environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace") or "/"
