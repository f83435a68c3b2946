"""What templates of editorial pages write with: emblems, names of choices, addresses of lists."""

import datetime
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from directory.emblem import FIELDS, emblem
from directory.models import Term
from home.blocks import shown_documents
from home.choices import SessionKind, StepState
from home.filters import ListFilter
from home.models import TopicPage
from home.models.mixins import TopicMixin
from home.teasers import Teaser

register = template.Library()
register.filter(shown_documents)

QUOTATION_MARKS = tuple('„“”«»‚‘‹›"')


@register.simple_tag
def topic_emblem(page: TopicMixin | TopicPage) -> SafeString:
    """Draw the emblem of a page's first two topics; the seed is what it shares with its translations."""
    seed = str(page.translation_key)  # type: ignore[union-attr]
    return _draw(seed, [term.shape_code for term in page.topics[:2]], page.pk)  # type: ignore[union-attr]


@register.simple_tag
def teaser_emblem(teaser: Teaser) -> SafeString:
    return _draw(teaser.seed, list(teaser.shapes), teaser.key)


def _draw(seed: str, fields: list[str], key: int) -> SafeString:
    return mark_safe(emblem(seed, fields, uid=f"p{key}"))  # noqa: S308 (drawn by us, holds no text)


@register.simple_tag
def filter_address(chosen: ListFilter, **changes: str | datetime.date) -> str:
    """Return the query of an address with what is chosen in a filter, changed."""
    return chosen.address(**{name: _written(value) for name, value in changes.items()})


@register.simple_tag
def page_address(number: int, chosen: ListFilter | str = "") -> str:
    """Return the query of an address for a page of a list, with what is chosen in its filter, if it has one."""
    page = {"page": str(number)} if number > 1 else {}
    if isinstance(chosen, ListFilter):
        return chosen.address(**page)
    return "?" + urlencode(page)


@register.simple_tag
def page_numbers(pages: Page) -> list[int | str]:
    """Return the numbers of the pages around this one, the first and the last; "…" stands for others."""
    return list(pages.paginator.get_elided_page_range(pages.number, on_each_side=1, on_ends=1))


def _written(value: str | datetime.date) -> str:
    return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value


@register.filter
def has_quotation_marks(text: str) -> bool:
    """Whether the text begins or ends with a quotation mark of any language; apostrophes do not count."""
    stripped = text.strip()
    return stripped.startswith(QUOTATION_MARKS) or stripped.endswith(QUOTATION_MARKS)


@register.filter
def field_icon(term: Term) -> str:
    """Return the address of the shape that stands for a topic, "" if none does."""
    code = term.shape_code
    return static(f"directory/fields/{code}.svg") if code in FIELDS else ""


@register.filter
def step_state(state: str) -> str:
    """Name the state of a step: agreed, under way, done; a draft may lack it."""
    return str(StepState(state).label) if state else ""


@register.filter
def session_kind(kind: str) -> str:
    """Name what happens at a fair; a draft may lack it."""
    return str(SessionKind(kind).label) if kind else ""
