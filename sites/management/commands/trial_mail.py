"""`manage.py trial_mail ADDRESS`: queue a mail that shows whether mails arrive."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sites.mail import send_mail
from sites.models import City


class Command(BaseCommand):
    help = "Queue a trial mail, from the product or from a city."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--city", metavar="SLUG", default="")
        parser.add_argument("--language", metavar="CODE", default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        city = City.objects.with_site().filter(slug=options["city"]).first()
        if options["city"] and city is None:
            raise CommandError(f"--city: there is no city {options['city']!r}.")
        if options["language"] not in dict(settings.LANGUAGES):
            raise CommandError(f"--language: {options['language']!r} is no language that INSIST knows.")
        send_mail("trial", to=options["address"], language=options["language"], city=city)
        self.stdout.write("Queued; the worker sends it.")
