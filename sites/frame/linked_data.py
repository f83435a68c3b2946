"""What machines read on a public page: JSON-LD in the words of schema.org.

Only what the page shows in text stands here, so nothing is public that a reader does not see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from sites.frame.context import Frame

Thing = dict[str, Any]

# In JSON these letters are harmless as escapes, in HTML they could end the element.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def organisation(frame: Frame) -> Thing:
    """The project of the city, with the contact of the page: a function, never a person."""
    contact = frame.contact
    address = {"@type": "PostalAddress", "addressLocality": frame.city.name, "addressCountry": "DE"}
    thing: Thing = {
        "@type": "Organization",
        "@id": f"{frame.city.site.root_url}/#insist",
        "name": f"INSIST {frame.city.name}",
        "url": f"{frame.city.site.root_url}/",
        "address": address,
        "areaServed": frame.city.name,
    }
    if contact:
        point: Thing = {"@type": "ContactPoint", "email": contact.email, "telephone": contact.phone}
        point |= {"availableLanguage": contact.languages}
        thing["contactPoint"] = {name: value for name, value in point.items() if value}
    return thing


def breadcrumbs(frame: Frame) -> Thing | None:
    """The way to the page, from the home page on; None for pages directly below it."""
    if not frame.breadcrumbs:
        return None
    home = frame.city.site.root_url
    links = [(frame.home_title, frame.home_url), *((link.title, link.url) for link in frame.breadcrumbs)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title}
            | ({"item": urljoin(home, url)} if url else {})
            for position, (title, url) in enumerate(links, start=1)
        ],
    }


def linked_data(page: Page, frame: Frame) -> SafeString:
    """Return the JSON of all that the page says of itself, safe inside a script element."""
    return as_graph(frame, page.linked_data(frame))


def as_graph(frame: Frame, own: Iterable[Thing]) -> SafeString:
    """Return the JSON of these things, of the organisation and of the way to the page."""
    things = [organisation(frame), breadcrumbs(frame), *own]
    graph = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    text = json.dumps(graph, ensure_ascii=False, default=str).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 (all letters that mean something in HTML are escaped)
