"""`manage.py messages update | compile | check`: keep the message catalogues, without GNU gettext."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sites.catalogue_checks import check_catalogues
from sites.catalogues import ROOT, CatalogueError, compile_catalogues, update_catalogues


class Command(BaseCommand):
    help = "Collects strings into the .po files, compiles them, or lists what is missing or wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["update", "compile", "check"])
        parser.add_argument(
            "--language", action="append", default=[], help="with update: start this language too"
        )
        parser.add_argument("--root", type=Path, default=ROOT, help="project folder, for tests")

    def handle(self, *args: Any, action: str, language: list[str], root: Path, **options: Any) -> None:
        try:
            match action:
                case "update":
                    for po in update_catalogues(root, language):
                        self.stdout.write(f"updated {po.relative_to(root)}")
                case "compile":
                    self.stdout.write(f"{compile_catalogues(root)} catalogues compiled")
                case "check":
                    self._check(root)
        except CatalogueError as error:
            raise CommandError(str(error)) from error

    def _check(self, root: Path) -> None:
        problems = check_catalogues(root)
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems in the message catalogues")
