"""What the apps to the left offer to a city, without `sites` importing them.

Apps register in `AppConfig.ready()`, in the order of INSTALLED_APPS:

    registry.register_city_step(CityStep("vocabulary", run=…, check=…))
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Q, QuerySet
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


@dataclass(frozen=True)
class AnswerType:
    """How pages of a model are told to programs (`sites/delivery`).

    `name` is Plone's `portal_type` where one fits. `fields(page, request)` returns the
    further members of the content object as JSON data, in a fixed number of queries.
    `below(page, parts, request)` returns the content object that stands at the path `parts`
    below the page, None if there is none.
    """

    name: str
    title: Any  # of the type, translated
    model: type[Page]
    fields: Callable[[Any, CityRequest], dict[str, Any]]
    below: Callable[[Any, list[str], CityRequest], dict[str, Any] | None] | None = None


@dataclass(frozen=True)
class DraftType:
    """How versions of a model that is no page are shown by a link (`sites/previews`).

    `answer(draft, request)` returns the content object and the page that it stands below.
    `address(stored, request)` is the path where the thing is public now, "" if it is not.
    `is_closed(stored)`: whether nothing of it may be shown any more, whatever the version says.
    """

    model: type[Any]
    answer: Callable[[Any, CityRequest], tuple[dict[str, Any], Page]]
    address: Callable[[Any, CityRequest], str]
    is_closed: Callable[[Any], bool]


@dataclass(frozen=True)
class Parameter:
    """What the description of the API says of a parameter: what it is for, and its values as JSON Schema.

    A list may be given several times or with commas.
    """

    text: Any  # translated
    schema: dict[str, Any]
    example: str = ""


@dataclass(frozen=True)
class ApiService:
    """A service of the API at `@name`.

    `answer(request, page, values)` gets the page whose service is asked and the values of
    the parameters, of which no other than `parameters` are let through. The description of the API
    says `summary`, the `described` parameters (those that lists have everywhere are described
    already) and the `shape` of the answer as JSON Schema.
    """

    name: str
    parameters: tuple[str, ...]
    answer: Callable[[CityRequest, Page, Any], dict[str, Any]]
    summary: Any = ""  # translated
    described: Mapping[str, Parameter] = field(default_factory=dict)
    shape: dict[str, Any] = field(default_factory=lambda: {"type": "object"})


@dataclass(frozen=True)
class SearchSource:
    """Things that are no pages and that searches of the API find all the same.

    `rows(request, language, subjects)` is a query of what is public, of one of the subjects if
    there are any, as dictionaries with the names in `sites.delivery.search.COLUMNS`.
    `summaries(keys, request)` returns key → short form, in a fixed number of queries, and
    `subjects(keys, language)` key → titles of its topics.
    """

    name: str
    rows: Callable[[CityRequest, str, list[str]], QuerySet[Any]]
    summaries: Callable[[list[int], CityRequest], dict[int, dict[str, Any]]]
    subjects: Callable[[list[int], str], dict[int, list[str]]]


# From the public pages of a city and the request to entries of its sitemap, below one of the pages.
SitemapSource = Callable[["list[Page]", "CityRequest"], "list[Entry]"]


# From a city and a moment to the next one at which something of the city begins or ends, None for never.
MomentSource = Callable[["City", datetime.datetime], "datetime.datetime | None"]


@dataclass
class Registry:
    city_steps: list[CityStep] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    home_page_class: type[Page] | None = None
    page_roles: dict[str, str] = field(default_factory=dict)
    page_sections: dict[str, list[PageSection]] = field(default_factory=dict)
    sitemap_sources: list[SitemapSource] = field(default_factory=list)
    answer_types: list[AnswerType] = field(default_factory=list)
    answer_columns: dict[str, str] = field(default_factory=dict)
    api_services: dict[str, ApiService] = field(default_factory=dict)
    vocabularies: dict[str, Callable[[CityRequest], list[tuple[str, str]]]] = field(default_factory=dict)
    search_sources: list[SearchSource] = field(default_factory=list)
    subject_filter: Callable[[list[str]], Q] | None = None
    moments: list[MomentSource] = field(default_factory=list)
    preparations: list[Callable[[list[Any], CityRequest], None]] = field(default_factory=list)
    page_subjects: Callable[[list[int], str], dict[int, list[str]]] | None = None
    draft_types: list[DraftType] = field(default_factory=list)
    withholders: list[Callable[[Page], None]] = field(default_factory=list)

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

    def register_answer_type(self, answer_type: AnswerType) -> None:
        self.answer_types.append(answer_type)

    def register_answer_column(self, name: str, lookup: str) -> None:
        """Name the field of a page type that every summary of a page tells; `lookup` starts at Page.

        Columns: "start", "end", "house" and "street" (together the location), "picture" (key of the
        picture that stands for the page) and "picture_alt" (what the page says can be seen on it).
        """
        self.answer_columns[name] = lookup

    def register_api_service(self, service: ApiService) -> None:
        self.api_services[service.name] = service

    def register_vocabulary(self, name: str, read: Callable[[CityRequest], list[tuple[str, str]]]) -> None:
        """Offer (token, title) pairs to programs, titles in the reader's language."""
        self.vocabularies[name] = read

    def register_search_source(self, source: SearchSource) -> None:
        self.search_sources.append(source)

    def register_subject_filter(self, about: Callable[[list[str]], Q]) -> None:
        """Give the condition for pages that are about one of the subjects."""
        self.subject_filter = about

    def register_moments(self, source: MomentSource) -> None:
        """Name what begins and ends, for answers that show what is now or comes next (`sites/present.py`)."""
        self.moments.append(source)

    def register_preparation(self, prepare: Callable[[list[Any], CityRequest], None]) -> None:
        """Name what reads for many pages together what `AnswerType.fields` would read for each of them."""
        self.preparations.append(prepare)

    def register_page_subjects(self, read: Callable[[list[int], str], dict[int, list[str]]]) -> None:
        """Give what returns key of a page → titles of its topics in a language, in a fixed number of queries."""
        self.page_subjects = read

    def register_draft_type(self, draft_type: DraftType) -> None:
        self.draft_types.append(draft_type)

    def register_withholder(self, withhold: Callable[[Page], None]) -> None:
        """Name a function that takes out of a version of a page what nobody may be shown by a link."""
        self.withholders.append(withhold)

    def register_page_section(self, place: str, section: PageSection) -> None:
        """Add a section to a kind of page: "association" is the page of an entry."""
        self.page_sections.setdefault(place, []).append(section)


registry = Registry()
