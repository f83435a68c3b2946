"""The frame of a public page: menu, breadcrumbs, languages, funding, contact, foot.

Built once per page, in a number of queries that does not depend on the page
(see `tests/sites/test_frame.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import F, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from sites.frame.languages import WORDS_FOR_LANGUAGE, direction, own_name
from sites.frame.stylesheet import stylesheet_url
from sites.frame.visibility import is_restricted
from sites.models import City, Project, RoleContact
from sites.registry import registry


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    is_current: bool = False
    language: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """One line of the language switch; `url` is None where the page is not translated."""

    code: str
    name: str
    direction: str
    url: str | None
    is_current: bool


@dataclass(frozen=True)
class Below:
    """What a page shows at an address below its own, as the directory does with each entry."""

    title: str
    path: str  # ends with a slash


@dataclass(frozen=True)
class Tree:
    """The pages that a frame speaks of, read in one query."""

    translations: dict[str, Page]  # language code → the page itself or its translation
    children: list[Page]  # of the home page, in the order of the tree
    ancestors: list[Page]  # between the home page and the page
    legal: list[Page]  # for the foot of the page, in this language or in German


@dataclass(frozen=True)
class Frame:
    city: City
    language: str
    direction: str
    home_url: str
    home_title: str
    stylesheet: str
    canonical: str = ""
    menu: Sequence[Link] = ()
    breadcrumbs: Sequence[Link] = ()
    languages: Sequence[LanguageLink] = ()
    language_words: Sequence[tuple[str, str]] = ()  # the word "language" in two others: (code, word)
    footer: Sequence[Link] = ()
    other_cities: Sequence[Link] = ()
    project: Project | None = None
    projects: Mapping[int, Project] = field(default_factory=dict)  # all of the city, by key
    contact: RoleContact | None = None
    lists: Mapping[str, str] = field(default_factory=dict)  # what is listed → address of its list page
    alternates: Sequence[Link] = field(default=())
    directory: str = ""  # address of the directory in this language, where it has one

    def absolute(self, url: str) -> str:
        """Return an address of this site with its host."""
        return urljoin(self.city.site.root_url, url)


def build_frame(
    request: HttpRequest, page: Page | None, original: Page | None = None, below: Below | None = None
) -> Frame:
    """Return the frame of `page`, or of something `below` it that exists in all languages of the page.

    Without a page it is an error page; `original` is the page in another language.
    """
    language = page.locale.language_code if page else get_language() or settings.LANGUAGE_CODE
    city = _city_of(request, page)
    home = _home(request, city, language)
    tree = _read_tree(city, home, page, original)
    projects = {project.pk: project for project in Project.objects.for_city(city).with_notice()}
    project = project_of(projects, page, tree.ancestors)
    tail = below.path if below else ""
    return Frame(
        city=city,
        language=language,
        direction=direction(language),
        home_url=home.get_url(request) or "/",
        home_title=home.title,
        stylesheet=stylesheet_url(city),
        canonical=page.full_url + tail if page and page.url_path else "",
        menu=_menu(tree, page, request),
        breadcrumbs=_breadcrumbs(tree, page, request, below),
        languages=[
            _language_link(code, tree.translations, language, request, tail) for code in city.languages
        ],
        language_words=_language_words(city, language),
        footer=[Link(p.title, p.get_url(request), language=p.locale.language_code) for p in tree.legal],
        other_cities=_other_cities(city, language),
        project=project,
        projects=projects,
        contact=contact_of(page, project, city),
        lists={p.listing: p.get_url(request) for p in tree.children if getattr(p, "listing", None)},
        alternates=[Link(code, p.full_url + tail) for code, p in tree.translations.items()]
        if len(tree.translations) > 1
        else [],
        directory=next((p.get_url(request) for p in tree.children if getattr(p, "directory", None)), ""),
    )


def _city_of(request: HttpRequest, page: Page | None) -> City:
    """The city of the request; in a preview, which has no host of a city, that of the page's tree."""
    city = getattr(request, "city", None) or (page and City.objects.with_site().for_page(page))
    assert city is not None, "a public page stands in the tree of a city"
    return city


def _home(request: HttpRequest, city: City, language: str) -> Page:
    """The published home in this language, else the German one (for the links of an error page)."""
    if language == settings.LANGUAGE_CODE:
        return city.site.root_page
    home = getattr(request, "home", None) or city.homes().filter(locale__language_code=language).first()
    return home if home and home.live else city.site.root_page


