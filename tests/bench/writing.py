"""The writing side: what a change costs, what it takes away, and when everybody sees it."""

from __future__ import annotations

import json
import multiprocessing
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage
from sites.delivery.store.building import Builder
from sites.delivery.store.documents import build_documents
from sites.delivery.store.listening import Address
from sites.delivery.store.middleware import NOT_TO_BE_STORED
from sites.delivery.store.scopes import watched_models
from sites.models import City, StoredAnswer
from tests.bench.goals import Goal, figure
from tests.bench.load import Request, ask_once
from tests.bench.reading import EXPANDED
from tests.bench.sample import Sampled, path_of
from tests.bench.servers import Server
from tests.bench.world import leaves
from tests.make import host_of

LOTS, PER_LOT = 4, 6  # publications with the triggers and without, in turns
# Answers one after another, over new connections, that have to tell the new text: of both workers, as a rule.
SEEN_BY = 4
SECTION = 3  # depth in the tree: below the home
GIVEN_UP_AFTER = 10  # seconds
PARTS = ("breadcrumbs", "navigation", "translations")

PUBLISH = Goal(1.3, " × stock", is_least=False)
VISIBLE = Goal(1_000, " ms p99", is_least=False)
REBUILT = Goal(100, " ms CPU", is_least=False)
QUERIES = Goal(12, " queries", is_least=False)
RATE = Goal(150, " a second")
NONE_OF_OTHERS = Goal(0, "", is_least=False)

Row = list[str]
HEADS = ("", "figure", "goal")


def page_of(sampled: Sampled) -> ContentPage:
    return ContentPage.objects.get(pk=sampled.key)


def write(page: ContentPage, text: str) -> None:
    """Publish the page with another first heading, as the admin does it."""
    blocks = list(page.body.raw_data)
    blocks[0] = {**blocks[0], "value": text}
    page.body = json.dumps([dict(block) for block in blocks])
    page.save_revision().publish()


def entitle(page: ContentPage, title: str) -> None:
    page.title = title
    page.save_revision().publish()


def built(builder: Builder, sampled: Sampled) -> None:
    """Have everything of a page stored."""
    for host, path in (
        *sampled.addresses,
        *((sampled.host, f"{sampled.api_path}/@{part}") for part in PARTS),
    ):
        builder.build((host, path))


@contextmanager
def without_triggers() -> Iterator[None]:
    """Wagtail as it is: nothing is noted of changes and no answer is deleted; the last thing to undo."""
    _switch("DISABLE")
    try:
        yield
    finally:
        _switch("ENABLE")


def _switch(word: str) -> None:
    with connection.cursor() as cursor:
        for model in watched_models():
            for event in ("inserted", "deleted", "updated"):
                table = model._meta.db_table
                cursor.execute(f"ALTER TABLE {table} {word} TRIGGER insist_answers_{event}")


def publishing(city: City) -> list[Row]:
    """Publish leaves without the triggers and with them; each has answers that the change takes."""
    builder, pages = Builder(), list(leaves(city))[:PER_LOT]
    sampled = [Sampled(page.pk, host_of(city), path_of(page)) for page in pages]
    stock: list[float] = []
    ours: list[float] = []
    deleted: list[float] = []
    for page in pages:
        write(page, "Zum ersten Mal")
    for lot in range(LOTS):
        with without_triggers():
            write(pages[0], f"Aufwärmen {lot}")
            stock += [_timed(lambda: write(page, f"Ohne {lot}")) for page in pages]  # noqa: B023
        for one in sampled:
            built(builder, one)
        for page in pages:
            before = StoredAnswer.objects.count()
            ours.append(_timed(lambda: write(page, f"Mit {lot}")))  # noqa: B023
            deleted.append(before - StoredAnswer.objects.count())
    ratio = statistics.median(ours) / statistics.median(stock)
    return [
        ["publish, triggers of the store off, ms", figure(statistics.median(stock)), ""],
        ["publish, with the triggers, ms", figure(statistics.median(ours)), PUBLISH.said(ratio)],
        ["rows deleted by each of these", figure(statistics.median(deleted)), ""],
    ]


