"""Long lists in pages: plain addresses ("?page=2"), the newest on the first."""

import re
from typing import Any, Final

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest

PER_PAGE: Final = 20
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def page_of(rows: Any, request: HttpRequest) -> Page:
    """Return the rows of the page that the address asks for; costs a count and a slice.

    Raises Http404 for what is no number and for a page that the list does not have.
    """
    asked = request.GET.get("page", "1")
    if not NUMBER.fullmatch(asked):
        raise Http404
    try:
        return Paginator(rows, PER_PAGE).page(int(asked))
    except EmptyPage as error:
        raise Http404 from error
