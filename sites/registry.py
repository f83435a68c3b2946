"""What the apps to the left offer to a city, without `sites` importing them.

Apps register in `AppConfig.ready()`, in the order of INSTALLED_APPS:

    registry.register_city_step(CityStep("vocabulary", run=…, check=…))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import Page

    from sites.frame.sitemap import Entry
    from sites.hosts import CityRequest
    from sites.models import City


@dataclass(frozen=True)
class CityStep:
    """One thing that every city needs.

    `run` adds what is missing and says in short lines what it added; it changes
    nothing that exists. `check` says what is missing, [] if nothing.
    """

    name: str
    run: Callable[[City], list[str]]
    check: Callable[[City], list[str]]


@dataclass(frozen=True)
class Job:
    """Something the clock does every `minutes`; `run` returns what came of it, in one line."""

    name: str
    minutes: int
    run: Callable[[], str]


@dataclass(frozen=True)
class PageSection:
    """Something that an app shows on a page of another app to its right.

    `build(subject, page)` returns the context of `template`, None if there is nothing
    to show; it costs a fixed number of queries. On the page of an association the template
    finds it in `section`: `position` "before" puts it above what is near, `linked_data`
    (schema.org property → value) is told to other programs.
    """

    template: str
    build: Callable[[Any, Page], dict[str, Any] | None]


# From the public pages of a city and the request to entries of its sitemap, below one of the pages.
SitemapSource = Callable[["list[Page]", "CityRequest"], "list[Entry]"]


@dataclass
class Registry:
    city_steps: list[CityStep] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    home_page_class: type[Page] | None = None
    page_roles: dict[str, str] = field(default_factory=dict)
    page_sections: dict[str, list[PageSection]] = field(default_factory=dict)
    sitemap_sources: list[SitemapSource] = field(default_factory=list)

    def register_city_step(self, step: CityStep) -> None:
        self.city_steps.append(step)

    def register_job(self, job: Job) -> None:
        self.jobs.append(job)

    def register_home_page(self, page_class: type[Page]) -> None:
        """Name the page class whose pages are the front pages of a city, one per language."""
        self.home_page_class = page_class

    def register_page_role(self, role: str, lookup: str) -> None:
        """Name the field of a page type that says which role a page plays in the frame.

        `lookup` starts at Page ("contentpage__purpose"), so the frame reads it with the
        page itself. Roles: "footer" (stands at the foot), "project" (key of the project
        that the page presents), "listing" (what a list page lists), "directory" (owns the
        addresses of entries).
        """
        self.page_roles[role] = lookup

    def register_sitemap_source(self, source: SitemapSource) -> None:
        self.sitemap_sources.append(source)

    def register_page_section(self, place: str, section: PageSection) -> None:
        """Add a section to a kind of page: "association" is the page of an entry."""
        self.page_sections.setdefault(place, []).append(section)


registry = Registry()
