"""What search engines are told: the public pages of a city with their languages."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from sites.delivery.store.marks import for_everybody
from sites.frame.visibility import visible
from sites.hosts import CityRequest
from sites.models import City
from sites.registry import registry


@dataclass(frozen=True)
class Entry:
    url: str
    changed: str
    alternates: list[tuple[str, str]]  # (language, address), [] where there is one language only


def public_pages(city: City) -> list[Page]:
    """The published, unrestricted pages of all languages of the city, in the order of the tree."""
    homes = city.homes().filter(locale__language_code__in=city.languages)
    below = Page.objects.none()
    for home in homes:
        below |= Page.objects.descendant_of(home, inclusive=True)
    return list(visible(below).select_related("locale").order_by("path"))


def entries(city: City, request: CityRequest) -> list[Entry]:
    pages = public_pages(city)
    versions: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for page in pages:
        versions[page.translation_key].append((page.locale.language_code, page.get_full_url(request)))
    found = [
        Entry(
            page.get_full_url(request),
            page.last_published_at.date().isoformat() if page.last_published_at else "",
            versions[page.translation_key] if len(versions[page.translation_key]) > 1 else [],
        )
        for page in pages
    ]
    return found + [entry for source in registry.sitemap_sources for entry in source(pages, request)]


@require_safe
def sitemap(request: CityRequest) -> HttpResponse:
    context = {"entries": entries(request.city, request), "default": settings.LANGUAGE_CODE}
    return for_everybody(render(request, "frame/sitemap.xml", context, content_type="application/xml"))


@require_safe
def robots(request: CityRequest) -> HttpResponse:
    lines = ["User-agent: *", "Allow: /", "", f"Sitemap: {request.city.site.root_url}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
