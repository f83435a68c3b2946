"""The pages that are asked for: some of each city and language, always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page

from home.models import ContentPage
from sites.delivery.addresses import PREFIX
from sites.delivery.store.listening import Address
from sites.models import City
from tests.bench.world import SEED
from tests.make import host_of


@dataclass(frozen=True)
class Sampled:
    key: int
    host: str
    path: str

    @property
    def api_path(self) -> str:
        return f"{PREFIX}{self.path.rstrip('/')}"

    @property
    def addresses(self) -> list[Address]:
        return [(self.host, self.path), (self.host, self.api_path)]


def sample(count: int) -> list[Sampled]:
    """Return so many pages of the benchmark in any order, the same each time."""
    found = [page for city in City.objects.with_site().order_by("slug") for page in pages_of(city)]
    random.Random(SEED).shuffle(found)  # noqa: S311 (no secret)
    return found[:count]


def pages_of(city: City) -> list[Sampled]:
    pages = ContentPage.objects.none()
    for home in city.homes():
        pages |= ContentPage.objects.descendant_of(home)
    pages = pages.filter(slug__startswith="seite-", live=True).select_related("locale").order_by(F("path"))
    return [Sampled(page.pk, host_of(city), path_of(page)) for page in pages]


def path_of(page: Page) -> str:
    """The path of its address on the host of its city."""
    parts = page.get_url_parts()
    assert parts is not None
    return str(parts[2])
