"""The front sends what Django would send: the same body, the same headers."""

import datetime
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import RequestFactory
from django.utils import timezone

from sites.delivery.store import keeping
from sites.delivery.store.front import Front
from sites.delivery.store.memory import Memory
from sites.models import StoredAnswer
from tests.make import home_of, host_of, make_content
from tests.sites.delivery.store.connections import beside
from tests.sites.delivery.store.walking import end_of_transaction

PATHS = ("/seite/", "/++api++/seite", "/++api++/seite/@breadcrumbs", "/en/", "/verzeichnis/")


@pytest.fixture
def django(dortmund, stores):
    make_content(home_of(dortmund), slug="seite", title="Über uns")
    english = home_of(dortmund, "en")
    english.save_revision().publish()
    end_of_transaction()
    return WSGIHandler()


@pytest.fixture
def front():
    def unasked(environ, start_response):
        start_response("599 Django was asked", [])
        return []

    return Front(unasked, Memory())


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """As Django's own test client does it: a request would close the connection that the test has."""
    monkeypatch.setattr("sites.delivery.store.front.close_old_connections", lambda: None)
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def ask(application, host, path, method="GET", **headers):
    """Return status, headers (in lower case) and body."""
    environ = RequestFactory().generic(method, path, headers={"host": host, **headers}).environ
    told = {}

    def start_response(status, found, exc_info=None):
        told.update(status=status, headers={name.lower(): value for name, value in found})

    body = b"".join(application(environ, start_response))
    return told["status"], told["headers"], body


@pytest.mark.parametrize("path", PATHS)
def test_it_sends_what_django_sends(django, front, dortmund, path):
    built = ask(django, host_of(dortmund), path)
    assert built[0] == "200 OK"
    assert ask(front, host_of(dortmund), path) == built


@pytest.mark.parametrize("path", PATHS)
def test_who_has_it_already_gets_the_same_short_answer(django, front, dortmund, path):
    etag = ask(django, host_of(dortmund), path)[1]["etag"]
    known = {"if-none-match": etag}
    assert ask(django, host_of(dortmund), path, **known)[0] == "304 Not Modified"
    assert ask(front, host_of(dortmund), path, **known) == ask(django, host_of(dortmund), path, **known)


def test_a_head_has_the_headers_and_no_body(django, front, dortmund):
    _status, headers, body = ask(django, host_of(dortmund), "/seite/")
    status, found, nothing = ask(front, host_of(dortmund), "/seite/", "HEAD")
    assert (status, nothing) == ("200 OK", b"")
    assert (found, found["content-length"]) == (headers, str(len(body)))


@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/robots.txt", "/documents/1/x.pdf", "/admin/"])
def test_everything_else_goes_on_to_django(django, front, dortmund, path):
    ask(django, host_of(dortmund), path)
    assert ask(front, host_of(dortmund), path)[0] == "599 Django was asked"


@pytest.mark.parametrize("query", ["?utm_source=x", "?expand=nothing", "?expand=breadcrumbs&b_size=1", "?"])
def test_a_query_goes_on_to_django(django, front, dortmund, query):
    ask(django, host_of(dortmund), "/++api++/seite")
    expected = "200 OK" if query == "?" else "599 Django was asked"
    assert ask(front, host_of(dortmund), f"/++api++/seite{query}")[0] == expected


@pytest.mark.parametrize("names", ["breadcrumbs", "navigation,translations,breadcrumbs", "types", "navroot"])
def test_it_joins_what_is_asked_for_as_django_does(django, dortmund, names):
    front = Front(django, Memory())
    path = f"/++api++/seite?expand={names}"
    assert ask(front, host_of(dortmund), path) == ask(django, host_of(dortmund), path)


def test_joined_parts_are_stored_each_for_itself(django, front, dortmund):
    path = "/++api++/seite?expand=breadcrumbs,translations"
    built = ask(Front(django, Memory()), host_of(dortmund), path)
    assert ask(front, host_of(dortmund), path) == built
    assert StoredAnswer.objects.filter(path__startswith="/++api++/seite").count() == 3


