"""Rich text in answers: resolved HTML with full addresses, and the same as a Slate block."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.utils.html import escape

from sites.delivery.slate import plaintext, to_slate

LINK = re.compile(r"""(<a\b[^>]*?\shref=)(["'])(.*?)\2""", re.IGNORECASE | re.DOTALL)
PATH = re.compile(r"([^?#]*)([?#]?)(.*)", re.DOTALL)  # an address, and what follows its path


def absolute_html(html: str, absolute: Callable[[str], str]) -> str:
    """Return the HTML with `absolute` applied to the links that lead to pages and files."""

    def replace(found: re.Match[str]) -> str:
        return f'{found[1]}"{escape(absolute_link(unescape(found[3]), absolute))}"'

    return LINK.sub(replace, html)


def absolute_link(url: str, absolute: Callable[[str], str]) -> str:
    """Apply `absolute` to an address, but not to a mailbox, a telephone number or a place on the page.

    What leads to this site ends as `@id` does, without a slash: a client compares the two.
    """
    if not url.startswith(("/", "http:", "https:")):
        return url
    whole = absolute(url)
    if not f"{whole}/".startswith(absolute("/")):
        return whole
    path, mark, rest = PATH.fullmatch(whole).groups()  # type: ignore[union-attr]
    return f"{path.rstrip('/')}{mark}{rest}"


def slate_block(html: str) -> dict[str, Any]:
    """Return Volto's block of text for resolved HTML with full addresses, and the HTML with it."""
    nodes = to_slate(html)
    return {"@type": "slate", "value": nodes, "plaintext": plaintext(nodes), "html": html}
