"""Which pages and files anybody may see: published, and not behind a password.

The rule stands here once. Wagtail's own `.public()` says the same with an extra
query each time it is asked.
"""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.query import PageQuerySet


def is_restricted() -> Exists:
    """For `.annotate()` and `.filter()`: the page or one above it asks for a password."""
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(PageViewRestriction.objects.annotate(asked=asked).filter(asked__startswith=F("page__path")))


def in_restricted_collection() -> Exists:
    """For files: their collection or one above it has a restriction."""
    asked = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    restrictions = CollectionViewRestriction.objects.annotate(asked=asked)
    return Exists(restrictions.filter(asked__startswith=F("collection__path")))


def visible(pages: PageQuerySet) -> PageQuerySet:
    return pages.live().filter(~is_restricted())
