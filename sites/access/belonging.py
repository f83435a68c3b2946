"""The city a thing belongs to."""

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Revision, Site, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from sites.models import City, CityOrShared, CityScoped, Document, Image


def city_of(thing: Any) -> City | None:
    """Return the city; None for what belongs to none or to all, such as the root of all pages, or what is gone."""
    match thing:
        case City():
            return thing
        case CityScoped() | CityOrShared():
            return thing.city
        case Page():
            return City.objects.for_page(thing)
        case Image() | Document():
            return city_of(thing.collection)
        case Collection():
            top = Collection.objects.filter(path=thing.path[: Collection.steplen * 2])
            return City.objects.filter(slug__in=top.values("name")).first()
        case Site():
            return City.objects.filter(site=thing).first()
        case Redirect():
            return city_of(thing.site)
        case Revision() | WorkflowState():
            return city_of(thing.content_object)
        case TaskState():
            return city_of(thing.workflow_state)
        case TranslationSource():
            return city_of(thing.get_source_instance())
        case Translation():
            return city_of(thing.source)
    return None