def _timed(action: Callable[[], None]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def visible(server: Server, sampled: Sequence[Sampled]) -> list[Row]:
    """Publish, then ask until the new text is there; the pages are warm in all memories before."""
    times = []
    for number, one in enumerate(sampled):
        page, request, text = page_of(one), Request(one.host, one.api_path), f"Sichtbar {number}"
        for _time in range(SEEN_BY):
            ask_once(server.port, request)
        write(page, text)
        times.append(_wait_for(server, request, text.encode()))
    p99 = sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
    return [
        ["new text visible after, ms, p50", figure(statistics.median(times)), ""],
        [f"new text visible after, ms, the slowest of {len(times)}", figure(p99), VISIBLE.said(p99)],
    ]


def _wait_for(server: Server, request: Request, text: bytes) -> float:
    began, seen = time.perf_counter(), 0
    while seen < SEEN_BY:
        seen = seen + 1 if text in ask_once(server.port, request)[2] else 0
        if time.perf_counter() - began > GIVEN_UP_AFTER:
            break
    return (time.perf_counter() - began) * 1000


def rebuilding(sampled: Sequence[Sampled]) -> list[Row]:
    builder = Builder()
    rows = []
    for name, place in (("HTML", 0), ("JSON", 1)):
        times = []
        for one in sampled:
            began = time.process_time()
            builder.build(one.addresses[place])
            times.append((time.process_time() - began) * 1000)
        middle = statistics.median(times)
        rows.append([f"own page rebuilt, {name}, ms CPU", figure(middle), REBUILT.said(middle)])
    return [*rows, *_queries(sampled[0])]


def _queries(one: Sampled) -> list[Row]:
    client = Client(headers={"host": one.host})
    paths = [one.api_path, *(f"{one.api_path}/@{part}" for part in PARTS)]
    with CaptureQueriesContext(connection) as together:
        client.get(one.api_path + EXPANDED, **{NOT_TO_BE_STORED: True})  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as apart:
        for path in paths:
            client.get(path, **{NOT_TO_BE_STORED: True})  # type: ignore[arg-type]
    return [
        ["queries, JSON with 3 parts in one go", str(len(together)), QUERIES.said(len(together))],
        ["queries, the same as 4 answers to be stored", str(len(apart)), ""],
    ]


def _taken_by(change: Callable[[], None]) -> dict[int, int]:
    """Return how many stored answers of each city a change deletes."""
    before = _answers()
    change()
    after = _answers()
    return {city: before[city] - after[city] for city in before}


def _answers() -> Counter[int]:
    return Counter(StoredAnswer.objects.values_list("city_id", flat=True))


def deleting(sampled: Sequence[Sampled]) -> list[Row]:
    """What a change takes of the answers of its city and of others; all of `sampled` are stored before."""
    builder = Builder()
    cities = list(City.objects.with_site().order_by("slug"))
    own = cities[0]
    leaf = next(leaves(own))
    section = ContentPage.objects.get(pk=leaf.get_ancestors().get(depth=SECTION).pk)
    changes: list[tuple[str, Callable[[], None]]] = [
        ("a text of a leaf", lambda: write(leaf, "Ein anderer Text")),
        ("the title of a leaf", lambda: entitle(leaf, f"{leaf.title}.")),
        ("the title of a section", lambda: entitle(section, f"{section.title}.")),
    ]
    rows = []
    for name, change in changes:
        for one in sampled:
            _build_missing(builder, one)
        stored = _answers()
        taken = _taken_by(change)
        others = sum(count for city, count in taken.items() if city != own.pk)
        here = f"{taken.get(own.pk, 0)} of {stored[own.pk]}"
        rows.append([f"rows deleted by {name}", here, f"of other cities {NONE_OF_OTHERS.said(others)}"])
    return rows


def _build_missing(builder: Builder, one: Sampled) -> None:
    stored = set(StoredAnswer.objects.filter(host=one.host).values_list("path", flat=True))
    if not {path for _host, path in one.addresses} <= stored:
        built(builder, one)


def build_rate(sampled: Sequence[Sampled]) -> list[Row]:
    """Build these as `manage.py delivery rebuild` does: objects in chunks, pages one by one."""
    objects = [(one.host, one.api_path) for one in sampled]
    pages = [(one.host, one.path) for one in sampled[: len(sampled) // 6]]
    rows = []
    for what, some, build, goal in (
        ("objects", objects, _build_objects, RATE),
        ("HTML pages", pages, _build_pages, None),
    ):
        for processes in (1, 2):
            StoredAnswer.objects.all().delete()
            rate = len(some) / _build(some, build, processes)
            said = goal.said(rate) if goal else ""
            rows.append([f"{what} built a second, {processes} process(es)", figure(rate), said])
    return rows


def _build(addresses: Sequence[Address], build: Callable[[Sequence[Address]], None], processes: int) -> float:
    for address in addresses[:6]:  # templates and catalogues are read
        Builder().build(address)
    connection.close()  # no process may have the connection of another
    fork = multiprocessing.get_context("fork")
    size = -(-len(addresses) // processes)
    shares = [addresses[start : start + size] for start in range(0, len(addresses), size)]
    began = time.perf_counter()
    started = [fork.Process(target=build, args=[share]) for share in shares]
    for process in started:
        process.start()
    for process in started:
        process.join()
    if any(process.exitcode for process in started):
        raise RuntimeError("a process that builds answers failed")
    return time.perf_counter() - began


def _build_objects(addresses: Sequence[Address]) -> None:
    for city in City.objects.public().with_site():
        paths = {path for host, path in addresses if host == host_of(city)}
        for _tried in build_documents(city, paths):
            pass
    stored = set(StoredAnswer.objects.values_list("host", "path"))
    connection.close()
    if missing := set(addresses) - stored:
        raise RuntimeError(f"not built: {sorted(missing)[:3]}")


def _build_pages(addresses: Sequence[Address]) -> None:
    builder = Builder()
    wrong = [address for address in addresses if builder.build(address) != 200]
    connection.close()
    if wrong:
        raise RuntimeError(f"not built: {wrong[:3]}")
