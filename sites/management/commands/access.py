"""Print docs/access.md: `manage.py access > docs/access.md`."""

from typing import Any

from django.core.management.base import BaseCommand

from sites.access.table import access_document


class Command(BaseCommand):
    help = "Print who may do what, as docs/access.md has it"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(access_document(), ending="")
