"""`manage.py check_cities` tells what each city lacks; `create_city <slug>` adds it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sites.cities import check_city
from sites.models import City


class Command(BaseCommand):
    help = "Tell what each city lacks (pages, permissions, workflow …)."

    def handle(self, *args: Any, **options: Any) -> None:
        lacks = 0
        for city in City.objects.with_site():
            missing = check_city(city)
            lacks += len(missing)
            self.stdout.write(f"{city.slug}: {'complete' if not missing else ''}".rstrip())
            for line in missing:
                self.stdout.write(f"  - {line}")
        if lacks:
            raise CommandError("Run create_city with the short name of the city to add what is missing.")
