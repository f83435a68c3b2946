"""One content object: what a page is, says and contains, in Plone's form."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from sites.delivery.around import Around, read_around
from sites.delivery.batching import batching
from sites.delivery.foot import foot
from sites.delivery.parameters import Batch
from sites.delivery.summaries import (
    address,
    answer_type,
    moment,
    summaries,
    summary,
    type_name,
    type_title,
    uid,
)
from sites.frame.languages import direction, own_name
from sites.hosts import CityRequest

Json = dict[str, Any]

# Members that every content object of Plone has and that say nothing here.
IDLE: Json = {
    "allow_discussion": False,
    "blocks": {},
    "blocks_layout": {"items": []},
    "changeNote": "",
    "contributors": [],
    "creators": [],
    "lock": {"locked": False, "stealable": True},
    "nav_title": None,
    "preview_caption_link": None,
    "preview_image_link": None,
    "relatedItems": [],
    "rights": "",
    "version": "current",
    "versioning_enabled": True,
    "working_copy": None,
    "working_copy_of": None,
}


def content(
    page: Page, home: Page, request: CityRequest, part: Batch, here: str = "", around: Around | None = None
) -> Json:
    """Return the content object of a page of its own type, with a part of what stands below it.

    `here` is the address at which it is told, if it is not that of the page; `around` what is known of
    its surroundings already.
    """
    found = answer_type(page)
    language = page.locale.language_code
    here = here or address(page, request)
    around = around or read_around(page, home, request, part)
    links = batching(request, here, part, around.total)
    return {
        "@id": here,
        "@type": type_name(found),
        "UID": uid(page.translation_key, language),
        **IDLE,
        "created": moment(page.first_published_at),
        "description": page.search_description,
        "dir": direction(language),
        "effective": moment(page.first_published_at),
        "exclude_from_nav": not page.show_in_menus,
        "expires": moment(page.expire_at),
        "id": page.slug,
        "is_folderish": True,
        "items": summaries(around.below, request),
        "items_total": around.total,
        **({"batching": links} if links else {}),
        "language": {"title": own_name(language), "token": language},
        "layout": "document_view",
        "modified": moment(page.last_published_at or page.first_published_at),
        "next_item": summary(around.after, request) if around.after else {},
        "parent": _parent(page, around.above, request),
        "previous_item": summary(around.before, request) if around.before else {},
        "review_state": "published",
        "served_language": language,
        "subjects": [],
        "title": page.title,
        "type_title": type_title(found),
        **foot(page, around.above, around.projects, request),
        **(found.fields(page, request) if found else {}),
    }


def _parent(page: Page, above: list[Page], request: CityRequest) -> Json:
    """The page above, {} of a home; a draft or a page behind a password is not told."""
    is_told = above and above[-1].depth == page.depth - 1
    return summary(above[-1], request) if is_told else {}