def _read_tree(city: City, home: Page, page: Page | None, original: Page | None) -> Tree:
    subject = page or original or home
    above = (
        [page.path[:end] for end in range(len(home.path) + Page.steplen, len(page.path), Page.steplen)]
        if page
        else []
    )
    # The German home's too: the imprint is reachable from every page, whatever languages it has.
    below_homes = (_below(home) | _below(city.site.root_page)) & _has_part()
    wanted = Q(translation_key=subject.translation_key) | below_homes | Q(path__in=above)
    roles = {role: F(lookup) for role, lookup in registry.page_roles.items()}
    found = Page.objects.live().annotate(**roles, restricted=is_restricted()).filter(wanted)
    # Who reads a page behind a password has given it, for that page and those above it; others stay untold.
    open_here = {subject.path, *above}
    pages = [
        p for p in found.select_related("locale").order_by("path") if not p.restricted or p.path in open_here
    ]
    versions = {p.locale.language_code: p for p in pages if p.translation_key == subject.translation_key}
    return Tree(
        # Pages outlive the city's giving up their language.
        translations={code: p for code, p in versions.items() if code in city.languages},
        children=[p for p in pages if p.path.startswith(home.path) and p.depth == home.depth + 1],
        ancestors=[p for p in pages if p.path in above],
        legal=_legal_pages(pages, home),
    )


def _below(home: Page) -> Q:
    return Q(path__startswith=home.path, depth=home.depth + 1)


def _has_part() -> Q:
    """The condition for pages that the frame of other pages shows, or looks for; it is read by each of them."""
    shown = Q(show_in_menus=True)
    for role in registry.page_roles.keys() & {"footer", "listing", "directory"}:
        shown |= Q(**{f"{role}__isnull": False}) & ~Q(**{role: ""})
    return shown


def _legal_pages(pages: list[Page], home: Page) -> list[Page]:
    """The pages for the foot, each below `home` if it is there, else the German one."""
    chosen: dict[str, Page] = {}
    for page in pages:
        place = getattr(page, "footer", None)
        if place and (place not in chosen or page.path.startswith(home.path)):
            chosen[place] = page
    return list(chosen.values())


def _language_link(
    code: str, translations: dict[str, Page], language: str, request: HttpRequest, tail: str
) -> LanguageLink:
    page = translations.get(code)
    return LanguageLink(
        code=code,
        name=own_name(code),
        direction=direction(code),
        url=page.get_url(request) + tail if page else None,
        is_current=code == language and page is not None,
    )


def _language_words(city: City, language: str) -> list[tuple[str, str]]:
    words = [
        (code, word)
        for code, word in WORDS_FOR_LANGUAGE.items()
        if code in city.languages and code != language
    ]
    return words[:2]


def _menu(tree: Tree, page: Page | None, request: HttpRequest) -> list[Link]:
    path = page.path if page else ""
    entries = [child for child in tree.children if child.show_in_menus]
    return [Link(child.title, child.get_url(request), path.startswith(child.path)) for child in entries]


def _breadcrumbs(
    tree: Tree, page: Page | None, request: HttpRequest, below: Below | None = None
) -> list[Link]:
    """The pages between home and this one, then this one; none directly below home."""
    if page is None or not (tree.ancestors or below):
        return []
    above = [*tree.ancestors, page] if below else tree.ancestors
    title = below.title if below else page.title
    return [Link(p.title, p.get_url(request)) for p in above] + [Link(title, "", is_current=True)]


def project_of(
    projects: Mapping[int, Project], page: Page | None, ancestors: Sequence[Page]
) -> Project | None:
    """The page's own project, else that of the nearest project page above, else the city's current one."""
    above = [getattr(ancestor, "project", None) for ancestor in reversed(ancestors)]
    for key in filter(None, [getattr(page, "project_id", None), *above]):
        if key in projects:
            return projects[key]
    return next((project for project in projects.values() if project.is_current), None)


def contact_of(page: Page | None, project: Project | None, city: City) -> RoleContact | None:
    """The nearest contact: of the page, of its project, of the city."""
    own = getattr(page, "contact", None)
    return own or (project.contact if project else None) or city.contact


def _other_cities(city: City, language: str) -> list[Link]:
    """Other public cities, named in this language where their home exists in it."""
    homes = Page.objects.filter(translation_key=OuterRef("site__root_page__translation_key"), live=True)
    local = homes.filter(locale__language_code=language)
    cities = City.objects.public().exclude(pk=city.pk)
    # Nothing but what is said here: whatever else changes there is no concern of this page.
    others = cities.values("name", "languages", "site__hostname", "site__port")
    return [
        _city_link(other, language) for other in others.annotate(title=Subquery(local.values("title")[:1]))
    ]


def _city_link(city: dict[str, Any], language: str) -> Link:
    title = city["title"] if language in city["languages"] else ""
    root = Site(hostname=city["site__hostname"], port=city["site__port"]).root_url
    is_local = bool(title)
    path = "/" if language == settings.LANGUAGE_CODE or not is_local else f"/{language}/"
    return Link(
        title or city["name"],
        root + path,
        language=language if is_local else settings.LANGUAGE_CODE,
    )
