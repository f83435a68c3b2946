"""The services of a page: where it stands, what is around it, which languages it has.

Each takes what was found and the values of its parameters, and returns JSON data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from sites.delivery.around import Around
from sites.delivery.contents import content
from sites.delivery.finding import Found
from sites.delivery.parameters import Batch, Values, batch, number
from sites.delivery.problems import ProblemError
from sites.delivery.summaries import address, answer_type, for_summaries, type_name, type_titles
from sites.frame.languages import direction, own_name
from sites.frame.pictures import WIDTHS
from sites.frame.visibility import visible
from sites.hosts import CityRequest

Json = dict[str, Any]
Answer = Callable[[CityRequest, Found, Values], Any]

DEEPEST = 3  # levels of a navigation


@dataclass(frozen=True)
class Service:
    parameters: tuple[str, ...]
    answer: Answer


def here(request: CityRequest, found: Found, name: str) -> str:
    return f"{own_address(request, found)}/@{name}"


def own_address(request: CityRequest, found: Found) -> str:
    return str(found.below["@id"]) if found.below else found.preview or address(found.page, request)


def breadcrumbs(request: CityRequest, found: Found, values: Values) -> Json:
    """The public pages from below the home to this one."""
    is_draft = bool(found.preview) and not found.below
    way = Page.objects.ancestor_of(found.page, inclusive=not is_draft)
    above = visible(way).filter(depth__gt=found.home.depth)
    items = [{"@id": address(page, request), "title": page.title} for page in above.order_by("depth")]
    if found.below or is_draft:
        title = found.below["title"] if found.below else found.page.title
        items.append({"@id": own_address(request, found), "title": title})
    return {
        "@id": here(request, found, "breadcrumbs"),
        "items": items,
        "root": address(found.home, request),
    }


def navigation(request: CityRequest, found: Found, values: Values) -> Json:
    """The menu of the site as a tree, as deep as asked."""
    depth = _depth(values)
    below = Page.objects.descendant_of(found.home).filter(depth__lte=found.home.depth + depth)
    in_menu = Q(show_in_menus=True) | Q(depth__gt=found.home.depth + 1)
    pages = list(for_summaries(visible(below)).filter(in_menu).order_by("path"))
    home = {
        "@id": address(found.home, request),
        "description": found.home.search_description,
        "items": [],
        "review_state": "published",
        "title": _("Front page"),
    }
    return {
        "@id": here(request, found, "navigation"),
        "items": [home, *_tree(pages, found.home, request)],
    }


def _depth(values: Values) -> int:
    """Read how many levels are asked for. Raises ProblemError."""
    return max(number(values, name, 1, 1, DEEPEST) for name in ("expand.navigation.depth", "depth"))


def _tree(pages: list[Page], above: Page, request: CityRequest) -> list[Json]:
    return [
        {
            "@id": address(page, request),
            "description": page.search_description,
            "items": _tree(pages, page, request),
            "review_state": "published",
            "title": page.title,
            "use_view_action_in_listings": False,
        }
        for page in pages
        if page.depth == above.depth + 1 and page.path.startswith(above.path)
    ]


def contextnavigation(request: CityRequest, found: Found, values: Values) -> Json:
    """The section in which the page stands: the way to it, and what is beside and below it."""
    way = Page.objects.ancestor_of(found.page, inclusive=True).filter(depth__gt=found.home.depth)
    paths = list(way.order_by("depth").values_list("path", flat=True))
    wanted = Q(path__in=paths[:1])
    for path in paths:
        wanted |= Q(path__startswith=path, depth=len(path) // Page.steplen + 1)
    pages = list(for_summaries(visible(Page.objects.filter(wanted))).order_by("path")) if paths else []
    return {
        "@id": here(request, found, "contextnavigation"),
        "available": bool(pages),
        "has_custom_name": False,
        "items": _context_tree(pages, found.home, found.page, request),
        "title": _("Navigation"),
        "url": f"{address(found.home, request)}/sitemap",
    }


def _context_tree(pages: list[Page], above: Page, current: Page, request: CityRequest) -> list[Json]:
    return [
        {
            "@id": address(page, request),
            "description": page.search_description,
            "href": address(page, request),
            "icon": "",
            "is_current": page.pk == current.pk,
            "is_folderish": True,
            "is_in_path": current.path.startswith(page.path) and page.pk != current.pk,
            "items": _context_tree(pages, page, current, request),
            "normalized_id": page.slug,
            "review_state": "published",
            "thumb": "",
            "title": page.title,
            "type": type_name(answer_type(page)).lower().replace(" ", "-"),
        }
        for page in pages
        if page.depth == above.depth + 1 and page.path.startswith(above.path)
    ]


def navroot(request: CityRequest, found: Found, values: Values) -> Json:
    """The home of the language, as a content object without what stands below it."""
    home = for_summaries(Page.objects.filter(pk=found.home.pk)).get()
    told = content(home.specific, home, request, Batch(0, 1))
    left_out = ("items", "items_total", "batching", "blocks", "blocks_layout")
    kept = {name: value for name, value in told.items() if name not in left_out}
    empty: Json = {"blocks": {}, "blocks_layout": {"items": []}}
    return {"@id": here(request, found, "navroot"), "navroot": kept | empty}


def translations(request: CityRequest, found: Found, values: Values) -> Json:
    """The other languages in which the page is public."""
    city = request.city
    versions = visible(Page.objects.filter(translation_key=found.page.translation_key))
    pages = versions.filter(locale__language_code__in=city.languages).select_related("locale")
    homes = visible(city.homes()).filter(locale__language_code__in=city.languages).select_related("locale")
    # The languages of an entry come with it; those of a page are there already, or not.
    tail = own_address(request, found).removeprefix(address(found.page, request)) if not found.preview else ""
    pages = pages.none() if found.preview and found.below else pages
    return {
        "@id": here(request, found, "translations"),
        "items": [
            {"@id": address(page, request) + tail, "language": page.locale.language_code}
            for page in pages
            if page.pk != found.page.pk
        ],
        "root": {home.locale.language_code: address(home, request) for home in homes},
    }


def actions(request: CityRequest, found: Found, values: Values) -> Json:
    """What a reader can do: see the page, go home."""
    own, home = own_address(request, found), address(found.home, request)
    return {
        "document_actions": [],
        "object": [{"icon": "toolbar-action/view", "id": "view", "title": _("View"), "url": own}],
        "object_buttons": [],
        "portal_tabs": [{"icon": "plone-home", "id": "index_html", "title": _("Front page"), "url": home}],
        "site_actions": [],
        "user": [],
    }


def aliases(request: CityRequest, found: Found, values: Values) -> Json:
    """The old addresses that lead to this page."""
    own = Redirect.objects.filter(site=request.city.site, redirect_page=found.page.pk).order_by("old_path")
    items = (
        [{"datetime": None, "manual": False, "path": old.old_path} for old in own] if not found.below else []
    )
    return {"@id": here(request, found, "aliases"), "items": items, "items_total": len(items)}


def workflow(request: CityRequest, found: Found, values: Values) -> Json:
    """What is public is published; who approved it when is not told."""
    state = {"name": "published", "title": _("Published")}
    if found.preview:
        state = {"name": "private", "title": _("Draft")}
    return {"@id": here(request, found, "workflow"), "history": [], "state": state, "transitions": []}


def types(request: CityRequest, found: Found, values: Values) -> list[Json] | Json:
    """The types of content, or the one that the address names; readers add none."""
    base = request.city.site.root_url
    told = {
        name: {"@id": f"{base}/@types/{name}", "addable": False, "id": name, "title": title}
        for name, title in type_titles().items()
    }
    wanted = "/".join(found.asked.rest)
    if wanted and wanted not in told:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"There is no type “{wanted[:60]}”.")
    return told[wanted] if wanted else list(told.values())


def site(request: CityRequest, found: Found, values: Values) -> Json:
    """What a front end needs to know of the site before the first page."""
    city = request.city
    return {
        "@id": f"{city.site.root_url}/@site",
        "features": {"filter_aliases_by_date": False, "multilingual": True},
        "insist.city_name": city.name,
        "insist.colours": [city.ink_a, city.ink_b],
        "insist.languages": [
            {"token": code, "title": own_name(code), "dir": direction(code)} for code in city.languages
        ],
        "plone.allowed_sizes": [f"width-{width} {width}:65536" for width in WIDTHS],
        "plone.available_languages": list(city.languages),
        "plone.default_language": settings.LANGUAGE_CODE,
        "plone.portal_timezone": settings.TIME_ZONE,
        "plone.robots_txt": "",
        "plone.site_logo": None,
        "plone.site_title": f"INSIST {city.name}",
    }


# Of a page, and at any path; `expand` may add the first of them to a content object.
COMPONENTS: dict[str, Service] = {
    "actions": Service((), actions),
    "aliases": Service((), aliases),
    "breadcrumbs": Service((), breadcrumbs),
    "contextnavigation": Service((), contextnavigation),
    "navigation": Service(("expand.navigation.depth", "depth"), navigation),
    "navroot": Service((), navroot),
    "translations": Service((), translations),
    "types": Service((), types),
    "workflow": Service((), workflow),
}
SERVICES = COMPONENTS | {"site": Service((), site)}
PARTS = ("b_start", "b_size")
CONTENT_PARAMETERS = (
    *(*PARTS, "expand", "fallback", "metadata_fields", "fullobjects", "include_items"),
    *(parameter for component in COMPONENTS.values() for parameter in component.parameters),
)
# A preview is in the language of its version.
PREVIEW_PARAMETERS = tuple(name for name in CONTENT_PARAMETERS if name != "fallback")


def whole(
    request: CityRequest, found: Found, values: Values, expand: list[str], around: Around | None = None
) -> Json:
    """The content object with the components: those in `expand` told, of the others the address.

    Raises ProblemError for a wrong value.
    """
    part = batch(values)
    _depth(values)  # a wrong one is an error, though the navigation may not be asked for
    told = found.below or content(found.page, found.home, request, part, found.preview, around)
    components = {
        name: service.answer(request, found, values)
        if name in expand
        else {"@id": here(request, found, name)}
        for name, service in COMPONENTS.items()
    }
    return {"@components": components, **told, "served_language": found.served_language}
