"""Whose log entries a person may read: those of things of her cities, also when they are gone.

Wagtail shows no log of entries, pictures and invitations to people of a city, since it
asks for rights that they do not hold by the kind of a thing, and none of deleted pages.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.models.audit_log import LogEntryQuerySet

from sites.access.belonging import city_of
from sites.access.own import own_pages, own_things
from sites.access.people import cities_of, is_instance_admin
from sites.access.roles import EDITOR, LEAD

# Where the entry about a deletion keeps the city of what was deleted.
CITY = "city"


def keep_city(instance: PageLogEntry | ModelLogEntry, **kwargs: object) -> None:
    """Write the city down before the thing is gone, with which the way to its city is gone too."""
    if not instance.deleted:
        return
    thing = instance.page if isinstance(instance, PageLogEntry) else _thing_of(instance)
    city = city_of(thing)
    if city is not None:
        instance.data[CITY] = city.pk


def _thing_of(entry: ModelLogEntry) -> Any:
    model = entry.content_type.model_class()
    return model._default_manager.filter(pk=entry.object_id).first() if model else None


def own_entries(log_model: type[Any], user: Any) -> LogEntryQuerySet:
    """Return the entries of one of the two tables of the log that the person may read."""
    if is_instance_admin(user):
        return log_model.objects.all()
    return _of_pages(user) if issubclass(log_model, PageLogEntry) else _of_things(user)


def _of_pages(user: Any) -> LogEntryQuerySet:
    own = Q(page__in=own_pages(user, LEAD, EDITOR).values("pk"))
    gone = PageLogEntry.objects.filter(_deleted_in(cities_of(user, LEAD, EDITOR)))
    return PageLogEntry.objects.filter(own | Q(page_id__in=gone.order_by().values("page_id")))


def _of_things(user: Any) -> LogEntryQuerySet:
    entries = Q(pk__in=[])
    for own in own_things(user):
        kind = ContentType.objects.get_for_model(own.things.model)
        keys = own.things.order_by().values_list(Cast("pk", output_field=CharField()))
        gone = ModelLogEntry.objects.filter(_deleted_in(own.cities), content_type=kind)
        one = Q(object_id__in=keys) | Q(object_id__in=gone.order_by().values("object_id"))
        entries |= Q(content_type=kind) & one
    return ModelLogEntry.objects.filter(entries)


def _deleted_in(cities: QuerySet[Any]) -> Q:
    return Q(deleted=True, **{f"data__{CITY}__in": list(cities.values_list("pk", flat=True))})
