"""What belongs to the cities of a person, as querysets; for the instance admin, all there is."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from sites.access.people import cities_of
from sites.access.roles import Role


def own_pages(user: Any, *roles: Role) -> PageQuerySet:
    """Return the pages of the cities where the person holds one of the roles (none given: any)."""
    if user.is_active and user.is_superuser:
        return Page.objects.filter(depth__gt=1)
    keys = cities_of(user, *roles).values("site__root_page__translation_key")
    below = Q(pk__in=[])
    for path in Page.objects.filter(translation_key__in=keys).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return Page.objects.filter(below)


def own_sites(user: Any, *roles: Role) -> QuerySet[Site]:
    if user.is_active and user.is_superuser:
        return Site.objects.all()
    return Site.objects.filter(city__in=cities_of(user, *roles))


def people_in(keys: QuerySet[Any]) -> QuerySet[Any]:
    """Return the accounts of a list of keys, for a filter that offers people.

    Not those who hold a role in the city today: what somebody did there before she
    left, or as the instance admin, can be looked for too.
    """
    people = get_user_model().objects
    return people.filter(pk__in=keys.order_by()).order_by("last_name", "first_name", "email")
