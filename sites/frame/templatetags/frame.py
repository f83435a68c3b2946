"""What templates of public pages write with: labels, dates, languages, pictures."""

import datetime

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from sites.frame import dates
from sites.frame.context import Frame
from sites.frame.languages import direction
from sites.frame.linked_data import linked_data
from sites.frame.pictures import LOGO, SPECS, description_of
from sites.frame.spoken import spoken_name
from sites.labels import Labels, text_in
from sites.models import Project
from sites.renditions import public_renditions

register = template.Library()

RIGHT_TO_LEFT_MARK = "\u200f"

register.simple_tag(linked_data)

register.filter("full_date", dates.full_date)
register.filter("long_date", dates.long_date)
register.filter("month_and_year", dates.month_and_year)
register.filter("month_name", dates.month_name)
register.filter("weekday", dates.weekday)
register.filter("short_weekday", dates.short_weekday)
register.filter("hour", dates.hour)
register.filter("clock_time", dates.clock_time)
register.filter("local_date", dates.local_date)


@register.simple_tag
def card_url(page: Page, frame: Frame) -> str:
    """Return the full address of the picture that stands beside links to the page, "" for none."""
    path = page.card_url(frame.city)
    return f"{frame.city.site.root_url}{path}" if path else ""


@register.filter
def label(labels: Labels) -> str | SafeString:
    """Write a label in the reader's language, or in German and marked as German."""
    text, language = text_in(labels, get_language() or "de")
    return in_language(text, language)


def in_language(text: str, language: str) -> str | SafeString:
    """Mark `text` with its language and direction where these are not the page's own."""
    if language == get_language():
        return text
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), text)


@register.filter
def plain_label(labels: Labels) -> str:
    """A label for attributes, where no markup can say its language."""
    return text_in(labels, get_language() or "de").text


@register.filter
def german(text: str) -> str | SafeString:
    """Mark names and addresses, which are never translated, as German on other pages."""
    return in_language(text, "de") if text else ""


@register.filter
def spoken(codes: list[str]) -> str:
    """Write spoken languages as a list of names: "Deutsch, Türkisch"."""
    language = get_language() or "de"
    return comma().join(spoken_name(code, language) for code in codes)


@register.simple_tag
def comma() -> str:
    """Return comma and space of the reader's script."""
    return "، " if is_right_to_left() else ", "


@register.filter
def isolated(text: str) -> str | SafeString:
    """Keep a text of either direction from pulling along what stands beside it on right-to-left pages."""
    return format_html("<bdi>{}</bdi>", text) if text and is_right_to_left() else text


def is_right_to_left() -> bool:
    return direction(get_language() or "de") == "rtl"


@register.simple_tag
def time_span(start: datetime.datetime, end: datetime.datetime) -> str:
    return dates.time_span(start, end)


@register.filter
def period(project: Project) -> str:
    """Write the period of a project, as precise as it is known."""
    start = dates.with_precision(project.starts_on, project.starts_precision)
    return dates.from_to(start, dates.with_precision(project.ends_on, project.ends_precision))


@register.filter
def file_facts(document: AbstractDocument) -> str:
    """Write type and size: "PDF, 84 KB"."""
    # Without the mark the number after Latin letters would be read with them, from left to right.
    mark = RIGHT_TO_LEFT_MARK if is_right_to_left() else ""
    return f"{document.file_extension.upper()}{mark}{comma()}{filesizeformat(document.file_size or 0)}"


@register.simple_tag
def picture(
    image: AbstractImage, alt: str | None = None, sizes: str = "(min-width: 60rem) 40rem, 100vw"
) -> SafeString:
    """Write an <img> in up to three widths; its renditions are read by `prefetch_renditions`.

    Described by `alt`, else by the block that the picture stands in, else by its own description.
    Nothing for a picture that not everybody may see.
    """
    renditions = public_renditions(image, *SPECS)
    if not renditions:
        return SafeString("")
    largest = renditions[-1]
    # A small picture is never enlarged, so two renditions may be equally wide.
    urls = {rendition.width: rendition.url for rendition in renditions}
    sources = ", ".join(f"{url} {width}w" for width, url in urls.items())
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        largest.url,
        sources,
        sizes,
        largest.width,
        largest.height,
        description_of(image, alt),
    )


@register.filter
def telephone(number: str) -> str:
    """Write a number for a tel: link, a German one with its country: "0231 55 50" becomes "+492315550"."""
    if number.startswith(("+", "00")):
        # In "+49 (0)231 …" the bracketed zero is for callers from within the country.
        return "+" + digits(number.replace("(0)", "")).removeprefix("00")
    return f"+49{digits(number)[1:]}" if digits(number).startswith("0") else digits(number)


def digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


@register.simple_tag
def small_logo(logo: AbstractImage) -> str:
    """Return the address of a logo in a size never higher than the emblem of the European Union.

    "" for one that not everybody may see.
    """
    return next((rendition.url for rendition in public_renditions(logo, LOGO)), "")
