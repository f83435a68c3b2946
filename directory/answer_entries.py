"""An entry as programs are told of it: in lists, and as content of its own.

Of an entry nothing is told but what `DirectoryEntry` holds; contacts are those of the channel `api`.
"""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from directory.choices import AddressKind, OpenToContact, Statement
from directory.emblem_files import emblem_url
from directory.models import ACTIVITY_FIELD, EXCHANGE, KIND, LEGAL_FORM, TARGET_GROUP, DirectoryEntry
from directory.staff_choices import Channel, Direction
from directory.words import Words
from sites.delivery.around import read_projects
from sites.delivery.choices import choice, district_choice, function_of, labelled, spoken_choices
from sites.delivery.contents import IDLE
from sites.delivery.foot import foot
from sites.delivery.summaries import address, moment, summary, uid
from sites.delivery.texts import absolute_html, slate_block
from sites.frame.languages import direction, own_name
from sites.hosts import CityRequest

Json = dict[str, Any]

TYPE, TITLE = "Association", _("Association")
TEXT = "text"  # uid of the block


def reader() -> str:
    return get_language() or settings.LANGUAGE_CODE


def entry_summary(entry: DirectoryEntry, base: str, words: Words) -> Json:
    """Return the short form of an entry; `base` is the address of the directory page."""
    language = reader()
    return {
        "@id": f"{base}/{entry.slug}",
        "@type": TYPE,
        "UID": uid(entry.key, language),
        "description": entry.texts.get(language, {}).get("summary", ""),
        "effective": moment(entry.changed_at),
        "end": None,
        "getObjSize": "0 KB",
        "getRemoteUrl": None,
        "head_title": None,
        "image_field": "",
        "image_scales": None,
        "mime_type": "text/plain",
        "nav_title": None,
        "review_state": "published",
        "start": None,
        "title": entry.name,
        "type_title": str(TITLE),
        "district": district_choice(entry.district),
        "emblem": urljoin(base, emblem_url(entry.seed, entry.shapes)),
        "fields": _terms(words, ACTIVITY_FIELD, entry.fields),
        "last_confirmed": entry.confirmed_on,
    }


def entry_content(entry: DirectoryEntry, page: Page, request: CityRequest, words: Words) -> Json:
    """Return an entry as a content object below the directory page."""
    language = reader()
    texts = entry.texts.get(language, {})
    told = entry_summary(entry, address(page, request), words)
    return told | {
        **IDLE,
        "created": moment(entry.changed_at),
        "dir": direction(language),
        "exclude_from_nav": True,
        "expires": None,
        "id": entry.slug,
        "is_folderish": False,
        "items": [],
        "items_total": 0,
        "language": {"title": own_name(language), "token": language},
        "layout": "association_view",
        "modified": moment(entry.changed_at),
        "next_item": {},
        "parent": summary(page, request),
        "previous_item": {},
        "rights": entry.facts.get("licence", ""),
        "subjects": [field["title"] for field in told["fields"]],
        **foot(page, [], read_projects(request.city), request),
        **_facts(entry, words),
        **_text(texts.get("description", ""), request),
        "engagement": texts.get("engagement", ""),
        "hours_note": texts.get("hours_note", ""),
        "is_translated": language in entry.texts,
    }


def _text(stored: str, request: CityRequest) -> Json:
    """The description as HTML with resolved links, and the same as the body of the page."""
    html = absolute_html(expand_db_html(stored), partial(urljoin, request.city.site.root_url))
    if not html:
        return {"text": ""}
    return {"text": html, "blocks": {TEXT: slate_block(html)}, "blocks_layout": {"items": [TEXT]}}


def _facts(entry: DirectoryEntry, words: Words) -> Json:
    """What is known in facts and codes; what is not known is left out, or null where it is a single value."""
    facts = dict(entry.facts)
    if "legal_form" in facts:
        facts["legal_form"] = _term(words, LEGAL_FORM, facts["legal_form"])
    if "addresses" in facts:
        facts["addresses"] = [one | {"kind": choice(AddressKind, one["kind"])} for one in facts["addresses"]]
    return {
        **facts,
        "kind": _term(words, KIND, entry.kind),
        "main_field": _term(words, ACTIVITY_FIELD, entry.main_field),
        "target_groups": _terms(words, TARGET_GROUP, entry.target_groups),
        "languages": spoken_choices(entry.languages),
        "open_to_contact": choice(OpenToContact, entry.open_to_contact),
        "migration_reference": choice(Statement, entry.migration),
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "precision": entry.precision,
        "contacts": [_contact(row) for row in entry.current_contacts(Channel.API)],
        "offers": [_exchange(row, words) for row in entry.current_exchanges(Direction.OFFER)],
        "needs": [_exchange(row, words) for row in entry.current_exchanges(Direction.NEED)],
    }


def _contact(row: Json) -> Json:
    return row | function_of(row["function"]) | {"languages": spoken_choices(row["languages"])}


def _exchange(row: Json, words: Words) -> Json:
    told = {name: row[name] for name in ("capacity", "from", "until")}
    kind = _term(words, EXCHANGE, row["type"])
    return told | {"type": kind, "text": row["texts"].get(reader(), "")}


def _terms(words: Words, vocabulary: str, codes: list[str]) -> list[Json]:
    """Return terms with their names; one that has gone from the vocabulary is left out."""
    known = [code for code in codes if (vocabulary, code) in words.terms]
    return [labelled(code, words.labels(vocabulary, code)) for code in known]


def _term(words: Words, vocabulary: str, code: str) -> Json | None:
    return next(iter(_terms(words, vocabulary, [code])), None)
