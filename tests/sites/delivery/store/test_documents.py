"""Many objects at once: the same bytes as one by one, and nothing that they depend on is forgotten."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sites.delivery.addresses import PREFIX
from sites.delivery.store import building, documents
from sites.delivery.store.documents import build_documents
from sites.models import StoredAnswer
from tests.make import home_of, host_of, make_content
from tests.sites.delivery.store.walking import World, answer_of, difference, end_of_transaction, start_clock


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """A builder would close the connection of the test."""

    def ask(application, environ):
        answer = answer_of(environ["HTTP_HOST"], environ["PATH_INFO"].encode("latin-1").decode())
        return answer.status_code, answer.content

    monkeypatch.setattr(building, "ask", ask)


@pytest.fixture
def world(dortmund, stores):
    with start_clock() as clock:
        world = World([dortmund], random.Random(1), clock)  # noqa: S311
        world.build()
        yield world


def stored():
    rows = StoredAnswer.objects.filter(path__startswith=PREFIX)
    return {row.path: (bytes(row.body), row.headers, row.fresh_until, set(row.keys)) for row in rows}


def test_they_are_what_is_built_one_by_one(world, dortmund):
    paths = [f"{PREFIX}{path.rstrip('/')}" for _host, path in world.addresses_of_pages(dortmund)]
    for path in [*paths, *paths]:  # the first time pictures get their sizes, too
        StoredAnswer.objects.filter(path=path).delete()
        assert answer_of(host_of(dortmund), path).status_code == 200
    alone = stored()
    StoredAnswer.objects.all().delete()
    list(build_documents(dortmund, set(paths)))
    together = stored()
    assert together.keys() == alone.keys()
    for path, (body, headers, fresh_until, keys) in together.items():
        assert body == alone[path][0], f"{path}: {difference(alone[path][0], body)}"
        assert headers == alone[path][1], path
        assert fresh_until is None or fresh_until <= (alone[path][2] or fresh_until), path
        assert alone[path][3] <= keys, (path, sorted(alone[path][3] - keys))


def test_a_change_during_the_building_keeps_them_out(world, dortmund, monkeypatch):
    begin = documents.keeping.begin
    page = make_content(home_of(dortmund), slug="dazwischen")
    end_of_transaction()

    def begin_and_change():
        beginning = begin()
        page.title = "Nachher"
        page.save()
        end_of_transaction()
        return beginning

    monkeypatch.setattr(documents.keeping, "begin", begin_and_change)
    list(build_documents(dortmund, {f"{PREFIX}/dazwischen"}))
    assert not StoredAnswer.objects.filter(path=f"{PREFIX}/dazwischen").exists()


def test_queries_do_not_grow_with_the_number_of_pages(dortmund, stores):
    def queries(number):
        pages = [
            make_content(home_of(dortmund), body=[("text", "<p>Text</p>")], slug=f"viele-{number}-{one}")
            for one in range(number)
        ]
        end_of_transaction()
        answer_of(host_of(dortmund), PREFIX)
        with CaptureQueriesContext(connection) as found:
            list(build_documents(dortmund, {f"{PREFIX}/{page.slug}" for page in pages}))
        # Each answer is looked over for changes and written: these are the two that remain.
        return len(found) - 2 * number

    assert queries(2) == queries(20)
