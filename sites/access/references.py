"""What a page may name: things of its own city, and what the public sees of others.

A number that is typed instead of chosen would bring another city's picture or draft
onto a page, and its title into the form.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast

from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.base import BlockField
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.whitelist import check_url
from wagtail_localize.models import SegmentOverride, TranslationSource

from sites.access.belonging import city_of
from sites.access.groups import media_collection
from sites.frame.visibility import visible
from sites.models import City, CityOrShared, CityScoped, Document, Image

Key = tuple[type[Model], str]

NOT_OURS = _("Something chosen here belongs to another city. It has been taken out: please choose anew.")


def usable(things: QuerySet[Any], city: City | None) -> QuerySet[Any]:
    """Narrow to what a page of the city may name; what all cities share stays.

    Without a city: to what all share.
    """
    model = things.model
    if issubclass(model, CityOrShared):
        return things.filter(Q(city=None) | Q(city=city))
    if not issubclass(model, Page | Image | Document | CityScoped):
        return things
    if city is None:
        return things.none()
    if issubclass(model, Page):
        return things.filter(_below(city.homes()) | Q(pk__in=_published().values("pk")))
    if issubclass(model, Image | Document):
        own = media_collection(city)
        return things.filter(collection__path__startswith=own.path) if own else things.none()
    return things.filter(city=city)


def _published() -> QuerySet[Page]:
    keys = City.objects.public().values("site__root_page__translation_key")
    return visible(Page.objects.filter(_below(Page.objects.filter(translation_key__in=keys))))


def _below(homes: QuerySet[Page]) -> Q:
    below = Q(pk__in=[])
    for path in homes.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return below


def foreign(keys: Iterable[Key], city: City | None) -> set[Key]:
    """Return those that name a thing which is there and which a page of the city may not name."""
    by_model: dict[type[Model], set[str]] = defaultdict(set)
    for model, key in keys:
        by_model[model].add(key)
    found = set()
    for model, wanted in by_model.items():
        there = model._default_manager.filter(pk__in=[key for key in wanted if key.isdigit()])
        right = set(usable(there, city).values_list("pk", flat=True))
        found |= {(model, str(pk)) for pk in there.values_list("pk", flat=True) if pk not in right}
    return found


def keys_of(block: Any, value: Any) -> list[Key]:
    """Return (model, primary key) of all that a value of a block names, in its texts too."""
    return [(model, str(key)) for model, key, _model_path, _path in block.extract_references(value)]


def hold_to_city(form: Any, city: City | None) -> None:
    """Let the fields of a form offer, take and show what a page of the city may name."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            offer(field, usable(cast(QuerySet[Any], field.queryset), city))
        elif isinstance(field, BlockField):
            field.prepare_value = _UsableBlocks(field.block, city)


def offer(field: forms.Field, things: QuerySet[Any]) -> None:
    """Let a field offer the things only; a chooser shows any other by its title, though it refuses it."""
    choice = cast(forms.ModelChoiceField, field)
    choice.queryset = things
    choice.prepare_value = _OfferedChoice(choice)  # type: ignore[method-assign]


def refuse_foreign(form: Any, city: City | None) -> None:
    """Add an error to each stream of a form that names what a page of the city may not name."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name) if isinstance(field, BlockField) else None
        if value and foreign(keys_of(field.block, value), city):
            form.add_error(name, NOT_OURS)


class _OfferedChoice:
    """What a field shows: nothing for a choice that it does not offer, which would be shown by its title."""

    def __init__(self, field: forms.ModelChoiceField) -> None:
        self.field, self.prepare = field, field.prepare_value

    def __call__(self, value: Any) -> Any:
        prepared = self.prepare(value)
        if isinstance(prepared, list) or not prepared:
            return prepared
        offered = cast(QuerySet[Any], self.field.queryset)
        return prepared if str(prepared).isdigit() and offered.filter(pk=prepared).exists() else None


class _UsableBlocks:
    """What a stream shows: everything but another city's things."""

    def __init__(self, block: Any, city: City | None) -> None:
        self.block, self.city = block, city

    def __call__(self, value: Any) -> Any:
        found = foreign(keys_of(self.block, value), self.city) if value else set()
        return _without(value, found) if found else value


def _without(value: Any, keys: set[Key]) -> Any:
    """Return the value of a block, in which all that the keys name is left out."""
    match value:
        case StreamValue():
            for child in value:
                child.value = _without(child.value, keys)
        case ListValue():
            for bound in value.bound_blocks:
                bound.value = _without(bound.value, keys)
        case StructValue():
            for name in value:
                value[name] = _without(value[name], keys)
        case RichText():
            return RichText(_text_without(value.source, keys))
        case Model() if any(isinstance(value, model) and str(value.pk) == key for model, key in keys):
            return None
    return value


def _text_without(html: str, keys: set[Key]) -> str:
    soup = BeautifulSoup(html, "html.parser")
    models = {"page": Page, "document": Document}
    for link in soup.find_all("a", linktype=list(models)):
        if (models[str(link["linktype"])], str(link.get("id"))) in keys:
            link.unwrap()
    return str(soup)


def check_override(instance: SegmentOverride, raw: bool, **kwargs: Any) -> None:
    """A translation may have other pictures and links than its original, held to the same city.

    Raises PermissionDenied, which takes the override back: it is saved in a transaction.
    """
    if raw or instance.context is None:
        return
    # An address in a text may be overridden too; Wagtail looks at those of its own editor only.
    if isinstance(instance.data, str) and check_url(instance.data) is None:
        raise PermissionDenied
    for source in TranslationSource.objects.filter(object=instance.context.object):
        city = city_of(source)
        try:
            translated = source.get_ephemeral_translated_instance(instance.locale, fallback=True)
        except (ObjectDoesNotExist, ValueError, TypeError) as error:  # names nothing that there is
            raise PermissionDenied from error
        if foreign(_keys_of_page(translated), city):
            raise PermissionDenied


def _keys_of_page(page: Any) -> Iterator[Key]:
    for field in page._meta.get_fields():
        if isinstance(field, ForeignKey) and (key := field.value_from_object(page)) is not None:
            yield field.related_model, str(key)
        elif hasattr(field, "extract_references"):  # streams and formatted texts
            references = field.extract_references(field.value_from_object(page))
            yield from ((model, str(key)) for model, key, _model_path, _path in references)
