"""What is measured on: three cities in three languages, some thousand pages, associations.

Made once, in a database that is kept. The pages are written as rows, because publishing thousands one by
one takes a quarter of an hour; what stands in the rows is what publishing would have left there.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from psycopg import sql
from wagtail.models import Page

from home.models import ContentPage, ForumPage, HomePage
from sites.catalogues import compile_catalogues
from sites.choices import CityState
from sites.cities import CityPlan, create_city
from sites.frame.pictures import SPECS
from sites.models import City, Image
from tests.home.make import picture_of
from tests.make import (
    make_event,
    make_fair,
    make_forum,
    make_image,
    make_news,
    make_offer,
    make_result,
    make_story,
)

LANGUAGES = ("de", "en", "tr")
CITIES = (
    CityPlan("dortmund", "Dortmund", "dortmund.localhost:8000", LANGUAGES, ("dortmund",)),
    CityPlan("potsdam", "Potsdam", "potsdam.localhost:8000", LANGUAGES, ("potsdam",), ("#F4A6B7", "#5AA2DC")),
    CityPlan("halle", "Halle (Saale)", "halle.localhost:8000", LANGUAGES, ("halle",), ("#FF9070", "#A286D8")),
)
PAGES = 3_000  # in all trees together
ASSOCIATIONS = 3_000
PICTURES = 6  # per city
SECTIONS, PARTS = 4, 3  # below a home; below each page of the next two levels
SEED = 8

# fmt: off
WORDS = (
    "Verein", "Stadtteil", "Treffen", "Garten", "Chor", "Sprache", "Nachbarschaft", "Bühne", "Werkstatt",
    "Küche", "Bücher", "Kinder", "Jugend", "Beratung", "Raum", "Schlüssel", "Abend", "Sommer", "Straße",
    "Forum", "Idee", "Antrag", "Förderung", "Ehrenamt", "Musik", "Sport", "Hilfe",
)
# Three headings, six texts with a link each, three lists, two pictures.
KINDS = (
    "heading", "text", "picture", "text", "list", "heading", "text",
    "text", "list", "picture", "heading", "text", "list", "text",
)
# fmt: on

Say = Callable[[str], None]


@dataclass(frozen=True)
class Place:
    """Where a page stands: `above` is the place of its parent in the list of all, None for the home."""

    above: int | None
    number: int  # among its siblings, from 1
    level: int  # below the home, from 1


def places(count: int) -> list[Place]:
    """Return a tree of so many pages: sections with two levels of parts below, the rest beside one another."""
    second, third = SECTIONS, SECTIONS + SECTIONS * PARTS
    leaves = third + SECTIONS * PARTS**2
    found = []
    for index in range(count):
        if index < second:
            found.append(Place(None, index + 1, 1))
        elif index < third:
            found.append(Place((index - second) // PARTS, (index - second) % PARTS + 1, 2))
        elif index < leaves:
            found.append(Place(second + (index - third) // PARTS, (index - third) % PARTS + 1, 3))
        else:
            width = leaves - third
            found.append(Place(third + (index - leaves) % width, (index - leaves) // width + 1, 4))
    return found


def prepare(*, pages: int, fresh: bool, say: Say) -> None:
    """Make what is missing of the database and of what stands in it."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    compile_catalogues()
    _make_database(fresh)
    call_command("migrate", verbosity=0)
    if ForumPage.objects.exists():  # made last
        return
    say("data, once")
    make_world(pages, ASSOCIATIONS if pages >= PAGES else pages, say)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_world(pages: int, associations: int, say: Say) -> None:
    for plan in CITIES:
        plan = CityPlan(**{**vars(plan), "state": CityState.OPEN, "contact": {"email": "stadt@example.org"}})
        create_city(plan)
    for city in City.objects.with_site().filter(slug__in=[plan.slug for plan in CITIES]):
        written = make_pages(city, pages // len(CITIES) // len(LANGUAGES))
        say(f"{city.name}: {written} pages")
    call_command("generate_associations", count=associations, verbosity=0, stdout=_Silence())
    make_one_of_each(City.objects.with_site().get(slug=CITIES[0].slug))


def make_one_of_each(city: City) -> None:
    """Publish one page of each type that the starter pages have not."""
    make_news(city)
    make_story(city)
    make_offer(city)
    make_fair(city)
    forum = make_forum(city)
    make_result(city, make_event(forum))


class _Silence:
    def write(self, text: str) -> None:
        pass


def _make_database(fresh: bool) -> None:
    name = sql.Identifier(settings.DATABASES["default"]["NAME"])
    parameters = connection.get_connection_params() | {"dbname": settings.MAIN_DATABASE}
    for of_django in ("cursor_factory", "context"):
        parameters.pop(of_django, None)
    with psycopg.connect(**parameters, autocommit=True) as beside:
        if fresh:
            beside.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        with suppress(psycopg.errors.DuplicateDatabase):
            beside.execute(sql.SQL("CREATE DATABASE {}").format(name))


@transaction.atomic
def make_pages(city: City, per_language: int, languages: Sequence[str] = LANGUAGES) -> int:
    """Write the pages of a city in all its languages; return how many."""
    choice = random.Random(f"{SEED} {city.slug}")  # noqa: S311 (no secret)
    pictures = [_make_picture(city, number) for number in range(PICTURES)]
    keys = [uuid.uuid4() for _place in range(per_language)]
    written = 0
    for language in languages:
        home = HomePage.objects.get(pk__in=city.homes(), locale__language_code=language)
        if not home.live:
            home.save_revision().publish()
        pages = Page.objects.bulk_create(_pages(home, keys, choice))
        _write_bodies(pages, pictures, choice)
        written += len(pages)
    return written


def _make_picture(city: City, number: int) -> Image:
    image = make_image(city, size=(1600, 400), title=f"Bild {number}", credit="INSIST", licence="CC0")
    image.get_renditions(*SPECS)
    return image


def _pages(home: Page, keys: list[uuid.UUID], choice: random.Random) -> list[Page]:
    first, now = home.numchild, timezone.now()
    kind = ContentType.objects.get_for_model(ContentPage)
    tree = places(len(keys))
    children = [0] * len(tree)
    pages: list[Page] = []
    for place, key in zip(tree, keys, strict=True):
        above = home if place.above is None else pages[place.above]
        if place.above is not None:
            children[place.above] += 1
        step = place.number + (first if place.above is None else 0)
        depth = home.depth + place.level
        title = " ".join(choice.choices(WORDS, k=3))
        page = Page(
            path=Page._get_path(above.path, depth, step),
            depth=depth,
            title=title,
            draft_title=title,
            slug=f"seite-{place.number}",
            locale_id=home.locale_id,
            translation_key=key,
            content_type=kind,
            live=True,
            first_published_at=now,
            last_published_at=now,
            show_in_menus=place.level == 1,
            search_description=sentence(choice),
        )
        page.set_url_path(above)
        pages.append(page)
    for page, number in zip(pages, children, strict=True):
        page.numchild = number
    Page.objects.filter(pk=home.pk).update(numchild=F("numchild") + min(SECTIONS, len(pages)))
    return pages


def _write_bodies(pages: list[Page], pictures: list[Image], choice: random.Random) -> None:
    table = ContentPage._meta.db_table
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} (page_ptr_id, body, purpose) FROM STDIN") as rows,
    ):
        for page in pages:
            rows.write_row((page.pk, json.dumps(body(pages, pictures, choice)), ""))


