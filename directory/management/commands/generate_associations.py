"""`manage.py generate_associations --count 10000`: invented associations, for trials with many entries."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.demo.generation import generate
from sites.models import City


class Command(BaseCommand):
    help = "Write invented associations with their public entries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", type=int, required=True, help="how many, in all cities together")
        parser.add_argument("--city", metavar="SLUG", default="", help="one city; else all, in equal parts")
        parser.add_argument("--seed", default="1", help="another seed, other associations")

    def handle(self, *args: Any, **options: Any) -> None:
        known = City.objects.with_site().order_by("slug")
        cities = list(known.filter(slug=options["city"]) if options["city"] else known)
        if not cities:
            raise CommandError(f"--city: there is no city {options['city']!r}.")
        if options["count"] < 1:
            raise CommandError("--count: at least 1.")
        began, written = time.monotonic(), 0
        for place, city in enumerate(cities):
            share = (options["count"] + place) // len(cities)
            for lot in generate(city, share, options["seed"], timezone.localdate()):
                written += lot
                rate = written / (time.monotonic() - began)
                self.stdout.write(f"{city.slug}: {written} of {options['count']}, {rate:.0f} a second")
