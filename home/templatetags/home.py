"""What templates of editorial pages write with: emblems, names of choices, addresses of lists."""

import datetime

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from directory.emblem import FIELDS, emblem
from directory.models import Term
from home.choices import SessionKind, StepState
from home.filters import ListFilter
from home.models import TopicPage
from home.models.mixins import TopicMixin
from home.teasers import Teaser

register = template.Library()


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


def _written(value: str | datetime.date) -> str:
    return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value


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