def body(pages: list[Page], pictures: list[Image], choice: random.Random) -> list[dict[str, object]]:
    """Return fourteen blocks as the database stores them, with links into `pages`."""
    blocks = []
    for kind in KINDS:
        if kind == "heading":
            name, value = "heading", " ".join(choice.choices(WORDS, k=4))
        elif kind == "picture":
            name, value = picture_of(choice.choice(pictures))
        elif kind == "list":
            name = "text"
            value = f"<ul>{''.join(f'<li>{sentence(choice)}</li>' for _item in range(4))}</ul>"
        else:
            link = f'<a linktype="page" id="{choice.choice(pages).pk}">{choice.choice(WORDS)}</a>'
            name, value = "text", f"<p>{sentence(choice)} {link} {sentence(choice)} {sentence(choice)}</p>"
        key = str(uuid.UUID(int=choice.getrandbits(128), version=4))
        blocks.append({"type": name, "value": value, "id": key})
    return blocks


def sentence(choice: random.Random) -> str:
    return " ".join(choice.choices(WORDS, k=12)) + "."


def leaves(city: City, language: str = "de") -> Iterator[ContentPage]:
    """The pages of the lowest level of a city in one language, in the order of the tree."""
    home = HomePage.objects.get(pk__in=city.homes(), locale__language_code=language)
    found = ContentPage.objects.descendant_of(home).filter(slug__startswith="seite-", numchild=0)
    yield from found.order_by("path")
