"""What templates of the directory write with: addresses of lists, cards, data for machines."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from directory.browse import DirectoryList, Query
from directory.cards import card_url
from directory.models import DirectoryEntry, DirectoryPage
from directory.offices import OfficeView
from sites.frame.context import Frame
from sites.frame.linked_data import as_graph

register = template.Library()

AROUND = 2  # page numbers shown before and after the present one


@register.simple_tag
def url_of(page: DirectoryPage) -> str:
    url: str = page.get_url()
    return url


@register.simple_tag
def list_address(query: Query, **changes: Any) -> str:
    return query.address(**changes)


@register.simple_tag
def without(query: Query, name: str, value: str) -> str:
    """Return the address of the list with one choice taken away."""
    return query.address(**{name: [other for other in query.chosen[name] if other != value]})


@register.filter
def page_numbers(found: DirectoryList) -> list[int]:
    """Return the numbers to show; 0 stands for a gap."""
    near = {1, found.pages, *range(found.page - AROUND, found.page + AROUND + 1)}
    numbers: list[int] = []
    for number in sorted(n for n in near if 1 <= n <= found.pages):
        if numbers and number > numbers[-1] + 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


@register.simple_tag
def entry_card_url(entry: DirectoryEntry, frame: Frame) -> str:
    return f"{frame.city.site.root_url}{card_url(frame.city, entry.seed, entry.shapes)}"


@register.simple_tag
def entry_data(data: list[dict[str, Any]], frame: Frame) -> SafeString:
    """Write the JSON-LD of an entry; its address is that of the page."""
    own = [thing | {"@id": frame.canonical, "url": frame.canonical} for thing in data]
    return as_graph(frame, own)


@register.simple_tag
def office_data(offices: list[OfficeView], frame: Frame) -> SafeString:
    """Write the JSON-LD of offices."""
    return as_graph(frame, [office.data for office in offices])


@register.simple_tag
def german_url(frame: Frame) -> str:
    """Return the address of the same entry in German."""
    links = {link.code: link.url for link in frame.languages}
    return links.get(settings.LANGUAGE_CODE) or "#"


@register.filter
def short_url(url: str) -> str:
    """Write an address as people say it: without https:// and a slash at the end."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
