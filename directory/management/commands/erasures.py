"""`manage.py erasures list > FILE` keeps the record of erased persons beside the backups; `replay FILE` applies it.

A backup that is restored brings back whoever was erased since. The record holds keyed
hashes of addresses and no address; it needs the SECRET_KEY it was made with.
"""

import json
from argparse import ArgumentParser, FileType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.models import Erasure
from directory.persons import replay
from sites.models import City


class Command(BaseCommand):
    help = "Print the record of erased persons, or erase them again after a backup was restored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["list", "replay"])
        parser.add_argument("file", nargs="?", type=FileType(), help="what `list` printed before the restore")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "list":
            for one in Erasure.objects.select_related("city").order_by("erased_at"):
                self.stdout.write(
                    json.dumps({"city": one.city.slug, "digest": one.digest, "counts": one.counts})
                )
            return
        if options["file"]:
            self._take_in(options["file"])
        erasures = list(Erasure.objects.all())
        self.stdout.write(f"{len(erasures)} erasures, {replay(erasures)} addresses erased again")

    def _take_in(self, file: Any) -> None:
        """Add what the restored record lacks."""
        cities = {city.slug: city for city in City.objects.all()}
        known = set(Erasure.objects.values_list("city__slug", "digest"))
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
                city, digest = cities[row["city"]], row["digest"]
            except (ValueError, KeyError, TypeError) as error:
                raise CommandError(f"line {number} is no line of `erasures list`: {error}") from error
            if (city.slug, digest) not in known:
                Erasure.objects.create(city=city, digest=digest, counts=row.get("counts", {}))
