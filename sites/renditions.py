"""Renditions: pages make them only of pictures that anybody may see, and they are gone once that ends.

Whoever has the address of a rendition sees it, so it is no place to ask for a
password: the pictures of a collection with a restriction stand on no page. Neither
do those whose consent has ended.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.models import Collection, CollectionViewRestriction

from sites.frame.visibility import in_restricted_collection
from sites.models import Image, Rendition


def withheld_images() -> QuerySet[Image]:
    """Pictures whose collection, or one above it, has a restriction, and those whose consent has ended."""
    return Image.objects.filter(Q(in_restricted_collection()) | Q(consent_ends__lt=timezone.localdate()))


def public_renditions(image: AbstractImage, *specs: str) -> list[AbstractRendition]:
    """Return the renditions for a page, made where they are missing; [] for a picture that is withheld.

    A picture in a restricted collection has none of these sizes, so nobody is asked where they
    exist; one whose consent has ended keeps them until the clock takes them away.
    """
    if image.consent_has_ended:
        return []
    filters = [Filter(spec) for spec in specs]
    found = image.find_existing_renditions(*filters)
    if len(found) < len(filters):
        this = withheld_images().filter(pk=image.pk)
        if this.exists():
            return []
        found = {Filter(spec): rendition for spec, rendition in image.get_renditions(*specs).items()}
        # The restriction may have come while they were made.
        if this.exists():
            withdraw(this)
            return []
    by_spec = {wanted.spec: rendition for wanted, rendition in found.items()}
    return [by_spec[spec] for spec in specs]


def withdraw(images: Iterable[Model] | QuerySet[Image]) -> None:
    """Delete all renditions of the pictures in the running transaction."""
    keys = [image.pk for image in images]
    if not keys:
        return
    _delete(keys)
    # Once more for those that a page made meanwhile, before it could see the change.
    transaction.on_commit(lambda: _delete(keys))


def withdraw_ended_consents() -> str:
    """Delete the renditions of the pictures whose consent has ended; for the clock."""
    images = Image.objects.filter(consent_ends__lt=timezone.localdate(), renditions__isnull=False).distinct()
    keys = set(images.values_list("pk", flat=True))
    withdraw(Image.objects.filter(pk__in=keys))
    return f"{len(keys)} pictures withdrawn"


def _delete(keys: list[Any]) -> None:
    Rendition.objects.filter(image__in=keys).delete()


def _delete_file(instance: Rendition, **kwargs: Any) -> None:
    # At once: Wagtail leaves it to the worker, and until then the address would answer.
    transaction.on_commit(lambda: instance.file.storage.delete(instance.file.name), robust=True)


def _withdraw_collection(instance: CollectionViewRestriction, raw: bool, **kwargs: Any) -> None:
    if not raw:
        withdraw(withheld_images().filter(collection__path__startswith=instance.collection.path))


def _withdraw_image(instance: Image, raw: bool, created: bool, **kwargs: Any) -> None:
    if not raw and not created:
        withdraw(withheld_images().filter(pk=instance.pk))


def _withdraw_moved(instance: Collection, raw: bool, created: bool, **kwargs: Any) -> None:
    def below_its_new_place() -> None:
        path = Collection.objects.filter(pk=instance.pk).values_list("path", flat=True).first()
        if path:
            withdraw(withheld_images().filter(collection__path__startswith=path))

    # The admin saves a collection and then moves it, of which nobody is told.
    if not raw and not created:
        transaction.on_commit(below_its_new_place)


def _withdraw_several(request: HttpRequest, action_type: str, objects: list[Model], action: Any) -> None:
    """Wagtail moves several pictures with one UPDATE, of which no signal tells."""
    if action_type == "add_to_collection":
        withdraw(withheld_images().filter(pk__in=[thing.pk for thing in objects if isinstance(thing, Image)]))


def follow_restrictions() -> None:
    """Connect all that makes a picture withheld; called once, when the app is ready."""
    post_delete.connect(_delete_file, sender=Rendition, dispatch_uid="rendition_file_goes_at_once")
    post_save.connect(
        _withdraw_collection, sender=CollectionViewRestriction, dispatch_uid="restriction_withdraws"
    )
    post_save.connect(_withdraw_image, sender=Image, dispatch_uid="moved_image_withdraws")
    post_save.connect(_withdraw_moved, sender=Collection, dispatch_uid="moved_collection_withdraws")
    hooks.register("after_bulk_action", _withdraw_several)
