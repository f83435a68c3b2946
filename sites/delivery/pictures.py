"""Pictures as Plone's image fields and Volto's image blocks have them; from renditions that have been read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from wagtail.images.models import AbstractImage

from sites.frame.pictures import CONTENT_TYPE, SPECS, description_of, read_pictures
from sites.renditions import public_renditions, withheld_images

# Names of Plone for scales about as wide as ours, in the order of `SPECS`.
SCALES = dict(zip(SPECS, ("preview", "large", "huge"), strict=True))


def image_json(
    image: AbstractImage | None, alt: str | None, absolute: Callable[[str], str]
) -> dict[str, Any] | None:
    """Return what may be told of a picture, None for one that not everybody may see.

    `{"alt_text", "credit", "licence", "content-type", "width", "height", "download", "base_path",
    "scales": {name: {"download", "width", "height"}}}`; size and address are those of its largest
    public rendition. `alt`: its description, else that of the block it stands in, else its own.

    Asks no database and makes no rendition: one that has none yet is left out, and so is one
    behind a password, which never gets any (`sites.renditions.public_renditions` makes them).
    """
    if image is None or image.consent_has_ended:
        return None
    scales = {
        SCALES[rendition.filter_spec]: {
            "download": absolute(rendition.url),
            "width": rendition.width,
            "height": rendition.height,
        }
        for rendition in getattr(image, "prefetched_renditions", ())
        if rendition.filter_spec in SCALES
    }
    if not scales:
        return None
    largest = max(scales.values(), key=lambda scale: scale["width"])
    return {
        "alt_text": description_of(image, alt),
        "credit": image.credit,
        "licence": image.licence,
        "content-type": CONTENT_TYPE,
        **largest,
        # Volto cuts it from the addresses and puts it before them again.
        "base_path": largest["download"].rpartition("/")[0],
        "scales": {name: scales[name] for name in SCALES.values() if name in scales},
    }


def read_images(keys: Collection[int], specs: Sequence[str] = SPECS) -> dict[int, AbstractImage]:
    """Return pictures by key with their renditions, `specs` among them, in at most three queries.

    Of one that no page has shown yet they are made first, or programs would not be told of it;
    those of pictures that are withheld are never made.
    """
    pictures = read_pictures(keys) if keys else {}
    make_sizes(pictures.values(), specs)
    return pictures


def make_sizes(pictures: Iterable[AbstractImage], specs: Sequence[str] = SPECS) -> None:
    """Make the sizes that no page has shown yet, of pictures whose renditions have been read.

    One query asks which of them are withheld; where all sizes are there, none.
    """
    new = [picture for picture in pictures if not _made(picture).issuperset(specs)]
    keys = {picture.pk for picture in new}
    withheld = set(withheld_images().filter(pk__in=keys).values_list("pk", flat=True)) if new else set()
    for picture in new:
        if picture.pk not in withheld:
            picture.prefetched_renditions = public_renditions(picture, *specs)


def _made(picture: AbstractImage) -> set[str]:
    return {rendition.filter_spec for rendition in getattr(picture, "prefetched_renditions", ())}
