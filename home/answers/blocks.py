"""Bodies of pages as Volto's blocks: a mapping of uid → block, and their order.

Which function writes a block stands in `WRITERS`. Types that Volto has are written as it
writes them (slate, image, gridBlock, teaser, listing, slateTable, accordion); the others
have a type of ours and plain fields. A title block is never part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wagtail.blocks import Block as WagtailBlock
from wagtail.blocks import StreamValue

from directory.models import Term
from home import blocks, item_blocks
from home.answers.body_blocks import (
    call_to_action_json,
    contact_json,
    details_json,
    documents_block_json,
    facts_json,
    gallery_json,
    heading_json,
    listing_json,
    picture_json,
    quote_json,
    table_json,
    teasers_json,
    testimonial_json,
    text_json,
)
from home.answers.item_blocks import circle_step_json, finding_json, session_json, step_json
from home.answers.surroundings import Block, Surroundings
from home.stream import Target
from home.teasers import Teaser

# By class, because two kinds of step are called the same in their streams.
WRITERS: Mapping[type[WagtailBlock], Callable[[str, Any, Surroundings], Block | None]] = {
    blocks.HeadingBlock: heading_json,
    blocks.TextBlock: text_json,
    blocks.QuoteBlock: quote_json,
    blocks.TestimonialBlock: testimonial_json,
    blocks.PictureBlock: picture_json,
    blocks.GalleryBlock: gallery_json,
    blocks.DocumentsBlock: documents_block_json,
    blocks.ContactBlock: contact_json,
    blocks.FactsBlock: facts_json,
    blocks.TableBlock: table_json,
    blocks.DetailsBlock: details_json,
    blocks.ListingBlock: listing_json,
    blocks.TeasersBlock: teasers_json,
    blocks.CallToActionBlock: call_to_action_json,
    item_blocks.FindingBlock: finding_json,
    item_blocks.StepBlock: step_json,
    item_blocks.SessionBlock: session_json,
    item_blocks.CircleStepBlock: circle_step_json,
}


def read_topics(streams: Sequence[StreamValue]) -> None:
    """Complete the topics of lists that fill themselves, of which a page needs nothing but the key."""
    lists = [child.value for stream in streams for child in stream if child.block_type == "listing"]
    narrowed = [one for one in lists if one["topic"]]
    found = Term.objects.in_bulk([one["topic"].pk for one in narrowed]) if narrowed else {}
    for one in narrowed:
        one["topic"] = found.get(one["topic"].pk)


def stream_json(
    stream: StreamValue,
    targets: Mapping[int, Target],
    absolute: Callable[[str], str],
    *,
    city: int | None = None,
    lists: Mapping[str, Sequence[Teaser]] | None = None,
) -> dict[str, Any]:
    """Return `{"blocks": {uid: block}, "blocks_layout": {"items": [uid, …]}}`; asks no database.

    `stream` and `targets` come from `home.stream.resolve_streams`, topics of lists from
    `read_topics`. `absolute` makes a full address of a path or an address. `city`: key of the
    city whose site this is; without it no contact of an association is shown. `lists`: uid of a
    list that fills itself → what it shows; without it that is what `home.teasers.read_lists`
    has left at the blocks, if it has.
    Names of functions and choices are in the active language.

    What a page does not show is left out: what is not public any more, and blocks for which
    nobody has written a function yet, as nobody has said which of their fields are public.
    """
    around = Surroundings(targets, absolute, city, lists)
    blocks_of_page: dict[str, Block] = {}
    for number, child in enumerate(stream):
        uid = child.id or str(number)  # in a preview, what has not been saved has no id yet
        writer = WRITERS.get(type(child.block))
        block = writer(uid, child.value, around) if writer else None
        if block:
            blocks_of_page[uid] = block
    return {"blocks": blocks_of_page, "blocks_layout": {"items": list(blocks_of_page)}}
