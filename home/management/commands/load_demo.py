"""`manage.py load_demo` loads the demonstration into the database, without starting anything."""

from typing import Any

from django.core.management.base import BaseCommand

from home.demo.loader import load_accounts, load_demo


class Command(BaseCommand):
    help = "Load the demonstration: three cities with their pages and accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        cities = load_demo(self.stdout.write)
        load_accounts(cities)