def test_the_joined_answer_has_an_etag_of_its_own(django, dortmund):
    front = Front(django, Memory())
    path = "/++api++/seite?expand=breadcrumbs"
    etag = ask(front, host_of(dortmund), path)[1]["etag"]
    assert ask(front, host_of(dortmund), path, **{"if-none-match": etag})[0] == "304 Not Modified"
    assert ask(front, host_of(dortmund), "/++api++/seite")[1]["etag"] != etag


def test_parts_of_what_is_not_there_are_answered_by_django(django, dortmund):
    front = Front(django, Memory())
    assert ask(front, host_of(dortmund), "/++api++/fehlt?expand=breadcrumbs")[0] == "404 Not Found"


def test_another_host_gets_nothing_of_it(django, front, dortmund, potsdam):
    ask(django, host_of(dortmund), "/seite/")
    for host in (host_of(potsdam), "dortmund.localhost", "DORTMUND.localhost.evil:8000", ""):
        assert ask(front, host, "/seite/")[0] == "599 Django was asked"


def test_what_is_sent_to_a_page_goes_on_to_django(django, front, dortmund):
    ask(django, host_of(dortmund), "/seite/")
    assert ask(front, host_of(dortmund), "/seite/", "POST")[0] == "599 Django was asked"


def test_plain_http_is_led_to_https_by_django(django, dortmund, settings):
    ask(django, host_of(dortmund), "/seite/")
    settings.SECURE_SSL_REDIRECT = True
    front = Front(lambda environ, start: start("599 Django was asked", []) or [], Memory())
    assert ask(front, host_of(dortmund), "/seite/")[0] == "599 Django was asked"


def test_an_answer_whose_time_is_over_goes_on_to_django(django, front, dortmund):
    from django.utils import timezone

    ask(django, host_of(dortmund), "/seite/")
    StoredAnswer.objects.update(fresh_until=timezone.now())
    assert ask(front, host_of(dortmund), "/seite/")[0] == "599 Django was asked"


def test_an_answer_of_another_release_goes_on_to_django(django, front, dortmund):
    ask(django, host_of(dortmund), "/seite/")
    StoredAnswer.objects.update(release="older")
    assert ask(front, host_of(dortmund), "/seite/")[0] == "599 Django was asked"


def test_the_second_time_no_database_is_asked(django, front, dortmund, monkeypatch):
    asked = []
    find = keeping.find
    monkeypatch.setattr(keeping, "find", lambda *address: asked.append(address) or find(*address))
    ask(django, host_of(dortmund), "/seite/")

    ask(front, host_of(dortmund), "/seite/")
    assert len(asked) == 1
    front.memory.asked_at = time.monotonic()  # as a listener says it
    assert ask(front, host_of(dortmund), "/seite/")[0] == "200 OK"
    assert len(asked) == 1


def test_what_stands_before_a_zero_byte_is_not_the_path(django, front, dortmund):
    ask(django, host_of(dortmund), "/seite/")
    assert ask(front, host_of(dortmund), "/seite/%00")[0] == "599 Django was asked"


def test_an_answer_says_until_when_it_holds(django, dortmund):
    until = timezone.now() + datetime.timedelta(hours=1)
    ask(django, host_of(dortmund), "/seite/")
    StoredAnswer.objects.update(fresh_until=until)
    assert keeping.find(host_of(dortmund), "/seite/").fresh_until == until

    StoredAnswer.objects.update(fresh_until=timezone.now())
    assert keeping.find(host_of(dortmund), "/seite/") is None


def test_where_a_connection_broke_the_request_goes_on_to_django_and_the_next_has_another(db, front):
    def lose():
        keeping.find("nowhere", "/")
        connection.connection.pgconn.finish()
        answer = ask(front, "nowhere", "/")
        close_old_connections()
        return answer[0], keeping.find("nowhere", "/")

    assert beside(lose) == ("599 Django was asked", None)
