"""The demo's pages of one city in one language."""

import datetime
import json
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from directory.models import Term
from home.choices import EventKind, Listing
from home.demo.blocks import BlockBuilder
from home.demo.files import DemoFiles
from home.models import EventPage, ForumPage, HomePage, ListPage, ProjectPage, ResultPage
from sites.models import City, District, Project

Texts = dict[str, Any]


class PageWriter:
    """Writes what is missing; a page that exists (an editor may have changed it) stays as it is.

    First all pages as drafts, then their content: blocks may lead to any of them.
    """

    def __init__(
        self, city: City, language: str, texts: Texts, files: DemoFiles, today: datetime.date
    ) -> None:
        self.city, self.texts, self.today = city, texts, today
        self.home = HomePage.objects.get(pk__in=city.homes(), locale__language_code=language)
        self.german_pages: dict[str, Page] = {}  # set for the other languages: whose translations they are
        self.blocks = BlockBuilder(files, self.find)
        self.pages: dict[str, Page] = {}
        self.drafts: list[tuple[Page, Callable[[], None]]] = []

    def write(self) -> int:
        """Write the pages of this language; return how many are new."""
        self._write_projects()
        if "forums" in self.texts:
            self._write_forums()
            self._write_meetings()
            self._write_results()
        for page, fill in self.drafts:
            fill()
            page.save_revision().publish()
        self._write_home()
        return len(self.drafts)

    def find(self, target: str) -> Page | None:
        """Return the page behind "project", "results", "forum:key" …, None if this language lacks it."""
        if target == "results":
            return ListPage.objects.child_of(self.home).filter(listing=Listing.RESULTS).first()
        return self.pages.get(target)

    def _write_home(self) -> None:
        texts, home = self.texts["home"], self.home
        if home.heading:
            return
        home.title, home.heading, home.for_whom = texts["title"], texts["heading"], texts["for_whom"]
        home.search_description = texts["lead"]
        home.save_revision().publish()

    def _write_projects(self) -> None:
        projects = Project.objects.for_city(self.city)
        current = projects.get(is_current=True)
        page = self._project_page("project", self.home, current)
        self._project_page("first_project", page, current.predecessor)

    def _project_page(self, key: str, parent: Page, project: Project) -> Page:
        texts = self.texts[key]
        facts = ("aims", "approach", "main_group", "further_groups", "places")
        page = ProjectPage(project=project, **{name: texts[name] for name in facts}, **self._basics(texts))
        page.show_in_menus = key == "project"
        return self._add(key, parent, page, texts)

    def _write_forums(self) -> None:
        parent = ListPage.objects.child_of(self.home).get(listing=Listing.FORUMS)
        topics = {term.code: term for term in Term.objects.topics()}
        for texts in self.texts["forums"]:
            page = ForumPage(audience=texts["audience"], **self._basics(texts))
            page.main_topic = topics[texts["topics"][0]]
            page.further_topics = [topics[code] for code in texts["topics"][1:]]
            self._add(f"forum:{texts['key']}", parent, page, texts)

    def _write_meetings(self) -> None:
        districts = {d.code: d for d in District.objects.filter(region__cities=self.city)}
        texts_fields = (
            "place",
            "address",
            "directions",
            "audience",
            "languages",
            "access",
            "food",
            "childcare",
        )
        for texts in self.texts["meetings"]:
            starts_at, ends_at = self._times(texts)
            page = EventPage(
                kind=EventKind.MEETING,
                starts_at=starts_at,
                ends_at=ends_at,
                district=districts[texts["district"]],
                is_free=not texts["cost"],
                cost=texts["cost"],
                **{name: texts.get(name, "") for name in texts_fields},
                **self._basics(texts),
            )
            self._add(f"meeting:{texts['key']}", self.pages[f"forum:{texts['forum']}"], page, texts)

    def _write_results(self) -> None:
        parent = ListPage.objects.child_of(self.home).get(listing=Listing.RESULTS)
        for texts in self.texts["results"]:
            page = ResultPage(event=self.pages[f"meeting:{texts['meeting']}"], **self._basics(texts))
            page.findings = json.dumps(
                [{"type": "finding", "value": finding} for finding in texts["findings"]]
            )
            page.steps = json.dumps([{"type": "step", "value": self._step(step)} for step in texts["steps"]])
            page.material = json.dumps(self._material(texts))
            self._add(f"result:{texts['key']}", parent, page, texts)

    def _step(self, step: Texts) -> Texts:
        date = self.today + datetime.timedelta(days=step["day"])
        return {"state": step["state"], "text": step["text"], "date": date.isoformat()}

    def _material(self, texts: Texts) -> list[Texts]:
        quote = dict(texts["quote"])
        quote["year"] = self.today.year - quote.pop("years_ago", 0)
        return [
            {"type": "quote", "value": quote},
            {"type": "picture", "value": self.blocks.picture(texts["picture"])},
            {"type": "documents", "value": self.blocks.documents(texts)},
        ]

    def _times(self, texts: Texts) -> tuple[datetime.datetime, datetime.datetime]:
        day = self.today + datetime.timedelta(days=texts["day"])
        if day.weekday() == 6:  # nobody meets on a Sunday evening
            day += datetime.timedelta(days=1)
        start, end = (datetime.time.fromisoformat(texts[name]) for name in ("start", "end"))
        zone = timezone.get_default_timezone()
        return datetime.datetime.combine(day, start, zone), datetime.datetime.combine(day, end, zone)

    def _basics(self, texts: Texts) -> Texts:
        return {"title": texts["title"], "slug": texts["slug"], "search_description": texts["summary"]}

    def _add(self, key: str, parent: Page, page: Page, texts: Texts) -> Page:
        existing = parent.get_children().filter(slug=page.slug).first()
        if existing:
            self.pages[key] = existing.specific
            return self.pages[key]
        page.locale, page.live = self.home.locale, False
        if key in self.german_pages:
            page.translation_key = self.german_pages[key].translation_key
        parent.add_child(instance=page)
        self.pages[key] = page

        def fill() -> None:
            page.body = self.blocks.stream(texts.get("body", []))

        self.drafts.append((page, fill))
        return page
