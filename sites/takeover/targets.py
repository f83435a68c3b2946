"""Where a page may be taken over to, and by whom.

Asks for the right to add a page at the place and pictures and documents in the city's
collection: what comes along is added in the name of the person. A translator, who may
add pages but no pictures, takes nothing over.
"""

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail.query import PageQuerySet

from sites.models import City, Document, Image, User
from sites.takeover.origins import HOME_DEPTH

COLLECTION_DEPTH = 2


def target_cities(user: User) -> list[City]:
    """Return the cities that the person may take pages over into; archived ones are read-only."""
    names = _collections(user, Image) & _collections(user, Document)
    cities = City.objects.with_site().filter(slug__in=names).order_by("name")
    return [city for city in cities if not city.is_archived]


def _collections(user: User, kind: type[Image] | type[Document]) -> set[str]:
    """Return the names of the cities' collections (see `media_collection`) to which the person may add."""
    policy = policy_registry.get_by_type(kind)
    collections = policy.collections_user_has_permission_for(user, "add")
    return set(collections.filter(depth=COLLECTION_DEPTH).values_list("name", flat=True))


def all_homes(cities: list[City]) -> dict[str, City]:
    """Return tree path of a language home → its city, also of homes that the public does not reach."""
    keys = {city.site.root_page.translation_key: city for city in cities}
    homes = Page.objects.filter(translation_key__in=keys, depth=HOME_DEPTH)
    return {path: keys[key] for path, key in homes.values_list("path", "translation_key")}


def addable_parents(user: User, homes: dict[str, City]) -> PageQuerySet:
    """Return the pages below `homes`, these included, below which the person may add a page."""
    below = Q(pk__in=[])
    for path in homes:
        below |= Q(path__startswith=path)
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    return allowed.filter(below)


def parents_for(user: User, origin: Page, origin_city: City) -> dict[Page, City]:
    """Return the pages, with their city, that can hold a page like the origin: in other cities, in its language."""
    page_class = origin.specific_class
    homes = all_homes([city for city in target_cities(user) if city.pk != origin_city.pk])
    parents = addable_parents(user, homes).filter(locale_id=origin.locale_id)
    fitting = parents.type(tuple(page_class.allowed_parent_page_models())).order_by("path")
    return {
        parent: homes[parent.path[: Page.steplen * HOME_DEPTH]]
        for parent in fitting
        if page_class.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()
    }
