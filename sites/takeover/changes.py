"""What changed at the origin since a page was taken over: published content only, and read-only."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from sites.models import Takeover
from sites.takeover.content import carry_page
from sites.takeover.references import PublicReferences


def find_changes(takeover: Takeover, origin: Page, request: HttpRequest) -> list[Any]:
    """Return Wagtail's comparisons of the fields that differ, [] if none does.

    `origin` is public at this moment, in its own type. Both versions pass the same
    filter now, so what is no longer public shows in neither.
    """
    references = PublicReferences()
    stored = type(origin).from_serializable_data(takeover.content, check_fks=False)
    before, after = carry_page(stored, references), carry_page(origin, references)
    panel = type(origin).get_edit_handler().get_bound_panel(instance=origin, request=request, form=None)
    compared = [compare(before, after) for compare in panel.get_comparison()]
    return [comparison for comparison in compared if comparison.has_changed()]
