"""`manage.py delivery rebuild|check|status`: the stored answers of the cities."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Sum
from django.db.models.functions import Length

from sites.delivery.addresses import PREFIX
from sites.delivery.store.building import Builder, addresses_of
from sites.delivery.store.checking import wrong_answers
from sites.delivery.store.documents import build_documents
from sites.delivery.store.keeping import sweep
from sites.delivery.store.listening import Address
from sites.delivery.store.release import release
from sites.models import City, StoredAnswer

EVERY = 100  # addresses between two lines of progress


class Command(BaseCommand):
    help = "Build all stored answers, check them, or say what is stored. Safe while people publish."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "check", "status"])
        parser.add_argument("--city", help="slug of one city; all of them without it")

    def handle(self, *args: Any, **options: Any) -> None:
        cities = City.objects.public().with_site().order_by("pk")
        if options["city"]:
            cities = cities.filter(slug=options["city"])
            if not cities:
                raise CommandError(f"--city: there is no public city “{options['city']}”.")
        {"rebuild": self.rebuild, "check": self.check_stored, "status": self.status}[options["action"]](
            cities
        )

    def rebuild(self, cities: Iterable[City]) -> None:
        """Build what is not stored; what is stored is right, or the change would have deleted it."""
        sweep()
        for city in cities:
            objects = {path for _host, path in self._missing(city) if path.startswith(PREFIX)}
            self._say_rate(city, "objects of pages", *self._count(build_documents(city, objects)))
            self._say_rate(city, "other answers", *self._count(self._one_by_one(self._missing(city))))

    def _one_by_one(self, missing: list[Address]) -> Iterator[int]:
        builder = Builder()
        for number, address in enumerate(missing, start=1):
            if builder.build(address) != 200:
                self.stdout.write(f"not built: {''.join(address)}")
            yield number

    def _count(self, numbers: Iterable[int]) -> tuple[int, float]:
        """Show progress; return the last number and the seconds that it took."""
        began, last = time.monotonic(), 0
        for number in numbers:
            if number // EVERY > last // EVERY:
                self.stdout.write(f"{number} …")
            last = number
        return last, time.monotonic() - began

    def _say_rate(self, city: City, what: str, number: int, seconds: float) -> None:
        rate = number / seconds if number else 0
        self.stdout.write(f"{city.name}: {number} {what} in {seconds:.1f} s, {rate:.0f} per second")

    def _missing(self, city: City) -> list[Address]:
        stored = StoredAnswer.objects.filter(city=city, release=release())
        known = set(stored.values_list("host", "path"))
        return [address for address in addresses_of(city) if address not in known]

    def check_stored(self, cities: Iterable[City]) -> None:
        """Build every stored answer anew and compare. Raises CommandError if one was wrong; it is deleted."""
        wrong = []
        for city in cities:
            rows = list(StoredAnswer.objects.filter(city=city, release=release()).order_by("pk"))
            wrong += list(wrong_answers(self._with_progress(rows)))
        for row, why in wrong:
            self.stdout.write(f"{row}: {why}")
        if wrong:
            raise CommandError(f"{len(wrong)} answers were wrong and are deleted.")
        self.stdout.write("Every stored answer is right.")

    def status(self, cities: Iterable[City]) -> None:
        for city in cities:
            rows = StoredAnswer.objects.filter(city=city, release=release())
            found = rows.aggregate(number=Count("pk"), size=Sum(Length("body")))
            missing = len(self._missing(city))
            self.stdout.write(
                f"{city.name}: {found['number']} answers, {(found['size'] or 0) / 1e6:.1f} MB; "
                f"{missing} of what the sitemap names are not stored yet"
            )
        old = StoredAnswer.objects.exclude(release=release()).count()
        if old:
            self.stdout.write(f"{old} answers of another release, which nobody is given")

    def _with_progress(self, things: list[Any]) -> Iterator[Any]:
        for number, thing in enumerate(things, start=1):
            yield thing
            if number % EVERY == 0 or number == len(things):
                self.stdout.write(f"{number} of {len(things)}")
