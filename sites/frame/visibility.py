"""Which pages and files anybody may see: published, and not behind a password.

The rule stands here once. Wagtail's own `.public()` says the same with an extra
query each time it is asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from sites.choices import CityState
from sites.models import City

# Key of the hidden city that this visitor may see, because she has a link to it.
_seen: ContextVar[int | None] = ContextVar("seen_city", default=None)


@contextmanager
def seeing(city: City) -> Iterator[None]:
    """Inside, the pages of this hidden city count as those of an open one."""
    token = _seen.set(city.pk)
    try:
        yield
    finally:
        _seen.reset(token)


def is_restricted() -> Exists:
    """For `.annotate()` and `.filter()`: the page or one above it asks for a password."""
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.annotate(asked=asked).filter(asked__startswith=F("page__path")))


def is_in_hidden_city() -> Exists:
    """For `.annotate()`: the page stands in a city that is not open yet, of which no other may tell."""
    hidden = City.objects.filter(state=CityState.HIDDEN).exclude(pk=_seen.get())
    keys = hidden.values("site__root_page__translation_key")
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    homes = Page.objects.filter(translation_key__in=keys).annotate(asked=asked)
    return Exists(homes.filter(asked__startswith=F("path")))


def in_restricted_collection() -> Exists:
    """For files: their collection or one above it has a restriction."""
    asked = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restrictions = CollectionViewRestriction.objects.annotate(asked=asked)
    return Exists(restrictions.filter(asked__startswith=F("collection__path")))


def visible(pages: PageQuerySet) -> PageQuerySet:
    return pages.live().filter(~is_restricted())
