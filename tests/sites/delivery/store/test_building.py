"""Building ahead, building all, and checking what is stored."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sites.delivery.store import building
from sites.delivery.store.building import Ahead, Builder, addresses_of
from sites.models import StoredAnswer
from tests.directory.make import field as activity
from tests.directory.make import make_association
from tests.make import home_of, host_of, make_content
from tests.sites.delivery.store.connections import beside
from tests.sites.delivery.store.walking import end_of_transaction


class Noted(Builder):
    """Builds as the worker does, and notes what."""

    def __init__(self):
        super().__init__()
        self.built = []

    def build(self, address):
        self.built.append(address)
        return super().build(address)


def run(*arguments):
    out = StringIO()
    call_command("delivery", *arguments, stdout=out)
    return out.getvalue()


def test_what_a_change_took_is_built_again(committed, get, rename):
    beside(get)
    ahead = Ahead(Noted())
    beside(rename)
    ahead.drop([("dortmund.localhost:8000", "/dazwischen/")])
    stop = threading.Event()
    thread = threading.Thread(target=lambda: (ahead.run(stop), __import__("django").db.connection.close()))
    thread.start()
    for _number in range(100):
        if beside(lambda: StoredAnswer.objects.filter(path="/dazwischen/").exists()):
            break
    stop.set()
    thread.join(5)
    [row] = beside(lambda: list(StoredAnswer.objects.filter(path="/dazwischen/")))
    assert b"Nachher" in bytes(row.body)


def test_what_was_taken_last_is_built_first():
    ahead = Ahead(Builder())
    ahead.drop([("host", "/a"), ("host", "/b")])
    ahead.drop([("host", "/a")])
    assert [ahead.next(0) for _number in range(3)] == [("host", "/a"), ("host", "/b"), None]


def test_of_a_large_change_only_a_part_is_built_ahead(monkeypatch):
    monkeypatch.setattr(building, "MOST_AHEAD", 2)
    ahead = Ahead(Builder())
    ahead.drop([("host", f"/{number}") for number in range(5)])
    assert len(ahead.wanted) == 2


@pytest.fixture
def filled(stores, dortmund, monkeypatch):
    """A small city, asked through Django's own test client: a builder would close the test's connection."""
    make_content(home_of(dortmund), slug="seite", title="Über uns")
    make_association(dortmund, "Chor", slug="chor", main_field=activity("musik"))
    end_of_transaction()
    from django.test import Client

    def client_answer(application, environ):
        meta = {key: value for key, value in environ.items() if key.startswith(("HTTP_", "insist."))}
        answer = Client().get(environ["PATH_INFO"].encode("latin-1").decode(), **meta)
        return answer.status_code, answer.content

    monkeypatch.setattr(building, "ask", client_answer)
    return dortmund


def test_what_the_sitemap_names_is_built_for_people_and_for_programs(filled):
    addresses = addresses_of(filled)
    host = host_of(filled)
    for path in ("/", "/seite/", "/verzeichnis/chor/", "/++api++", "/++api++/seite"):
        assert (host, path) in addresses


def test_rebuild_builds_what_is_missing(filled):
    assert "not built" not in run("rebuild", "--city", "dortmund")
    assert set(addresses_of(filled)) <= set(StoredAnswer.objects.values_list("host", "path"))
    StoredAnswer.objects.filter(path="/seite/").delete()
    again = run("rebuild", "--city", "dortmund")
    assert "Dortmund: 0 objects of pages" in again
    assert "Dortmund: 1 other answers" in again


@pytest.mark.full
def test_status_says_what_is_stored(filled):
    run("rebuild", "--city", "dortmund")
    number = StoredAnswer.objects.count()
    assert f"Dortmund: {number} answers" in run("status")
    assert "0 of what the sitemap names" in run("status", "--city", "dortmund")


@pytest.mark.full
def test_check_finds_an_answer_that_is_wrong_and_deletes_it(filled):
    run("rebuild", "--city", "dortmund")
    assert "Every stored answer is right." in run("check", "--city", "dortmund")
    StoredAnswer.objects.filter(path="/seite/").update(body=b"Falsch")
    with pytest.raises(CommandError, match="1 answers were wrong"):
        run("check", "--city", "dortmund")
    assert not StoredAnswer.objects.filter(path="/seite/").exists()


def test_check_stores_nothing(filled):
    run("check", "--city", "dortmund")
    assert not StoredAnswer.objects.exists()


def test_an_unknown_city_is_named(filled):
    with pytest.raises(CommandError, match="--city: there is no public city “atlantis”"):
        run("status", "--city", "atlantis")
