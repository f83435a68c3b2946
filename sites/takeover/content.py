"""Bringing the content of a page across a city's border, reference by reference.

What is not named here stays behind: of the fields that all pages have come title,
title for search engines and summary; of a page type's own fields all values, and of
its relations what `references` lets pass. Drafts, owner, locks, comments and dates of
publishing are not read. Rows below a page (Wagtail's InlinePanel) stay behind.
"""

from collections.abc import Iterator
from typing import Any, cast

from bs4 import BeautifulSoup
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from sites.models import Document, Image
from sites.registry import registry
from sites.takeover.references import PublicReferences

LEFT_OUT: Any = object()
COMMON_FIELDS = ("title", "seo_title", "search_description")
# A page that stands at the foot of every page of one city does not so in another by itself.
PLACES_OF_ONE_CITY = ("footer",)


def carry_page(source: Page, references: PublicReferences) -> Page:
    """Return an unsaved page of the same type with the content of `source`, which is in its own type."""
    page = type(source)(**{name: getattr(source, name) for name in COMMON_FIELDS})
    page.locale_id = source.locale_id
    for field in own_fields(type(source)):
        if isinstance(field, ParentalManyToManyField):
            rows = getattr(source, field.name).all()
            kept = [row for row in rows if references.refer(type(row), row.pk)]
            setattr(page, field.name, kept)
        else:
            setattr(page, field.attname, carry_field(field, source, references))
    return page


def own_fields(page_class: type[Page]) -> Iterator[models.Field]:
    """Yield the fields that the page type adds to Wagtail's page and that can come along."""
    places = {registry.page_roles[role] for role in PLACES_OF_ONE_CITY if role in registry.page_roles}
    for field in [*page_class._meta.concrete_fields, *page_class._meta.many_to_many]:
        of_wagtail = field.model is Page or field.primary_key
        place = f"{field.model._meta.model_name}__{field.name}"
        plain = not field.many_to_many or isinstance(field, ParentalManyToManyField)
        if not of_wagtail and plain and place not in places:
            yield field


def carry_field(field: models.Field, source: Page, references: PublicReferences) -> Any:
    value = getattr(source, field.attname)
    if isinstance(field, StreamField):
        raw = field.stream_block.get_prep_value(value)
        return field.stream_block.to_python(carry_block(field.stream_block, raw, references))
    if isinstance(field, RichTextField):
        return carry_text(value, references)
    if field.is_relation:
        return (
            None if value is None else references.refer(cast(type[models.Model], field.related_model), value)
        )
    return value


def carry_block(block: blocks.Block, raw: Any, references: PublicReferences) -> Any:
    """Return the stored form of a block's value, LEFT_OUT if it cannot stand without what stays behind."""
    match block:
        case blocks.StreamBlock():
            return carry_stream(block, raw, references)
        case blocks.ListBlock():
            return carry_list(block, raw, references)
        case ImageBlock():
            return carry_picture(raw, references)
        case blocks.StructBlock():
            return carry_struct(block, raw, references)
        case blocks.RichTextBlock():
            return carry_text(raw, references)
        case blocks.ChooserBlock():
            key = None if raw is None else references.refer(block.model_class, raw)
            return LEFT_OUT if raw is not None and key is None else key
    # Any other block comes along only if it refers to nothing.
    return LEFT_OUT if list(block.extract_references(block.to_python(raw))) else raw


def carry_stream(block: blocks.StreamBlock, raw: Any, references: PublicReferences) -> Any:
    known = [child for child in raw or [] if child["type"] in block.child_blocks]
    carried = [
        {**child, "value": carry_block(block.child_blocks[child["type"]], child["value"], references)}
        for child in known
    ]
    return [child for child in carried if child["value"] is not LEFT_OUT]


def carry_list(block: blocks.ListBlock, raw: Any, references: PublicReferences) -> Any:
    items = raw or []
    carried = [(item, carry_block(block.child_block, item_value(block, item), references)) for item in items]
    kept = [
        {**item, "value": value} if block._item_is_in_block_format(item) else value
        for item, value in carried
        if value is not LEFT_OUT
    ]
    return LEFT_OUT if len(kept) < len(items) and len(kept) < (block.meta.min_num or 0) else kept


def item_value(block: blocks.ListBlock, item: Any) -> Any:
    # Values that were not written by the editor stand bare. Giving them an id here would be a change.
    return item["value"] if block._item_is_in_block_format(item) else item


def carry_struct(block: blocks.StructBlock, raw: Any, references: PublicReferences) -> Any:
    carried = {
        name: carry_block(child, (raw or {}).get(name), references)
        for name, child in block.child_blocks.items()
    }
    if any(value is LEFT_OUT and is_needed(block.child_blocks[name]) for name, value in carried.items()):
        return LEFT_OUT
    return {name: None if value is LEFT_OUT else value for name, value in carried.items()}


def carry_picture(raw: Any, references: PublicReferences) -> Any:
    if not raw or raw["image"] is None:
        return raw
    key = references.refer(Image, raw["image"], raw.get("alt_text") or "")
    return LEFT_OUT if key is None else {**raw, "image": key}


def is_needed(block: blocks.Block) -> bool:
    """Tell if a struct makes no sense without this part: a picture's frame without the picture."""
    if isinstance(block, ImageBlock):
        return block.child_blocks["image"].required
    # Lists and streams are left out only when they fall short of what they need.
    return isinstance(block, blocks.ListBlock | blocks.StructBlock) or block.required


def carry_text(html: str | None, references: PublicReferences) -> str:
    """Return rich text as Wagtail stores it, with links and pictures carried over or taken out."""
    soup = BeautifulSoup(html or "", "html.parser")
    for link in soup.find_all("a", linktype=True):
        attributes = carry_link(str(link["linktype"]), link.get("id"), references)
        if attributes is None:
            link.unwrap()
        else:
            link.attrs = dict(attributes)
    for embed in soup.find_all("embed", embedtype=lambda kind: kind != "media"):
        key = carry_embed(embed, references)
        if key is None:
            embed.decompose()
        else:
            embed["id"] = str(key)
    return str(soup)


def carry_link(kind: str, key: Any, references: PublicReferences) -> dict[str, str] | None:
    if not str(key).isdigit():
        return None
    if kind == "page":
        return references.text_link(int(key))
    document = references.refer(Document, int(key)) if kind == "document" else None
    return {"linktype": "document", "id": str(document)} if document else None


def carry_embed(embed: Any, references: PublicReferences) -> Any:
    if embed.get("embedtype") != "image" or not str(embed.get("id")).isdigit():
        return None
    return references.refer(Image, int(embed["id"]), embed.get("alt", ""))
