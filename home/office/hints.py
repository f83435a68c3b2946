"""Hints on a page that is about to be read: what a colleague would say who looks over one's shoulder.

They stop nothing; a page with hints is published all the same.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from home.models import EventPage, FairPage, NewsPage, OfferPage, StoryPage
from home.office.words import problem_words
from home.voices import VOICE
from sites.models import City

LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
# Words that say nothing about where a link leads, in the languages of the sites.
EMPTY_WORDS = {"hier", "klick", "klicken sie hier", "link", "mehr", "weiter", "here", "click here", "more"}
EMPTY_WORDS |= {"burada", "buraya tıklayın", "devamı", "هنا", "اضغط هنا", "المزيد"}
PLACEHOLDER = re.compile(r"\[[^\]\n]{2,}\]")
SHORTEST_ALT = 5  # characters


def hints_on(page: Page) -> list[str]:
    """Return what could be better about a page, each as one sentence in the language of the admin."""
    streams = [getattr(page, name) for name in getattr(page, "stream_fields", ())]
    leaves = [leaf for stream in streams for leaf in _leaves(stream)]
    return [
        *_on_facts(page),
        *_on_times(page),
        *_on_consents(page, streams),
        *_on_headings(streams),
        *_on_pictures(leaves),
        *_on_links(leaves),
        *_on_placeholders(page, leaves),
        *_on_words(page, leaves),
    ]


def _on_facts(page: Page) -> Iterator[str]:
    if not page.search_description:
        yield _("There is no summary. It stands in lists and in search engines.")
    if not _has_contact(page):
        yield _("There is no contact: neither the page nor its project nor the city names one.")
    if isinstance(page, EventPage):
        if not page.place and not page.address:
            yield _("Nobody knows yet where the event takes place.")
        if not page.languages:
            yield _("Please say which languages are spoken.")


def _on_times(page: Page) -> Iterator[str]:
    today = timezone.localdate()
    if isinstance(page, EventPage) and page.is_past():
        yield _("The event is over. Is the date right?")
    if isinstance(page, NewsPage) and page.date > today:
        yield _("The piece of news has a date in the future. Is it right?")
    if isinstance(page, OfferPage) and page.is_over():
        yield _("The offer is over and shows itself as closed. Is the date right?")
    if isinstance(page, FairPage):
        for title in _outside(page):
            yield _("“%(title)s” does not lie between the beginning and the end of the fair.") % {
                "title": title
            }


def _outside(fair: FairPage) -> Iterator[str]:
    """Yield the titles of sessions that lie outside the fair; of several days nobody can tell."""
    opens, closes = timezone.localtime(fair.starts_at), timezone.localtime(fair.ends_at)
    if opens.date() == closes.date():
        for session in (block.value for block in fair.sessions):
            starts, ends = session["starts"] or opens.time(), session["ends"] or closes.time()
            if starts < opens.time() or ends > closes.time():
                yield session["title"]


def _on_consents(page: Page, streams: list[StreamValue]) -> Iterator[str]:
    if isinstance(page, StoryPage) and page.portrait and page.portrait.consent_has_ended:
        yield _("The portrait is not shown: the consent to it has ended.")
    for child in (child for stream in streams for child in stream if child.block_type == VOICE):
        ends = child.value["consent_ends"]
        if ends and ends < timezone.localdate():
            yield _("The voice of “%(speaker)s” is not shown: the consent to it has ended.") % {
                "speaker": child.value["speaker"]
            }


def _has_contact(page: Page) -> bool:
    if page.contact_id or (page.project and page.project.contact_id):
        return True
    city = City.objects.for_page(page)
    current = city and city.projects.filter(is_current=True).first()
    return bool(city and (city.contact or (current and current.contact_id)))


def _on_headings(streams: list[StreamValue]) -> Iterator[str]:
    for stream in streams:
        kinds = [child.block_type for child in stream]
        for first, second in pairwise([*kinds, ""]):
            if first == "heading" and second in ("heading", ""):
                yield _("A heading stands without anything below it.")


def _on_pictures(leaves: list[tuple[Any, Any]]) -> Iterator[str]:
    for block, value in leaves:
        is_shown = isinstance(block, ImageBlock) and value and not value.decorative
        if is_shown and len((value.contextual_alt_text or "").strip()) < SHORTEST_ALT:
            yield _("The picture “%(title)s” is not described.") % {"title": value.title}


def _on_links(leaves: list[tuple[Any, Any]]) -> Iterator[str]:
    for text in _rich_texts(leaves):
        for inner in LINK.findall(text):
            words = strip_tags(inner).strip()
            if words.lower().strip(" .…»›>") in EMPTY_WORDS or words.startswith(("http", "www.")):
                yield _("The link “%(words)s” does not say where it leads.") % {"words": words}


def _on_placeholders(page: Page, leaves: list[tuple[Any, Any]]) -> Iterator[str]:
    texts = [value for _block, value in leaves if isinstance(value, str)]
    found = {m for text in [page.title, *texts, *_rich_texts(leaves)] for m in PLACEHOLDER.findall(text)}
    if found:
        yield _("Still to be filled in: %(words)s") % {"words": " ".join(sorted(found))}


def _on_words(page: Page, leaves: list[tuple[Any, Any]]) -> Iterator[str]:
    texts = [value for _block, value in leaves if isinstance(value, str)]
    whole = " ".join([page.title, page.search_description, *texts, *_rich_texts(leaves)])
    for word, instead in problem_words(strip_tags(whole)):
        yield _("“%(word)s” speaks of people as a problem. Rather: %(instead)s.") % {
            "word": word,
            "instead": instead,
        }


def _rich_texts(leaves: list[tuple[Any, Any]]) -> list[str]:
    return [value.source for _block, value in leaves if isinstance(value, RichText)]


def _leaves(value: Any, block: Any = None) -> Iterator[tuple[Any, Any]]:
    """Yield (block, value) of all that holds no other blocks."""
    if isinstance(block, ImageBlock):
        yield block, value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _leaves(child.value, child.block)
    elif isinstance(value, StructValue):
        for name, child in value.items():
            yield from _leaves(child, value.block.child_blocks[name])
    elif isinstance(value, ListValue):
        for child in value:
            yield from _leaves(child, value.list_block.child_block)
    elif isinstance(value, TypedTable):
        for row in value.rows:
            for cell in row:
                yield from _leaves(cell.value, cell.block)
    else:
        yield block, value
