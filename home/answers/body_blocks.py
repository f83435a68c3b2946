"""The blocks of `home.blocks` as plain data; each function is named after its block.

Each takes the uid of a block, its value as `home.stream` has prepared it, and what surrounds it.
It returns the block, or None where the page shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import escape
from wagtail.blocks.list_block import ListValue
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText

from directory.shown import shown_contacts
from directory.staff_choices import Channel
from home.answers.documents import documents_json
from home.answers.querystring import querystring, type_of
from home.answers.surroundings import Block, Surroundings
from home.blocks import is_consented
from home.choices import Listed
from home.stream import Target
from home.teasers import Teaser
from sites.delivery.choices import function_of, spoken_choices
from sites.delivery.pictures import image_json
from sites.delivery.summaries import moment
from sites.delivery.texts import absolute_html, absolute_link, slate_block
from sites.labels import Labels
from sites.models import RoleContact

CONTACT_ANCHOR = "#contact"


def heading_json(uid: str, value: str, around: Surroundings) -> Block:
    return slate_block(f"<h2>{escape(value)}</h2>")


def text_json(uid: str, value: RichText, around: Surroundings) -> Block:
    return slate_block(_html(value, around))


def quote_json(uid: str, value: Any, around: Surroundings) -> Block:
    return {"@type": "quote", "quote": value["quote"], "source": value["source"], "year": value["year"]}


def testimonial_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    """A voice, as long as the person agrees; note and end of the consent are nobody's business."""
    if not is_consented(value["consent_ends"]):
        return None
    portrait = image_json(value["portrait"], None, around.absolute)
    return {
        "@type": "testimonial",
        "quote": value["quote"],
        "speaker": value["speaker"],
        "portrait": portrait,
    }


def picture_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    return _image_block(value["image"], value["caption"], around)


def gallery_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    pictures = [_image_block(one["image"], one["caption"], around) for one in value["pictures"]]
    return _grid(uid, value["heading"], value["pictures"], pictures)


def documents_block_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    items = documents_json(value["documents"], around.absolute)
    return {"@type": "documents", "headline": value["heading"] or "", "items": items} if items else None


def contact_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    """The contact of an association, if programs may have it on a site of this city; else the city's own."""
    shown = _contact_of_association(value.get("association_contact"), around.city)
    contact: RoleContact | None = value["contact"]
    if shown:
        names = {"association": shown["association"], "person": shown["person"], "place": ""}
        return _contact_block(shown["function"], shown["phone"], shown["email"], shown["languages"]) | names
    if contact is None:
        return None
    names = {"association": "", "person": "", "place": contact.place}
    return _contact_block(contact.function, contact.phone, contact.email, contact.languages) | names


def facts_json(uid: str, value: Any, around: Surroundings) -> Block:
    facts = [{"label": fact["label"], "text": fact["text"]} for fact in value]
    return {"@type": "facts", "items": facts}


def table_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    """Volto's table: its first row are the headings of the columns. Cells have their HTML, too."""
    table = value["table"]
    if not (table and table.columns):
        return None
    headings = [_cell(column["heading"], "header", around) for column in table.columns]
    rows = [[_cell(cell, "data", around) for cell in row["values"]] for row in table.row_data]
    numbered = [_numbered({"cells": _keyed(cells)}, number) for number, cells in enumerate([headings, *rows])]
    return {
        "@type": "slateTable",
        "caption": value["caption"],
        "table": {"hideHeaders": False, "sortable": False, "rows": numbered},
    }


def details_json(uid: str, value: Any, around: Surroundings) -> Block:
    """An accordion of one panel, closed at first."""
    text = slate_block(_html(value["text"], around))
    panel = {"@type": "accordionPanel", "title": value["summary"], **_layout([(f"{uid}-text", text)])}
    return {
        "@type": "accordion",
        "collapsed": True,
        "non_exclusive": True,
        "data": _layout([(f"{uid}-panel", panel)]),
    }


def listing_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    """A query, and its answer where it has been read; a list that is read and empty shows nothing."""
    topic = value["topic"].code if value["topic"] else ""
    query = querystring(value["kind"], topic, value["newest_days"], value["limit"] or 0)
    block = {
        "@type": "listing",
        "variation": "summary",
        "headline": value["heading"] or "",
        "headlineTag": "h2",
        "querystring": query,
    }
    found = getattr(value, "teasers", None) if around.lists is None else around.lists.get(uid)
    if found is None:
        return block
    return block | {"items": [teaser_json(teaser, around.absolute) for teaser in found]} if found else None


