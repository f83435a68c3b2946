"""One address of every page type, in German and where it exists in Arabic: the one list for all browser tests.

The addresses come from the texts that the demonstration is made from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from directory.demo.loader import read_kernel, read_translations
from directory.page_steps import SLUGS
from directory.slugs import slug_of
from home.choices import Listing
from home.demo.texts import Texts, read_texts
from home.starter import read_texts as read_starter_texts

CITY = "dortmund"
DIRECTORIES = {"de": f"/{SLUGS['de']}/", "ar": f"/ar/{SLUGS['ar']}/"}
OTHER_CITIES = ("potsdam", "halle")  # their homes: same templates, other colours
ARABIC = "ar"
FORMS = ("/new/", "/change/")


@dataclass(frozen=True)
class Address:
    name: str
    language: str
    path: str
    status: int = 200
    model: str = ""  # the page model behind it, "home.ForumPage"
    city: str = CITY

    @property
    def is_indexed(self) -> bool:
        """Whether the sitemap names it: a page, without a choice, and not a form."""
        return self.status == 200 and "?" not in self.path and not self.path.endswith(FORMS)

    def __str__(self) -> str:
        return f"{self.name}-{self.language}"


# Name, list, section of the demo's texts and model of what stands in a list of its own.
IN_LISTS = (
    ("training", Listing.EVENTS, "events", "home.EventPage"),
    ("fair", Listing.EVENTS, "fairs", "home.FairPage"),
    ("story", Listing.STORIES, "stories", "home.StoryPage"),
    ("news", Listing.NEWS, "news", "home.NewsPage"),
    ("offer", Listing.OFFERS, "offers", "home.OfferPage"),
    ("topic", Listing.TOPICS, "topic_pages", "home.TopicPage"),
    ("district", Listing.DISTRICTS, "district_pages", "home.DistrictPage"),
)
# What the directory shows below its own address, beside the entries.
BELOW_DIRECTORY = (
    ("offices", "offices/"),
    ("missing-association", "new/"),
    ("narrowed-directory", "?field=musik&letter=Q&kind=nichts"),
)


def _german_pages() -> list[Address]:
    texts, starter = read_texts(CITY, "de"), read_starter_texts("de")
    lists = {kind: f"/{starter[kind]['slug']}/" for kind in Listing.values}
    coming = max(texts["meetings"], key=lambda meeting: meeting["day"])
    past = min(texts["meetings"], key=lambda meeting: meeting["day"])
    forum = f"{lists['forums']}{_by_key(texts['forums'], coming['forum'])['slug']}/"
    past_forum = f"{lists['forums']}{_by_key(texts['forums'], past['forum'])['slug']}/"
    association = f"{DIRECTORIES['de']}{slug_of(read_kernel(CITY)[0]['name'])}/"
    pages = [
        ("directory", DIRECTORIES["de"], "directory.DirectoryPage"),
        ("association", association, "directory.DirectoryPage"),
        *((name, f"{DIRECTORIES['de']}{path}", "directory.DirectoryPage") for name, path in BELOW_DIRECTORY),
        ("report-a-change", f"{association}change/", "directory.DirectoryPage"),
        *((f"list-{kind}", path, "home.ListPage") for kind, path in lists.items()),
        ("forum", forum, "home.ForumPage"),
        ("coming-event", f"{forum}{coming['slug']}/", "home.EventPage"),
        ("past-event", f"{past_forum}{past['slug']}/", "home.EventPage"),
        ("result", f"{lists['results']}{texts['results'][0]['slug']}/", "home.ResultPage"),
        ("content", f"/{starter['imprint']['slug']}/", "home.ContentPage"),
        ("calendar", f"{lists['events']}?view=calendar", "home.ListPage"),
        ("narrowed-list", f"{lists['events']}?kind=talk&month=2026-13", "home.ListPage"),
        ("circle", f"/{texts['project']['slug']}/{texts['circles'][0]['slug']}/", "home.CirclePage"),
        *(
            (name, f"{lists[listing]}{texts[section][0]['slug']}/", model)
            for name, listing, section, model in IN_LISTS
        ),
    ]
    return [Address(name, "de", path, model=model) for name, path, model in pages]


def _translated_pages(language: str) -> list[Address]:
    """The page types that exist in every language of the demonstration."""
    texts = read_texts(CITY, language)
    prefix = "/" if language == "de" else f"/{language}/"
    project = f"{prefix}{texts['project']['slug']}/"
    return [
        Address("home", language, prefix, model="home.HomePage"),
        Address("project", language, project, model="home.ProjectPage"),
        Address(
            "finished-project",
            language,
            f"{project}{texts['first_project']['slug']}/",
            model="home.ProjectPage",
        ),
        Address("not-found", language, f"{prefix}gibt-es-nicht/", status=404),
    ]


def _arabic_lists() -> list[Address]:
    """The lists of the menu, one event, one story and one offer, right to left."""
    texts, starter = read_texts(CITY, ARABIC), read_starter_texts(ARABIC)
    lists = {kind: f"/{ARABIC}/{facts['slug']}/" for kind, facts in starter.items()}
    addresses = [Address(f"list-{kind}", ARABIC, path, model="home.ListPage") for kind, path in lists.items()]
    addresses.append(Address("directory", ARABIC, DIRECTORIES[ARABIC], model="directory.DirectoryPage"))
    addresses.append(Address("association", ARABIC, _arabic_entry(), model="directory.DirectoryPage"))
    addresses.append(
        Address("offices", ARABIC, f"{DIRECTORIES[ARABIC]}offices/", model="directory.DirectoryPage")
    )
    addresses.append(Address("calendar", ARABIC, f"{lists['events']}?view=calendar", model="home.ListPage"))
    for name, listing, section, model in IN_LISTS:
        if section in ("events", "stories", "offers"):
            path = f"{lists[listing]}{texts[section][0]['slug']}/"
            addresses.append(Address(name, ARABIC, path, model=model))
    return addresses


def _arabic_entry() -> str:
    translated = read_translations(CITY, [ARABIC])[ARABIC]
    names = (association["name"] for association in read_kernel(CITY) if association["code"] in translated)
    return f"{DIRECTORIES[ARABIC]}{slug_of(next(names))}/"


def _by_key(items: list[Texts], key: str) -> Texts:
    return next(item for item in items if item["key"] == key)


GERMAN = [*_translated_pages("de"), *_german_pages()]
FORUM = next(address for address in GERMAN if address.name == "forum")
NOT_TRANSLATED = Address(
    "not-translated", ARABIC, f"/{ARABIC}/{read_starter_texts('de')['topics']['slug']}/", status=404
)
ADDRESSES = [*GERMAN, *_translated_pages(ARABIC), *_arabic_lists(), NOT_TRANSLATED]
OTHER_HOMES = [
    Address(f"home-{city}", language, path, model="home.HomePage", city=city)
    for city in OTHER_CITIES
    for language, path in (("de", "/"), (ARABIC, f"/{ARABIC}/"))
]


def each(addresses: Iterable[Address]) -> list[Any]:
    """The addresses as parameters of a test."""
    return [pytest.param(address, id=str(address)) for address in addresses]
