"""What the apps to the left offer to a city, without `sites` importing them.

Apps register in `AppConfig.ready()`, in the order of INSTALLED_APPS:

    registry.register_city_step(CityStep("vocabulary", run=…, check=…))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import Page

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


@dataclass
class Registry:
    city_steps: list[CityStep] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    home_page_class: type[Page] | None = None
    footer_pages: Callable[[Page], Sequence[Page]] = lambda home: ()
    project_above: Callable[[Page], int | None] = lambda page: None

    def register_city_step(self, step: CityStep) -> None:
        self.city_steps.append(step)

    def register_job(self, job: Job) -> None:
        self.jobs.append(job)

    def register_home_page(self, page_class: type[Page]) -> None:
        """Name the page class whose pages are the front pages of a city, one per language."""
        self.home_page_class = page_class

    def register_footer_pages(self, find: Callable[[Page], Sequence[Page]]) -> None:
        """Name the function that finds the pages at the foot of every page (imprint …)."""
        self.footer_pages = find

    def register_project_above(self, find: Callable[[Page], int | None]) -> None:
        """Name the function that finds the project (its key) of the nearest project page above a page."""
        self.project_above = find


registry = Registry()
