"""`manage.py directory check` compares the public entries with their sources; `rebuild` sets them right."""

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory.repair import Difference, compare_all, repair_all


class Command(BaseCommand):
    help = "Compare the public entries of associations with what their sources say, or set them right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["check", "rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        rebuilds = options["action"] == "rebuild"
        wrong = self._walk(repair_all() if rebuilds else compare_all())
        entries = len({one.key for one in wrong})
        if rebuilds:
            self.stdout.write(f"{entries} entries repaired")
        elif entries:
            raise CommandError(f"{entries} entries are wrong; `manage.py directory rebuild` repairs them.")
        else:
            self.stdout.write("All entries are right.")

    def _walk(self, chunks: Iterable[tuple[int, list[Difference]]]) -> list[Difference]:
        began, looked, wrong = time.monotonic(), 0, []
        for count, found in chunks:
            looked += count
            wrong += found
            for one in found:
                self.stdout.write(f"  {one}")
            seconds = time.monotonic() - began
            self.stdout.write(f"{looked} looked at, {looked / max(seconds, 0.001):.0f} a second")
        return wrong
