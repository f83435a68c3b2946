"""`manage.py bench`: what a page costs beside the smallest answer of the same server, as a table."""

import statistics
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sites.frame.sitemap import public_pages
from sites.models import City

WARM_UP = 3


class Command(BaseCommand):
    help = "Measure one page of each type of the first public city: time, ratio, queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=50, help="requests per page (50)")

    def handle(self, *args: Any, **options: Any) -> None:
        city = City.objects.public().with_site().order_by("pk").first()
        if city is None:
            raise CommandError("There is no public city to measure; run make demo first.")
        client = Client(headers={"host": f"{city.site.hostname}:{city.site.port}"})
        paths = {"smallest answer": "/robots.txt"} | self._one_page_per_type(city)
        # Interleaved: a busy moment of the machine hits all rows alike.
        times: dict[str, list[float]] = {name: [] for name in paths}
        for _round in range(options["rounds"] + WARM_UP):
            for name, path in paths.items():
                started = time.perf_counter()
                client.get(path)
                times[name].append((time.perf_counter() - started) * 1000)
        self._print(client, paths, {name: values[WARM_UP:] for name, values in times.items()})

    def _one_page_per_type(self, city: City) -> dict[str, str]:
        pages = public_pages(city)
        return {str(page.page_type_display_name): page.get_url() for page in reversed(pages)}

    def _print(self, client: Client, paths: dict[str, str], times: dict[str, list[float]]) -> None:
        base = statistics.median(times["smallest answer"])
        self.stdout.write(f"{'':24}{'median ms':>10}{'p95 ms':>10}{'ratio':>8}{'queries':>9}")
        for name, path in paths.items():
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            median, p95 = statistics.median(times[name]), statistics.quantiles(times[name], n=20)[-1]
            self.stdout.write(f"{name:24}{median:10.2f}{p95:10.2f}{median / base:8.1f}{len(queries):9d}")