def teasers_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    targets = [around.targets.get(page.pk) if page else None for page in value["pages"]]
    teasers = [_teaser_block(target, around.absolute) if target else None for target in targets]
    return _grid(uid, value["heading"], value["pages"], teasers)


def call_to_action_json(uid: str, value: Any, around: Surroundings) -> Block | None:
    """A sentence and a button, which leads to a page, or else to the contact at the end of this one."""
    page = value["page"]
    target = around.targets.get(page.pk) if page else None
    if page and target is None:
        return None
    href = _target_json(target, around.absolute) if target else {"@id": CONTACT_ANCHOR}
    return {"@type": "call_to_action", "text": value["text"], "title": value["label"], "href": [href]}


def _html(value: RichText | None, around: Surroundings) -> str:
    return absolute_html(value.resolved, around.absolute) if value else ""


def _image_block(image: AbstractImage | None, caption: str | None, around: Surroundings) -> Block | None:
    shown = image_json(image, None, around.absolute)
    if shown is None:
        return None
    return {
        "@type": "image",
        "url": shown["download"],
        "alt": shown["alt_text"],
        "caption": caption or "",
        "credit": shown["credit"],
        "licence": shown["licence"],
        "size": "l",
        "align": "center",
        "image_field": "image",
        "image_scales": {"image": [shown]},
    }


def _grid(uid: str, heading: str | None, items: ListValue, blocks: Sequence[Block | None]) -> Block | None:
    """Put the blocks of a list side by side, each with the id of its item; None if nothing is left."""
    # Items that a program wrote have no id of their own, and get another one each time they are read.
    uids = [item.original_id or f"{uid}-{number}" for number, item in enumerate(items.bound_blocks)]
    shown = [(item, block) for item, block in zip(uids, blocks, strict=True) if block]
    return {"@type": "gridBlock", "headline": heading or "", **_layout(shown)} if shown else None


def _layout(blocks: Sequence[tuple[str, Block]]) -> Block:
    return {"blocks": dict(blocks), "blocks_layout": {"items": [uid for uid, _block in blocks]}}


def _teaser_block(target: Target, absolute: Callable[[str], str]) -> Block:
    return {
        "@type": "teaser",
        "href": [_target_json(target, absolute)],
        "title": target.title,
        "description": target.summary,
        "overwrite": False,
        "preview_image": [],
    }


def _target_json(page: Target, absolute: Callable[[str], str]) -> Block:
    return _short(page, page.type, absolute)


def teaser_json(page: Teaser, absolute: Callable[[str], str]) -> Block:
    """The short form of a page in a list, of an event with its time."""
    told = _short(page, type_of(page.kind), absolute)
    is_event = page.kind == Listed.EVENTS
    return told | ({"start": moment(page.date), "end": moment(page.ends)} if is_event else {})


def _short(page: Target | Teaser, kind: str, absolute: Callable[[str], str]) -> Block:
    """The short form of a page, with the address that it has in all other answers."""
    # Also of a page of another city, of which a text alone does not know that it is one.
    here = absolute_link(page.url, absolute).rstrip("/")
    return {"@id": here, "@type": kind, "title": page.title, "description": page.summary}


def _contact_of_association(contact: Any, city: int | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    if hasattr(contact, "shown_as_data"):
        shown = contact.shown_as_data
    else:  # in the preview of a form, which reads it alone
        shown = shown_contacts([contact.pk], channel=Channel.API).get(contact.pk)
    return shown if shown and shown["city"] == city else None


def _contact_block(function: Labels, phone: str, email: str, languages: list[str]) -> Block:
    return {
        "@type": "contact",
        **function_of(function),
        "phone": phone,
        "email": email,
        "languages": spoken_choices(languages),
    }


def _cell(value: RichText | str | None, kind: str, around: Surroundings) -> Block:
    html = _html(value, around) if isinstance(value, RichText) else f"<p>{escape(value or '')}</p>"
    text = slate_block(html)
    return {"type": kind, "value": text["value"], "html": html}


def _keyed(cells: list[Block]) -> list[Block]:
    return [_numbered(cell, number) for number, cell in enumerate(cells)]


def _numbered(part: Block, number: int) -> Block:
    """Give a row or cell the key that Volto tells it apart by from those beside it."""
    return {"key": str(number), **part}
