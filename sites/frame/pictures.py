"""Pictures on public pages: which sizes exist, read together."""

from collections.abc import Collection, Sequence

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

# Widths in pixels; a phone at 2x, a column, a wide screen.
WIDTHS = (480, 800, 1400)
LOGO = "height-72|format-webp"
# Beside it no logo may be larger; the template of the notice shows it in this size.
EU_EMBLEM, EU_EMBLEM_SIZE = "frame/eu-emblem.svg", (66, 44)
SPECS = tuple(f"width-{width}|format-webp" for width in WIDTHS)
CONTENT_TYPE = "image/webp"  # of all of them


def description_of(image: AbstractImage, alt: str | None = None) -> str:
    """Return `alt`, else what the block says that the picture stands in, else its own description."""
    alts = (alt, image.contextual_alt_text, image.default_alt_text)
    return next(text for text in alts if text is not None)


def prefetch_renditions(images: Sequence[AbstractImage]) -> None:
    """Read the renditions of all images in one query, and attach them as Wagtail expects them."""
    if not images:
        return
    rendition_class = get_image_model().get_rendition_model()
    found = rendition_class.objects.filter(image__in={image.pk for image in images}, filter_spec__in=SPECS)
    by_image: dict[int, list] = {}
    for rendition in found:
        by_image.setdefault(rendition.image_id, []).append(rendition)
    for image in images:
        image.prefetched_renditions = by_image.get(image.pk, [])
        for rendition in image.prefetched_renditions:
            rendition.image = image


def read_pictures(keys: Collection[int]) -> dict[int, AbstractImage]:
    """Return pictures by key with their renditions, in one query where the renditions have been made."""
    image_class = get_image_model()
    renditions = image_class.get_rendition_model().objects.select_related("image")
    pictures: dict[int, AbstractImage] = {}
    for rendition in renditions.filter(image__in=keys, filter_spec__in=(*SPECS, LOGO)):
        picture = pictures.setdefault(rendition.image_id, rendition.image)
        rendition.image = picture
        picture.prefetched_renditions = [*getattr(picture, "prefetched_renditions", []), rendition]
    missing = set(keys) - set(pictures)
    return pictures | (image_class.objects.in_bulk(missing) if missing else {})
