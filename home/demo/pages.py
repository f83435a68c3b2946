"""The demo's pages of one city in one language."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from directory.demo.loader import associations_by_code
from directory.models import Association, Term
from home.choices import Listing
from home.demo.blocks import BlockBuilder
from home.demo.files import DemoFiles
from home.demo.kinds import BUILDERS, basics
from home.models import HomePage, Involvement, ListPage, ProjectPage
from sites.models import City, District, Project

Texts = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """A list in the demo's files: pages of one kind, below one list page."""

    name: str
    kind: str  # the first part of a target: "forum:musik"
    listing: Listing | None  # None: the page says itself where it stands


SECTIONS = (
    Section("forums", "forum", Listing.FORUMS),
    Section("meetings", "meeting", None),
    Section("events", "event", Listing.EVENTS),
    Section("fairs", "fair", Listing.EVENTS),
    Section("results", "result", Listing.RESULTS),
    Section("stories", "story", Listing.STORIES),
    Section("news", "news", Listing.NEWS),
    Section("offers", "offer", Listing.OFFERS),
    Section("circles", "circle", None),
    Section("topic_pages", "topic", Listing.TOPICS),
    Section("district_pages", "district", Listing.DISTRICTS),
)


class PageWriter:
    """Writes what is missing; a page that exists (an editor may have changed it) stays as it is.

    First all pages as drafts, then their content: blocks may lead to any of them.
    """

    def __init__(
        self, city: City, language: str, texts: Texts, files: DemoFiles, today: datetime.date
    ) -> None:
        self.city, self.texts, self.files, self.today = city, texts, files, today
        self.home = HomePage.objects.get(pk__in=city.homes(), locale__language_code=language)
        self.german_pages: dict[str, Page] = {}  # set for the other languages: whose translations they are
        self.blocks = BlockBuilder(files, self.find, self.day)
        self.pages: dict[str, Page] = {}
        self.drafts: list[tuple[Page, Callable[[], None]]] = []

    def write(self) -> int:
        """Write the pages of this language; return how many are new."""
        self._write_projects()
        for section in SECTIONS:
            for texts in self.texts.get(section.name, []):
                page = BUILDERS[section.kind](self, texts)
                parent = self.list_page(section.listing) if section.listing else self._own_parent(texts)
                self._add(f"{section.kind}:{texts['key']}", parent, page, texts)
        for page, fill in self.drafts:
            fill()
            page.save_revision().publish()
        self._write_home()
        return len(self.drafts)

    def find(self, target: str) -> Page | None:
        """Return the page behind "project", "results", "forum:key" …, None if this language lacks it."""
        if target in Listing.values:
            return ListPage.objects.child_of(self.home).filter(listing=target).first()
        return self.pages.get(target)

    def list_page(self, listing: Listing) -> Page:
        return ListPage.objects.child_of(self.home).get(listing=listing)

    def day(self, days: int) -> datetime.date:
        return self.today + datetime.timedelta(days=days)

    def times(self, texts: Texts) -> tuple[datetime.datetime, datetime.datetime]:
        day = self.day(texts["day"])
        if day.weekday() == 6:  # nobody meets on a Sunday evening
            day += datetime.timedelta(days=1)
        start, end = (datetime.time.fromisoformat(texts[name]) for name in ("start", "end"))
        zone = timezone.get_default_timezone()
        return datetime.datetime.combine(day, start, zone), datetime.datetime.combine(day, end, zone)

    @cached_property
    def topics(self) -> dict[str, Term]:
        return {term.code: term for term in Term.objects.topics()}

    @cached_property
    def districts(self) -> dict[str, District]:
        return {district.code: district for district in District.objects.filter(region__cities=self.city)}

    @cached_property
    def associations(self) -> dict[str, Association]:
        return associations_by_code(self.city)

    @cached_property
    def first_project(self) -> Project:
        return Project.objects.for_city(self.city).get(is_current=True).predecessor

    def _own_parent(self, texts: Texts) -> Page:
        return self.pages[f"forum:{texts['forum']}"] if "forum" in texts else self.pages["project"]

    def _involvements(self, texts: Texts) -> list[Involvement]:
        return [
            Involvement(
                association=self.associations[row["code"]],
                role=row["role"],
                stand=row.get("stand", ""),
                note=row.get("note", ""),
                sort_order=place,
            )
            for place, row in enumerate(texts.get("involvements", []))
            if row["code"] in self.associations  # one may have been deleted since
        ]

    def _write_home(self) -> None:
        texts, home = self.texts["home"], self.home
        if home.heading:
            return
        home.title, home.heading, home.for_whom = texts["title"], texts["heading"], texts["for_whom"]
        home.search_description = texts["lead"]
        home.save_revision().publish()

    def _write_projects(self) -> None:
        page = self._project_page("project", self.home, self.first_project.successors.get())
        self._project_page("first_project", page, self.first_project)

    def _project_page(self, key: str, parent: Page, project: Project) -> Page:
        texts = self.texts[key]
        facts = ("aims", "approach", "main_group", "further_groups", "places")
        page = ProjectPage(project=project, **{name: texts[name] for name in facts}, **basics(texts))
        page.show_in_menus = key == "project"
        return self._add(key, parent, page, texts)

    def _existing(self, parent: Page, page: Page) -> Page | None:
        """The page as it was written before, even if an editor has moved it or changed its address."""
        at_its_place = Q(path__startswith=parent.path, depth=parent.depth + 1, slug=page.slug)
        the_same = Q(translation_key=page.translation_key, locale=page.locale)
        return Page.objects.filter(at_its_place | the_same).first()

    def _translation_key(self, key: str) -> UUID:
        name = f"{self.city.slug}/{self.home.locale.language_code}/{key}"
        return uuid5(NAMESPACE_URL, f"https://demo.invalid/{name}")

    def _add(self, key: str, parent: Page, page: Page, texts: Texts) -> Page:
        page.locale, page.live = self.home.locale, False
        german = self.german_pages.get(key)
        # The same on every machine, and with it the emblem.
        page.translation_key = german.translation_key if german else self._translation_key(key)
        if existing := self._existing(parent, page):
            self.pages[key] = existing.specific
            return self.pages[key]
        if german is None:  # those of the German page count for all languages
            page.involvements = self._involvements(texts)
        parent.add_child(instance=page)
        self.pages[key] = page

        def fill() -> None:
            page.body = self.blocks.stream(texts.get("body", []))

        self.drafts.append((page, fill))
        return page
