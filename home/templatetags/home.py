"""What templates of editorial pages write with: emblems and the state of a step."""

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from directory.emblem import FIELDS, emblem
from directory.models import Term
from home.choices import StepState
from home.models import ForumPage

register = template.Library()


@register.simple_tag
def topic_emblem(page: ForumPage) -> SafeString:
    """Draw the emblem of a page's first two topics; its title is the seed."""
    fields = [term.shape_code for term in page.topics[:2]]
    return mark_safe(emblem(page.title, fields, uid=f"p{page.pk}"))  # noqa: S308 (drawn by us, holds no text)


@register.filter
def field_icon(term: Term) -> str:
    """Return the address of the shape that stands for a topic, "" if none does."""
    code = term.shape_code
    return static(f"directory/fields/{code}.svg") if code in FIELDS else ""


@register.filter
def step_state(state: str) -> str:
    """Name the state of a step: agreed, under way, done; a draft may lack it."""
    return str(StepState(state).label) if state else ""
