"""One page of each type, built in this process without a store: time and queries."""

from __future__ import annotations

import statistics
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sites.delivery.store.middleware import NOT_TO_BE_STORED
from sites.frame.sitemap import public_pages
from sites.models import City
from tests.bench.goals import Table, figure
from tests.bench.sample import path_of
from tests.make import host_of

WARM_UP = 3
SMALLEST = "smallest answer"


def table(city: City, rounds: int) -> Table:
    client = Client(headers={"host": host_of(city)})
    paths = {SMALLEST: "/robots.txt"} | {
        str(page.page_type_display_name): path_of(page) for page in reversed(public_pages(city))
    }
    # Interleaved: a busy moment of the machine hits all rows alike.
    times: dict[str, list[float]] = {name: [] for name in paths}
    for _round in range(rounds + WARM_UP):
        for name, path in paths.items():
            began = time.perf_counter()
            _get(client, path)
            times[name].append((time.perf_counter() - began) * 1000)
    base = statistics.median(times[SMALLEST][WARM_UP:])
    rows = [_row(client, name, paths[name], times[name][WARM_UP:], base) for name in paths]
    return Table("One page of each type, built", ("", "median ms", "p95 ms", "ratio", "queries"), rows)


def _row(client: Client, name: str, path: str, times: list[float], base: float) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        _get(client, path)
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [name, figure(median), figure(p95), figure(median / base), str(len(queries))]


def _get(client: Client, path: str) -> None:
    answer = client.get(path, **{NOT_TO_BE_STORED: True})  # type: ignore[arg-type]
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
