"""Taking a page over: the draft in the own city, and the record of where it came from."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from sites.models import City, Takeover, User
from sites.takeover.content import carry_page
from sites.takeover.origins import city_of, find_published, homes_by_path
from sites.takeover.references import OwnReferences, PublicReferences
from sites.takeover.targets import parents_for

TAKE_OVER = "insist.take_over"
SLUG_LENGTH = 240  # leaves room for a number at the end


@transaction.atomic
def take_over(user: User, origin_key: int, parent_key: int) -> Takeover:
    """Make a draft below the parent from what the origin shows in public at this moment.

    Asks for every right itself. Raises PermissionDenied if the origin is not public
    (any more), or the person may not take it over to this place.
    """
    origin = find_published(origin_key)
    city = city_of(origin, homes_by_path()) if origin else None
    if origin is None or city is None:
        raise PermissionDenied
    parents = parents_for(user, origin, city)
    parent = next((page for page in parents if page.pk == parent_key), None)
    if parent is None:
        raise PermissionDenied
    references = OwnReferences(parents[parent], user, origin.title)
    page = _add_draft(user, origin, parent, references)
    takeover = _record(user, origin, city, page, references)
    log(
        instance=page, action=TAKE_OVER, user=user, data={"origin": str(takeover), "url": takeover.origin_url}
    )
    return takeover


def _add_draft(user: User, origin: Page, parent: Page, references: OwnReferences) -> Page:
    page = carry_page(origin, references)
    page.live, page.has_unpublished_changes, page.owner = False, True, user
    page.slug = find_available_slug(parent, origin.slug[:SLUG_LENGTH])
    parent.add_child(instance=page)
    page.save_revision(user=user)
    return page


def _record(user: User, origin: Page, city: City, page: Page, references: OwnReferences) -> Takeover:
    return Takeover.objects.create(
        page_id=page.pk,
        origin_id=origin.pk,
        origin_revision_id=origin.live_revision_id,
        origin_city=city.name,
        origin_title=origin.title,
        origin_url=origin.full_url or "",
        content=carry_page(origin, PublicReferences()).serializable_data(),
        left_out=dict(references.left_out),
        taken_by=user,
    )
