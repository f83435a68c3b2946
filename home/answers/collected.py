"""What topic and district pages collect, as blocks behind their body.

A front end of Plone shows a page by its blocks, and knows `listing`: so each section is such a
block, with its items, in the order that people see. Of a topic it also says how to ask for more;
for a district there is no index that could be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from directory.answer_entries import TYPE
from directory.models import Term
from home.answers.body_blocks import teaser_json
from home.answers.querystring import associations_query, querystring
from home.answers.surroundings import Block
from home.listed_entries import ListedEntries
from home.models.collecting import AT_MOST, Section
from sites.delivery.texts import absolute_link

Absolute = Callable[[str], str]


def with_collected(
    body: dict[str, Any],
    sections: Sequence[Section],
    listed: ListedEntries | None,
    topic: Term | None,
    absolute: Absolute,
) -> dict[str, Any]:
    """Return `{"blocks", "blocks_layout"}` of a body and of what the page collects."""
    found = {f"collected-{section.kind}": _section(section, topic, absolute) for section in sections}
    if listed and listed.url:
        found["collected-associations"] = _associations(listed, topic, absolute)
    return {
        "blocks": body["blocks"] | found,
        "blocks_layout": {"items": [*body["blocks_layout"]["items"], *found]},
    }


def _section(section: Section, topic: Term | None, absolute: Absolute) -> Block:
    query = querystring(section.kind, topic.code, None, AT_MOST) if topic else None
    items = [teaser_json(teaser, absolute) for teaser in section.teasers]
    return _listing(str(section.kind.label), query, items)


def _associations(listed: ListedEntries, topic: Term | None, absolute: Absolute) -> Block:
    query = associations_query(topic.code, len(listed.entries)) if topic else None
    items = [
        {
            "@id": absolute_link(entry.url, absolute),
            "@type": TYPE,
            "title": entry.name,
            "description": entry.summary,
            "emblem": absolute(entry.emblem),
        }
        for entry in listed.entries
    ]
    more = {"@id": absolute_link(listed.url, absolute)}
    return _listing(_("Associations"), query, items) | {
        "items_total": listed.count,
        "linkTitle": _("All of them in the directory"),
        "linkHref": [more],
    }


def _listing(headline: str, query: dict[str, Any] | None, items: list[Block]) -> Block:
    block = {
        "@type": "listing",
        "variation": "summary",
        "headline": headline,
        "headlineTag": "h2",
        "items": items,
    }
    return block | ({"querystring": query} if query else {})
