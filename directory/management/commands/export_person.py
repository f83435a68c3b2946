"""`manage.py export_person ADDRESS`: all that is stored on a mail address, in all cities, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from directory.persons import stored_about
from sites.models import City


class Command(BaseCommand):
    help = "Print all that is stored on a mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        if "@" not in options["address"]:
            raise CommandError(f"{options['address']!r} is no mail address.")
        found = stored_about(options["address"], City.objects.all())
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
