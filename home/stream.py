"""What the blocks of a page refer to, read once for all blocks: links, pages, pictures, documents.

Wagtail reads chosen objects block by block and rendition by rendition; here the
number of queries stays the same however many blocks a page has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from home.chosen import read_documents, reading_together
from sites.delivery.summaries import answer_type, type_name
from sites.frame.pictures import prefetch_renditions
from sites.frame.visibility import visible
from sites.models import Document, Image

# Stands between texts while their links are expanded together; never appears in HTML of an editor.
SEAM = "<!--insist-seam-->"


@dataclass(frozen=True)
class Target:
    """A published page that a block leads to."""

    title: str
    summary: str
    url: str
    type: str  # as programs are told it


def resolve_streams(
    streams: list[StreamValue], request: HttpRequest, pictures: Sequence[AbstractImage] = ()
) -> dict[int, Target]:
    """Prepare the values in `streams` for their templates; return page key → Target for chosen pages.

    Pages that are not public are left out, so blocks show nothing of them. `pictures`
    are those that the page shows outside of its blocks.
    """
    with reading_together(streams, [picture.pk for picture in pictures]) as found:
        values = [value for stream in streams for value in walk(stream)]
        _expand_texts([value for value in values if isinstance(value, RichText)])
    _take_renditions(pictures, found.get(Image, {}))
    _complete([value for value in values if not hasattr(value, "prefetched_renditions")])
    return _find_targets([value for value in values if isinstance(value, Page)], request)


def walk(value: Any) -> Iterator[Any]:
    """Yield the leaves of a stream, struct, list or table."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from walk(child.value)
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from walk(child)
    elif isinstance(value, ListValue):
        for child in value:
            yield from walk(child)
    elif isinstance(value, TypedTable):
        for row in value.row_data:
            for cell in row["values"]:
                yield from walk(cell)
    elif value is not None:
        yield value


def _expand_texts(texts: list[RichText]) -> None:
    """Expand the links of all texts in one go; `resolved` is what the template prints."""
    if not texts:
        return
    expanded = expand_db_html(SEAM.join(text.source for text in texts)).split(SEAM)
    for text, html in zip(texts, expanded, strict=True):
        text.resolved = html


def _take_renditions(pictures: Sequence[AbstractImage], found: dict[int, AbstractImage]) -> None:
    """Complete the pictures with what was read: renditions, and all else where only the key was known."""
    for picture in pictures:
        known = found.get(picture.pk)
        if known is not None:
            vars(picture).update(vars(known))


def _complete(values: list[Any]) -> None:
    """Read what is not known: in the preview of a form pictures and documents come one by one."""
    prefetch_renditions([value for value in values if isinstance(value, AbstractImage)])
    documents = [v for v in values if isinstance(v, Document) and not hasattr(v, "restricted")]
    if documents:
        known = read_documents([document.pk for document in documents])
        for document in documents:
            document.restricted = known[document.pk].restricted


def _find_targets(pages: list[Page], request: HttpRequest) -> dict[int, Target]:
    known = [page for page in pages if hasattr(page, "restricted")]
    # A city that is not open is seen in previews only, and there its own pages belong on its pages.
    is_preview = getattr(request, "city", None) is None
    public = [
        page
        for page in known
        if page.live and not page.restricted and (is_preview or not page.in_hidden_city)
    ]
    # In the preview of a form pages come one by one, without being asked whether they are restricted.
    unknown = {page.pk for page in pages if not hasattr(page, "restricted")}
    if unknown:
        public += visible(Page.objects.filter(pk__in=unknown))
    addresses = {page.pk: page.get_url(request) for page in public}
    return {
        page.pk: Target(page.title, page.search_description, addresses[page.pk], type_name(answer_type(page)))
        for page in public
        if addresses[page.pk]  # None for one that stands on no site
    }
