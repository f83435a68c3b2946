"""Where a page may be taken over to, and by whom.

Asks for the right to add a page at the place and pictures and documents in the city's
collection: what comes along is added in the name of the person. A translator, who may
add pages but no pictures, takes nothing over.
"""

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail.query import PageQuerySet

from sites.access.groups import media_collection
from sites.models import City, Document, Image, User
from sites.takeover.origins import HOME_DEPTH


def may_add_files(user: User, city: City) -> bool:
    collection = media_collection(city)
    return collection is not None and all(
        policy_registry.get_by_type(kind)
        .collections_user_has_permission_for(user, "add")
        .filter(pk=collection.pk)
        .exists()
        for kind in (Image, Document)
    )


def target_cities(user: User) -> list[City]:
    """Return the cities that the person may take pages over into; archived ones are read-only."""
    cities = City.objects.with_site().order_by("name")
    return [city for city in cities if not city.is_archived and may_add_files(user, city)]


def addable_parents(user: User, cities: list[City]) -> PageQuerySet:
    """Return the pages in `cities` below which the person may add a page."""
    below = Q(pk__in=[])
    for city in cities:
        for path in city.homes().filter(depth=HOME_DEPTH).values_list("path", flat=True):
            below |= Q(path__startswith=path)
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    return allowed.filter(below).select_related("locale")


def parents_for(user: User, origin: Page, origin_city: City) -> list[Page]:
    """Return the pages of other cities in the origin's language that can hold a page of its type."""
    page_class = origin.specific_class
    cities = [city for city in target_cities(user) if city.pk != origin_city.pk]
    parents = addable_parents(user, cities).filter(locale_id=origin.locale_id)
    fitting = parents.type(tuple(page_class.allowed_parent_page_models())).order_by("path")
    return [parent for parent in fitting if can_hold(user, parent, page_class)]


def can_hold(user: User, parent: Page, page_class: type[Page]) -> bool:
    return page_class.can_create_at(parent) and parent.permissions_for_user(user).can_add_subpage()
