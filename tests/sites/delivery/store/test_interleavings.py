"""An answer whose building began before a change is not stored after it, however the two meet."""

import threading
import time

import pytest
from django.db import connection

from sites.delivery.store import keeping, middleware
from sites.delivery.store.triggers import STORE_LOCK
from sites.models import StoredAnswer
from tests.sites.delivery.store.connections import PATIENCE, InFlight, beside

PATH = "/dazwischen/"


def stored_titles():
    """What is stored of the page, as every connection sees it."""
    rows = beside(lambda: list(StoredAnswer.objects.filter(path=PATH)))
    return ["Vorher" if b"Vorher" in bytes(row.body) else "Nachher" for row in rows]


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something on another connection when a building has read everything and not stored yet."""

    def during(action):
        keep = keeping.keep

        def after(*args):
            beside(action)
            return keep(*args)

        monkeypatch.setattr(middleware.keeping, "keep", after)

    return during


def test_what_nobody_disturbs_is_stored(committed, get):
    beside(get)
    assert stored_titles() == ["Vorher"]


def test_a_change_that_commits_before_it_is_stored_keeps_it_out(committed, get, rename, meanwhile):
    meanwhile(rename)
    assert "Vorher" in beside(get).text
    assert stored_titles() == []


def test_a_change_of_something_else_does_not_keep_it_out(committed, get, meanwhile, potsdam):
    from tests.make import home_of

    def elsewhere():
        home = home_of(potsdam)
        home.save()

    meanwhile(elsewhere)
    beside(get)
    assert stored_titles() == ["Vorher"]


def test_a_change_in_flight_takes_away_what_is_stored_meanwhile(committed, get, rename):
    change = InFlight(rename)
    beside(get)
    assert stored_titles() == ["Vorher"]
    change.commit()
    assert stored_titles() == []


def test_a_change_that_is_rolled_back_takes_nothing_away(committed, get, rename):
    change = InFlight(rename)
    beside(get)
    change.roll_back()
    assert stored_titles() == ["Vorher"]


def test_a_change_begun_before_and_committed_during_the_building_keeps_it_out(
    committed, get, rename, meanwhile
):
    change = InFlight(rename)
    meanwhile(change.commit)
    assert "Vorher" in beside(get).text
    assert stored_titles() == []


def test_whoever_stores_waits_for_a_commit_that_is_just_deleting(committed, get):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [STORE_LOCK])
        try:
            thread = threading.Thread(target=lambda: beside(get))
            thread.start()
            thread.join(1)
            assert thread.is_alive()
            assert not StoredAnswer.objects.filter(path=PATH).exists()
        finally:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [STORE_LOCK])
    thread.join(PATIENCE)
    assert stored_titles() == ["Vorher"]


def test_two_changes_with_the_same_answers_do_not_wait_for_each_other(committed, get, rename):
    from home.models import ContentPage

    def other():
        ContentPage.objects.filter(pk=committed.pk).update(search_description="Anders")

    for path in (PATH, "/++api++/dazwischen", "/++api++/dazwischen/@breadcrumbs"):
        beside(lambda path=path: get(path))
    first = InFlight(rename)
    first.commit()
    beside(other)
    assert stored_titles() == []


def test_the_new_answer_is_stored_again(committed, get, rename):
    beside(get)
    beside(rename)
    beside(get)
    assert stored_titles() == ["Nachher"]


def test_many_build_the_same_once(committed, get, monkeypatch):
    built, all_here = [], threading.Barrier(4)
    begin = keeping.begin

    def counted():
        built.append(1)
        time.sleep(1)  # in which the others have come to where they wait
        return begin()

    monkeypatch.setattr(middleware.keeping, "begin", counted)
    from django.core.handlers.wsgi import WSGIHandler

    handler = WSGIHandler()
    threads = [threading.Thread(target=_ask, args=[handler, all_here]) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(built) == 1


def _ask(handler, all_here):
    from django.test import RequestFactory

    environ = RequestFactory().get(PATH, headers={"host": "dortmund.localhost:8000"}).environ
    all_here.wait(PATIENCE)
    try:
        b"".join(handler(environ, lambda status, headers: None))
    finally:
        connection.close()
