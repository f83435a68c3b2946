"""What stands around a page, of what everybody may see: the way to it, its neighbours, what is below it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page
from wagtail.query import PageQuerySet

from sites.delivery.parameters import Batch
from sites.delivery.summaries import for_summaries
from sites.frame.visibility import visible
from sites.hosts import CityRequest
from sites.models import City, Project
from sites.registry import registry


@dataclass(frozen=True)
class Around:
    """`above`: the public pages from the home on, each with the key of the `project` that it presents.

    `before`, `after`: its neighbours in the order of the tree; `below`: a part of the `total` below it.
    `projects`: all of the city, by key.
    """

    above: list[Page]
    before: Page | None
    after: Page | None
    below: list[Page]
    total: int
    projects: Mapping[int, Project]


def read_around(page: Page, home: Page, request: CityRequest, part: Batch) -> Around:
    """Read it for one page, in as many queries as there are kinds of it."""
    below = for_summaries(visible(page.get_children())).order_by("path")
    before, after = _read_neighbours(page, home)
    above = _told(visible(Page.objects.ancestor_of(page).filter(depth__gte=home.depth)))
    return Around(
        above=list(above.order_by("depth")),
        before=before,
        after=after,
        below=list(below[part.start : part.start + part.size]),
        total=below.count(),
        projects=read_projects(request.city),
    )


def read_projects(city: City) -> dict[int, Project]:
    return {project.pk: project for project in Project.objects.for_city(city).with_notice()}


def _told(pages: PageQuerySet) -> PageQuerySet:
    return for_summaries(pages).annotate(project=F(registry.page_roles["project"]))


def _read_neighbours(page: Page, home: Page) -> tuple[Page | None, Page | None]:
    if page.pk == home.pk:
        return None, None
    beside = for_summaries(visible(page.get_siblings(inclusive=False)))
    before = beside.filter(path__lt=page.path).order_by("-path").first()
    return before, beside.filter(path__gt=page.path).order_by("path").first()


class Tree:
    """All public pages of one language of a city, read in one query for whoever tells many of them.

    `note` is told each page that is taken from it.
    """

    def __init__(self, home: Page, city: City, note: Callable[[Page], None]) -> None:
        self.home, self.note = home, note
        pages = visible(Page.objects.descendant_of(home, inclusive=True))
        self.pages = {page.path: page for page in _told(pages).order_by("path")}
        self.below: dict[str, list[Page]] = defaultdict(list)
        for path, page in self.pages.items():
            self.below[path[: -Page.steplen]].append(page)
        self.projects = read_projects(city)

    def around(self, page: Page, part: Batch) -> Around:
        below = self.below[page.path]
        shown = below[part.start : part.start + part.size]
        above, (before, after) = self._above(page), self._neighbours(page)
        for one in (*above, *shown, *filter(None, (before, after))):
            self.note(one)
        return Around(above, before, after, shown, len(below), self.projects)

    def _above(self, page: Page) -> list[Page]:
        steps = range(len(self.home.path), len(page.path), Page.steplen)
        return [self.pages[page.path[:end]] for end in steps if page.path[:end] in self.pages]

    def _neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        if page.path == self.home.path:
            return None, None
        beside = self.below[page.path[: -Page.steplen]]
        place = bisect_left(beside, page.path, key=lambda one: one.path)
        return beside[place - 1] if place else None, beside[place + 1] if place + 1 < len(beside) else None
