"""Print the description of the API: `manage.py openapi > tests/sites/delivery/openapi.json`."""

from typing import Any

from django.core.management.base import BaseCommand

from sites.delivery.docs import description_text


class Command(BaseCommand):
    help = "Print the description of the API (OpenAPI 3.1), as the test has it"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(description_text(), ending="")
