"""Building answers that nobody has asked for yet: after a change, and all of them at once."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from sites.delivery.addresses import PREFIX
from sites.delivery.store.listening import Address
from sites.delivery.store.middleware import NOT_TO_BE_STORED
from sites.frame.sitemap import entries
from sites.hosts import CityRequest
from sites.models import City

logger = logging.getLogger(__name__)

# Of a change that takes more answers than this, the rest is built when somebody asks.
MOST_AHEAD = 200


class Builder:
    """Asks Django for an address as a visitor would; what comes of it is stored on the way."""

    def __init__(self) -> None:
        self.application = WSGIHandler()

    def build(self, address: Address) -> int:
        """Return the status that a visitor would have got."""
        return ask(self.application, environ_of(address))[0]

    def look(self, address: Address) -> tuple[int, bytes]:
        """Return status and body of what Django answers now; nothing of it is stored."""
        return ask(self.application, environ_of(address) | {NOT_TO_BE_STORED: True})


def ask(application: WSGIApplication, environ: WSGIEnvironment) -> tuple[int, bytes]:
    """Return status and body of the whole answer."""
    statuses: list[str] = []

    def start_response(status: str, headers: Any, error: Any = None) -> Any:
        statuses.append(status)
        return lambda text: None

    answer = application(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return int(statuses[0].split()[0]), body


def environ_of(address: Address) -> WSGIEnvironment:
    host, path = address
    environ: WSGIEnvironment = {
        "HTTP_HOST": host,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "REMOTE_ADDR": "",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
    }
    setup_testing_defaults(environ)
    return environ


class Ahead:
    """Builds again what a change has deleted, before somebody asks; what was deleted last comes first."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.asked_at = float("-inf")
        self.wanted: dict[Address, None] = {}
        self.lock = threading.Condition()

    def drop(self, addresses: Iterable[Address]) -> None:
        with self.lock:
            for address in list(addresses)[:MOST_AHEAD]:
                self.wanted.pop(address, None)
                self.wanted[address] = None
            self.lock.notify()

    def clear(self) -> None:
        """What may be missing will be built when somebody asks."""

    def next(self, seconds: float) -> Address | None:
        """Return what is to be built next, None if nothing is within so many seconds."""
        with self.lock:
            if not self.wanted:
                self.lock.wait(seconds)
            return self.wanted.popitem()[0] if self.wanted else None

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            address = self.next(seconds=1)
            try:
                if address:
                    self.builder.build(address)
            except Exception:  # the database may be away for a moment
                logger.exception("%s was not built ahead", address)


def addresses_of(city: City) -> list[Address]:
    """Return the addresses of all that the sitemap of a city names, as pages and as objects for programs."""
    request = CityRequest()
    request.city = city
    urls = [urlsplit(entry.url) for entry in entries(city, request)]
    found = [(url.netloc, unquote(url.path)) for url in urls]
    return [*found, *((host, f"{PREFIX}{path.rstrip('/')}") for host, path in found)]
