"""Which page an address of the API means; the same rules as for people (`sites/frame/serve.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from sites.delivery.addresses import LANGUAGES, Asked, parse
from sites.delivery.parameters import Values, split
from sites.delivery.problems import ProblemError, bad_parameter
from sites.delivery.summaries import answer_type
from sites.frame.serve import find_elsewhere, pages_on_the_way, read_specific
from sites.frame.visibility import visible
from sites.hosts import CityRequest

Json = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """`page` is of its own type; `below` is the content of a thing below it that is no page.

    `served_language` is the language of what was found, another than asked only on request.
    `preview` is the address of a preview, if it is one and not what everybody finds.
    """

    asked: Asked
    home: Page
    page: Page
    below: Json | None
    served_language: str
    preview: str = ""


def fallbacks(values: Values) -> list[str]:
    """Read the languages of `fallback`. Raises ProblemError for one that no city can have."""
    codes = [code.lower() for code in split(values, "fallback")]
    unknown = [code for code in codes if code not in LANGUAGES]
    if unknown:
        raise bad_parameter("fallback", f"“{unknown[0][:40]}” is no language here.")
    return codes


def find(request: CityRequest, asked: Asked, fallbacks: list[str]) -> Found:
    """Return what stands at the address; where it is not translated, in the first of `fallbacks` that has it.

    Raises ProblemError: nobody may see it, or it is not there.
    """
    return (
        _find_here(request, asked)
        or _find_moved(request, asked)
        or _find_in_fallback(request, asked, fallbacks)
        or _refuse(request, asked)
    )


def _find_here(request: CityRequest, asked: Asked) -> Found | None:
    if asked.language not in request.city.languages:
        return None
    pages = pages_on_the_way(request.city, asked.language, list(asked.parts))
    if not pages or not pages[-1].live or pages[-1].is_restricted:
        return None
    home, page = pages[0], pages[-1]
    rest = list(asked.parts[page.depth - home.depth :])
    if not rest:
        return Found(asked, home, read_specific(page), None, asked.language)
    found = answer_type(page)
    if found is None or found.below is None:
        return None
    specific = read_specific(page)
    below = found.below(specific, rest, request)
    return Found(asked, home, specific, below, asked.language) if below else None


def _find_moved(request: CityRequest, asked: Asked) -> Found | None:
    """Answer in place what a redirect of the city leads to inside of it."""
    old = Redirect.normalise_path(asked.path)
    redirect = Redirect.get_for_site(request.city.site).filter(old_path=old).first()
    if redirect is None:
        return None
    path = redirect.redirect_page.get_url(request) if redirect.redirect_page else redirect.redirect_link
    if not path or not path.startswith("/"):
        return None
    target = parse(path)
    return _find_here(request, Asked(target.language, target.parts, asked.service, asked.rest))


def _find_in_fallback(request: CityRequest, asked: Asked, fallbacks: list[str]) -> Found | None:
    for language in fallbacks:
        found = _find_here(request, Asked(language, asked.parts, asked.service, asked.rest))
        if found:
            return found
    return None


def _refuse(request: CityRequest, asked: Asked) -> Found:
    """Say that nothing is here, and in which languages of the city it would be."""
    elsewhere = find_elsewhere(request.city, asked.language, list(asked.parts))
    languages: list[str] = []
    if elsewhere:
        versions = visible(Page.objects.filter(translation_key=elsewhere.page.translation_key))
        codes = set(versions.values_list("locale__language_code", flat=True))
        languages = [code for code in request.city.languages if code in codes]
    raise ProblemError(
        HTTPStatus.NOT_FOUND,
        f"There is nothing at “{asked.path or '/'}”.",
        available_languages=languages,
    )
