"""`manage.py create_city dortmund --name Dortmund --host dortmund.example.org --languages de,en`"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from sites.choices import CityState
from sites.cities import CityPlan, create_city


def words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def codes(text: str) -> tuple[str, ...]:
    """Return the words, each once."""
    return tuple(dict.fromkeys(words(text)))


class Command(BaseCommand):
    help = "Make a city with its pages, groups and rights, or add what an existing one lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="short name, for example dortmund")
        parser.add_argument("--name", default="", help="as people say it, for example “Halle (Saale)”")
        parser.add_argument(
            "--host", default="", help="host name of the site, with a port where it needs one"
        )
        parser.add_argument("--languages", type=codes, default=(), help="codes with commas between: de,en,tr")
        parser.add_argument("--regions", type=codes, default=(), help="codes of outlines, or code=Name")
        parser.add_argument("--inks", type=words, default=(), help="two colours: #FFB238,#35A0AE")
        parser.add_argument("--email", default="", help="mailbox of the project office")
        parser.add_argument("--phone", default="", help="telephone of the project office")
        parser.add_argument("--place", default="", help="house, street and town of the project office")
        parser.add_argument("--state", choices=CityState.values, default="", help="hidden unless told")

    def handle(self, *args: Any, **options: Any) -> None:
        fields = ("slug", "name", "host", "languages", "regions", "inks", "state")
        contact = {name: options[name] for name in ("email", "phone", "place") if options[name]}
        try:
            added = create_city(CityPlan(**{name: options[name] for name in fields}, contact=contact))
        except ValidationError as error:
            raise CommandError("; ".join(self._lines(error))) from error
        for line in added:
            self.stdout.write(f"+ {line}")
        if not added:
            self.stdout.write("Nothing is missing.")

    def _lines(self, error: ValidationError) -> list[str]:
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
