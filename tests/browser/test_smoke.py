"""A city's pages in a browser, from a small world: what `make test` looks at; the rest runs against the demo."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from playwright.sync_api import sync_playwright

from home.choices import Listing
from tests.browser.conftest import CHROMIUM_FLAGS
from tests.directory.make import make_association
from tests.make import list_of, make_event

pytestmark = pytest.mark.browser


class ThreadedServer(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True  # a browser keeps connections that ask for nothing


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[int]:
    """Serve the product on a port, from within the transaction of the test: one request after the other."""
    application, one_by_one = StaticFilesHandler(get_wsgi_application()), threading.Lock()

    def answer(environ, start_response):
        with one_by_one:
            connections[DEFAULT_DB_ALIAS] = shared
            return [b"".join(application(environ, start_response))]

    shared = connections[DEFAULT_DB_ALIAS]
    shared.inc_thread_sharing()
    for signal in (request_started, request_finished):  # they would close a connection in a transaction
        signal.disconnect(close_old_connections)
    server = make_server("127.0.0.1", 0, answer, ThreadedServer, QuietHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        shared.dec_thread_sharing()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def test_a_city_its_events_and_its_directory_are_shown_without_an_error(dortmund, chromium, axe):
    make_association(dortmund, "Chor Nord", slug="chor-nord", summary="Singt.")
    make_event(list_of(dortmund, Listing.EVENTS), title="Sommerfest", slug="sommerfest")
    seen = {"/": "h1", "/veranstaltungen/": "text=Sommerfest", "/verzeichnis/": "text=Chor Nord"}
    seen |= {"/verzeichnis/chor-nord/": "text=Singt."}
    faults: list[str] = []

    # The browser comes last: while Playwright runs in this thread, Django refuses it the database.
    with serving() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_FLAGS, "--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
        for path, there in seen.items():
            page.goto(f"http://dortmund.localhost:{port}{path}")
            page.wait_for_selector(there)
            faults += page.evaluate("document.documentElement.scrollWidth > 390 ? ['too wide'] : []")
            page.evaluate(axe)
            found = page.evaluate("axe.run().then(result => result.violations.map(one => one.id))")
            faults += [f"{path}: {rule}" for rule in found]
        browser.close()

    assert faults == []
