"""The pages that every city starts with: the lists, and the legal pages.

Their texts stand in one file per language; a city gets what there is in those of
its languages, and edits it like any other page.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.choices import Listing, Purpose
from home.models import ContentPage, ListPage
from sites.models import City
from sites.registry import CityStep

FOLDER = Path(__file__).resolve().parent
Texts = dict[str, Any]
IN_MENU = (Listing.EVENTS, Listing.FORUMS, Listing.RESULTS, Listing.OFFERS, Listing.STORIES)
KINDS = [*Listing.values, *Purpose.values]  # in the order of the menu and the foot


def starter_languages(city: City) -> list[str]:
    """The languages of the city in which starter texts exist, German first."""
    return [code for code in city.languages if (FOLDER / f"{code}.toml").exists()]


def read_texts(language: str) -> dict[str, Texts]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text())


def missing_pages(city: City) -> Iterator[tuple[Page, str]]:
    """Yield (home page, kind) for each starter page that the city lacks."""
    homes = {home.locale.language_code: home for home in city.homes().select_related("locale")}
    for language in starter_languages(city):
        if language in homes:
            have = set(_kinds_below(homes[language]))
            texts = read_texts(language)
            yield from ((homes[language], kind) for kind in KINDS if kind in texts and kind not in have)


def _kinds_below(home: Page) -> list[str]:
    lists = ListPage.objects.child_of(home).values_list("listing", flat=True)
    legal = ContentPage.objects.child_of(home).values_list("purpose", flat=True)
    return [*lists, *legal]


def run_starter_pages(city: City) -> list[str]:
    added = [_add_page(city, home, kind) for home, kind in missing_pages(city)]
    return [_("page %(url)s") % {"url": page.full_url} for page in added]


def check_starter_pages(city: City) -> list[str]:
    return [
        _("no page “%(kind)s” in “%(code)s”") % {"kind": kind, "code": home.locale.language_code}
        for home, kind in missing_pages(city)
    ]


def _add_page(city: City, home: Page, kind: str) -> Page:
    texts = read_texts(home.locale.language_code)[kind]
    summary = texts["summary"].format(**_facts(city))
    fields = {"title": texts["title"], "slug": texts["slug"], "search_description": summary}
    if kind in Listing.values:
        page: Page = ListPage(listing=kind, show_in_menus=kind in IN_MENU, **fields)
    else:
        page = ContentPage(purpose=kind, body=json.dumps(_fill(city, texts["body"])), **fields)
    page.locale = home.locale
    german = _german_page(city, kind)
    if german:
        page.translation_key = german.translation_key
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def _german_page(city: City, kind: str) -> Page | None:
    """The German page of this kind; pages in other languages are its translations."""
    home = city.homes().get(locale__language_code=settings.LANGUAGE_CODE)
    lists = ListPage.objects.child_of(home).filter(listing=kind)
    return lists.first() or ContentPage.objects.child_of(home).filter(purpose=kind).first()


def _fill(city: City, blocks: list[Texts]) -> list[Texts]:
    """Put the city's own facts into the placeholders of the texts."""
    plain = _facts(city)
    in_html: dict[str, str] = {name: escape(fact) for name, fact in plain.items()}
    facts = {"heading": plain, "text": in_html}
    return [
        {"type": block["type"], "value": block["value"].format(**facts[block["type"]])} for block in blocks
    ]


def _facts(city: City) -> dict[str, str]:
    """Placeholder → fact; what the city does not say is left for the operator to fill in."""
    facts = {name: getattr(city.contact, name, "") or "[…]" for name in ("email", "phone", "place")}
    return {"city": city.name, **facts}


STARTER_PAGES = CityStep("starter pages", run_starter_pages, check_starter_pages)
