"""What belongs to the cities of a person, as querysets; for the instance admin, all there is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from sites.access.people import cities_of, is_instance_admin
from sites.access.policies import CityPermissionPolicy
from sites.access.roles import EDITOR, LEAD, Role
from sites.models import City, Document, Image


@dataclass(frozen=True)
class Own:
    """The things of one kind that a person works with, and the cities where she works with such things."""

    things: QuerySet[Any]
    cities: QuerySet[City]


def own_pages(user: Any, *roles: Role) -> PageQuerySet:
    """Return the pages of the cities where the person holds one of the roles (none given: any)."""
    if is_instance_admin(user):
        return Page.objects.filter(depth__gt=1)
    return pages_of(cities_of(user, *roles))


def pages_of(cities: QuerySet[City]) -> PageQuerySet:
    """Return the pages in the trees of these cities, in every language, the homes too."""
    keys = cities.values("site__root_page__translation_key")
    below = Q(pk__in=[])
    for path in Page.objects.filter(translation_key__in=keys).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return Page.objects.filter(below)


def own_sites(user: Any, *roles: Role) -> QuerySet[Site]:
    if is_instance_admin(user):
        return Site.objects.all()
    return Site.objects.filter(city__in=cities_of(user, *roles))


def own_things(user: Any) -> Iterator[Own]:
    """Yield what the person works with beside pages: city, pictures, documents, entries."""
    yield Own(cities_of(user, LEAD), cities_of(user, LEAD))
    for media in (Image, Document):
        policy = policy_registry.get_by_type(media)
        things = policy.instances_user_has_permission_for(user, "change")
        yield Own(things, cities_of(user, LEAD, EDITOR))
    for model in apps.get_models():
        policy = policy_registry.get_by_type(model, fallback=False)
        if isinstance(policy, CityPermissionPolicy):
            things = policy.instances_user_has_any_permission_for(user, ["view", "change"])
            yield Own(things, policy.cities(user, ["view", "change"]))


def people_in(keys: Iterable[Any]) -> QuerySet[Any]:
    """Return the accounts with these keys, for a filter that offers people.

    Not those who hold a role in the city today: what somebody did there before she
    left, or as the instance admin, can be looked for too.
    """
    people = get_user_model().objects
    return people.filter(pk__in=keys).order_by("last_name", "first_name", "email")
