"""`make bench`; see the package."""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")

from insist.database import start_embedded

CITY = "dortmund"
ASKED = 100  # pages
BUILT = 900  # objects, to measure how fast they are built; of pages as people see them a sixth of that
SEEN = 30  # publications that are waited for
REBUILT = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Numbers, side by side.")
    parser.add_argument("--fresh", action="store_true", help="make the data anew")
    parser.add_argument("--pages", type=int, default=3_000, help="where the data are made (3000)")
    parser.add_argument("--rounds", type=int, default=5, help="of asking for each case (5)")
    parser.add_argument("--seconds", type=float, default=2, help="of each round (2)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))  # so that the servers are stopped
    start_embedded()
    django.setup()
    return _measure(options)


def _measure(options: argparse.Namespace) -> int:
    from sites.models import City
    from tests.bench import page_types, reading, world, writing
    from tests.bench.goals import Table
    from tests.bench.load import CLIENT
    from tests.bench.sample import sample

    began = time.monotonic()

    def say(text: str) -> None:
        sys.stderr.write(f"[{time.monotonic() - began:5.1f} s] {text}\n")

    world.prepare(pages=options.pages, fresh=options.fresh, say=say)
    city = City.objects.with_site().get(slug=CITY)
    pages = sample(max(ASKED, BUILT))
    asked = pages[:ASKED]
    say("page types")
    types = page_types.table(city, options.rounds * 4)
    say("building")
    built = writing.build_rate(pages[:BUILT])
    with ExitStack() as stack:
        say("servers")
        servers = reading.start_all(stack)
        cases = reading.cases_of(asked, servers["warm"])
        reading.check(cases, servers)
        reading.settle(cases, servers)
        say(f"{reading.FEW} connections")
        reading.run(cases, servers, reading.FEW, options.rounds, options.seconds)
        few = reading.table(cases, reading.FEW, _notes(CLIENT))
        say(f"{reading.MANY} connections")
        reading.run(cases, servers, reading.MANY, (options.rounds + 1) // 2, options.seconds)
        many = reading.table(cases, reading.MANY)
        memory = reading.memory_table(servers)
        say("visible")
        seen = writing.visible(servers["warm"], asked[:SEEN])
    say("publishing")
    written = [
        *writing.publishing(city),
        *seen,
        *writing.rebuilding(asked[:REBUILT]),
        *writing.deleting(pages),
        *built,
    ]
    tables = [few, many, memory, Table("Writing", writing.HEADS, written), types]
    _publish(tables, f"{time.monotonic() - began:.0f} seconds")
    return 0


def _notes(client: str) -> list[str]:
    return [
        f"Asked by {client}, which shares the {os.cpu_count()} cores with the servers and the database: so the "
        "fastest cases are faster than they look. Median of the rounds; × is the median of the ratios round by "
        "round. CPU is that of the web processes, without the database. bytes include the headers. `empty view, "
        "stock` and v3 have the middleware of a new Wagtail project; `HTML page built by Django` is the "
        "product’s page without the store. wrk leaves without its last answers, so the CPU of slow cases is a "
        "little too high with it. In the row of a 304 a request sends the ETag."
    ]


def _publish(tables: list, took: str) -> None:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    told = f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the end, {took}."
    sys.stdout.write("\n\n".join([told, *(table.plain() for table in tables)]))
    report = Path(settings.VAR_DIR) / "bench.md"
    report.write_text("\n".join([f"# Numbers\n\n{told}\n", *(table.markdown() for table in tables)]))


if __name__ == "__main__":
    sys.exit(main())
