"""Reading a page as people do: by its headings."""

from bs4 import BeautifulSoup, Tag


def section(page: BeautifulSoup, heading: str) -> Tag | None:
    """The part of a page under a heading, None if it has none."""
    return next((h.find_parent("section") for h in page.select("section h2") if h.get_text() == heading), None)


def titles(part: Tag | None, level: str = "h3") -> list[str]:
    """The headings of the entries in a part."""
    return [heading.get_text() for heading in part.select(level)] if part else []


def words(part: Tag) -> str:
    """The text of a part, every kind of space as one plain space."""
    return " ".join(part.get_text(" ", strip=True).split())


def facts(page: Tag) -> dict[str, str]:
    """The facts of a definition list: label → text."""
    return {words(term): words(term.find_next("dd")) for term in page.select("dl.facts dt")}
