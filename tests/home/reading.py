"""Reading a page as people do: by its headings."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from wagtail.models import Page


def section(page: BeautifulSoup, heading: str) -> Tag | None:
    """The part of a page under a heading, None if it has none."""
    return next(
        (h.find_parent("section") for h in page.select("section h2") if h.get_text() == heading), None
    )


def titles(part: Tag | None, level: str = "h3") -> list[str]:
    """The headings of the entries in a part."""
    return [heading.get_text() for heading in part.select(level)] if part else []


def words(part: Tag) -> str:
    """The text of a part, every kind of space as one plain space."""
    return " ".join(part.get_text(" ", strip=True).split())


def facts(page: Tag) -> dict[str, str]:
    """The facts of a definition list: label → text."""
    return {words(term): words(term.find_next("dd")) for term in page.select("dl.facts dt")}


def leads_to(link: Tag, page: Page) -> bool:
    """Whether a link leads to a page, written with its host or without."""
    return urlsplit(link["href"]).path == urlsplit(page.get_url()).path
