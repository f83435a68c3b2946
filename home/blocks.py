"""The blocks that editors build pages from. Each has a template and a preview in the admin."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.models import Page

from directory.shown import shown_contacts
from home.choices import Listed
from home.choosers import DescribedImageBlock, DocumentBlock, PublicPageBlock, SnippetBlock
from home.stream import Target
from home.tables import CaptionlessTableBlock
from sites.models import Document
from sites.present import is_over

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
EARLIEST_YEAR = 1900


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = _("Heading")
        icon = "title"
        template = "home/blocks/heading.html"
        preview_value = "Was wir gemeinsam vorhaben"
        description = _("Begins a new part of the page.")


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "home/blocks/text.html"
        preview_value = "<p>Zwei Vereine, eine Straße, ein Schlüssel. <b>So fing es an.</b></p>"
        description = _("Paragraphs and lists, with links.")


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quote"), help_text=_("Exactly as it was said or written."))
    source = blocks.CharBlock(
        label=_("Source"),
        help_text=_("Who said it and where it stands. A function, not the name of a person."),
    )
    year = blocks.IntegerBlock(
        label=_("Year"), min_value=EARLIEST_YEAR, help_text=_("When it was said or written.")
    )

    class Meta:
        label = _("Quote with source")
        icon = "openquote"
        template = "home/blocks/quote.html"
        preview_value = {
            "quote": "„Wir hatten einen Saal und dienstags niemanden darin.“",
            "source": "Vorstand eines Gartenvereins, Protokoll des Forums",
            "year": 2021,
        }
        description = _("A voice, with its source and year.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft may lack the year.
        if cleaned["year"] and cleaned["year"] > timezone.localdate().year:
            message = ValidationError(_("This year is in the future."))
            raise blocks.StructBlockValidationError(block_errors={"year": message})
        return cleaned


class PictureBlock(blocks.StructBlock):
    image = DescribedImageBlock(
        label=_("Picture"),
        help_text=_("Describe what can be seen. The credit comes from the picture itself."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("What the picture alone does not tell.")
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "home/blocks/picture.html"
        preview_template = "home/blocks/preview/picture.html"
        preview_value = {"caption": "Sieben Schlüssel an einem Brett"}
        description = _("A picture with description, caption and credit.")


class GalleryBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    pictures = blocks.ListBlock(
        PictureBlock(), label=_("Pictures"), min_num=2, max_num=12, help_text=_("Two to twelve.")
    )

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "home/blocks/gallery.html"
        preview_template = "home/blocks/preview/gallery.html"
        preview_value: dict[str, Any] = {"heading": "So sah der Abend aus"}
        description = _("Several pictures side by side, each with description and credit.")


def shown_documents(documents: Iterable[Document | None]) -> list[Document]:
    """Return those that still exist and whose consent has not ended."""
    return [document for document in documents if document and not document.consent_has_ended]


class DocumentsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    documents = blocks.ListBlock(DocumentBlock(label=_("Document")), label=_("Documents"), min_num=1)

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        template = "home/blocks/documents.html"
        preview_template = "home/blocks/preview/documents.html"
        preview_value = {"heading": "Zum Mitnehmen"}
        description = _("Files to download, with type and size.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["documents"] = shown_documents(value["documents"])
        return context


class ContactBlock(blocks.StructBlock):
    """A function of the city, or of an association: that one as long as it may be shown."""

    contact = SnippetBlock("insist_sites.RoleContact", label=_("Contact"))
    association_contact = SnippetBlock(
        "directory.Contact",
        label=_("Contact of an association"),
        required=False,
        help_text=_(
            "Is shown instead, as long as the association and, where a person is named, she herself agree."
        ),
    )

    class Meta:
        label = _("Contact")
        icon = "mail"
        template = "home/blocks/contact.html"
        preview_template = "home/blocks/preview/contact.html"
        preview_value: dict[str, Any] = {}
        description = _("How to reach a function: telephone, mailbox, place, languages.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["shown"] = _shown_contact(value.get("association_contact"), context.get("frame"))
        return context


def _shown_contact(contact: Any, frame: Any) -> dict[str, Any] | None:
    """Return what a page of this city may show of an association's contact now, None if nothing."""
    if contact is None:
        return None
    # In the preview of a form the contact itself is there, of which nothing may be shown unasked.
    shown = contact.shown if hasattr(contact, "shown") else shown_contacts([contact.pk]).get(contact.pk)
    return shown if shown and (frame is None or shown["city"] == frame.city.pk) else None


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), help_text=_("Short: a time, a day, a word."))
    text = blocks.CharBlock(label=_("Text"))


class FactsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(FactBlock(), min_num=1, **kwargs)

    class Meta:
        label = _("Fact sheet")
        icon = "list-ul"
        template = "home/blocks/facts.html"
        preview_value = [
            {"label": "18:00", "text": "Ankommen, Suppe, Karte füllen"},
            {"label": "18:45", "text": "Zwei Vereine erzählen, wie sie sich einen Raum teilen"},
        ]
        description = _("Short facts, one line each: a programme, opening hours.")


class DetailsBlock(blocks.StructBlock):
    summary = blocks.CharBlock(label=_("Question or heading"))
    text = TextBlock(label=_("Text"))

    class Meta:
        label = _("Text to unfold")
        icon = "collapse-down"
        template = "home/blocks/details.html"
        preview_value = {
            "summary": "Brauchen wir einen eingetragenen Verein?",
            "text": "<p>Nein. Auch eine Gruppe von drei Leuten ist willkommen.</p>",
        }
        description = _("A question with its answer, or what only some people need.")


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(
        label=pgettext_lazy("of a table", "Caption"), help_text=_("Says what the table is about.")
    )
    table = CaptionlessTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("rich_text", TextBlock(label=_("Text with links"), required=False)),
        ],
        label=_("Table"),
        help_text=_("Add columns first, each with a heading; then rows."),
    )

    class Meta:
        label = _("Table")
        icon = "table"
        template = "home/blocks/table.html"
        preview_template = "home/blocks/preview/table.html"
        preview_value: dict[str, Any] = {"caption": "Sprechzeiten"}
        description = _("Rows and columns, where a fact sheet is not enough.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        table, message = cleaned["table"], None
        if not (table.columns and table.row_data):
            message = _("The table is empty. Please add a column and a row.")
        elif not all(column["heading"].strip() for column in table.columns):
            message = _("A column has no heading. Please say what stands in it.")
        if message and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(message)})
        return cleaned


def is_consented(ends: datetime.date | None) -> bool:
    """Whether a voice may be shown today. None in the preview of a block and in a draft, which nobody else sees."""
    return ends is None or not is_over(ends)


class TestimonialBlock(blocks.StructBlock):
    """A person speaks of her own engagement; gone by itself when her consent ends."""

    quote = blocks.TextBlock(label=_("Quote"), help_text=_("Exactly as it was said or written."))
    speaker = blocks.CharBlock(
        label=_("Who says it"), help_text=_("A function or an association; a name only with consent.")
    )
    portrait = DescribedImageBlock(
        label=_("Portrait"), required=False, help_text=_("The consent must cover the picture, too.")
    )
    consent_note = blocks.CharBlock(
        label=_("Consent"), help_text=_("Who agreed, when and how. Is never shown in public.")
    )
    consent_ends = blocks.DateBlock(
        label=_("Consent ends on"),
        help_text=_("After this day the voice disappears from the page by itself."),
    )

    class Meta:
        label = _("Voice of a person")
        icon = "user"
        template = "home/blocks/testimonial.html"
        preview_value = {
            "quote": "„Ich gieße seit vier Jahren die Beete am Bahnhof. Inzwischen gießt die halbe Straße mit.“",
            "speaker": "Mitglied eines Gartenvereins",
            "portrait": None,
            "consent_note": "mündlich",
            "consent_ends": None,
        }
        description = _("Somebody tells where and how she is active, with her consent and its end.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["is_consented"] = is_consented(value["consent_ends"])
        return context


def find_target(page: Page | None, context: dict[str, Any]) -> Target | None:
    """Return what a block may show of a chosen page, None if it is not public (see `home.stream`)."""
    return context.get("targets", {}).get(page.pk) if page else None


class TeasersBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    pages = blocks.ListBlock(PublicPageBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=6)

    class Meta:
        label = _("Teasers")
        icon = "list-ol"
        template = "home/blocks/teasers.html"
        preview_template = "home/blocks/preview/teasers.html"
        preview_value = {"heading": "Lesen Sie weiter"}
        description = _("Links to other pages with their title and summary.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        found = [find_target(page, context) for page in value["pages"]]
        context["shown"] = [target for target in found if target]
        return context


class CallToActionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Sentence"), help_text=_("Says what happens next."))
    label = blocks.CharBlock(
        label=_("Text of the button"), help_text=_("Two or three words, for example “Talk to us”.")
    )
    page = PublicPageBlock(
        label=_("Page"),
        required=False,
        help_text=_("Leave empty to lead to the contact at the end of the page."),
    )

    class Meta:
        label = _("Call to action")
        icon = "arrow-right"
        template = "home/blocks/call_to_action.html"
        preview_value = {"text": "Eine Idee genügt.", "label": "Sprechen Sie uns an", "page": None}
        description = _("One sentence and one button.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["target"] = find_target(value["page"], context)
        return context


class ListingBlock(blocks.StructBlock):
    """Lists pages of the site by itself; what it shows is read by `home.stream`."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    kind = blocks.ChoiceBlock(choices=Listed.choices, label=_("Shows"))
    topic = SnippetBlock(
        "directory.Term",
        label=_("Topic"),
        required=False,
        help_text=_("Only what belongs to it. Leave empty for all."),
    )
    newest_days = blocks.IntegerBlock(
        label=_("Of the last days"),
        required=False,
        min_value=1,
        help_text=_("Only what is not older. Leave empty for all."),
    )
    limit = blocks.IntegerBlock(
        label=_("At most"),
        default=4,
        min_value=1,
        max_value=12,
        help_text=_("How many it shows, up to twelve."),
    )

    class Meta:
        label = _("List that fills itself")
        icon = "list-ul"
        template = "home/blocks/listing.html"
        preview_template = "home/blocks/preview/listing.html"
        preview_value: dict[str, Any] = {"heading": "Die nächsten Termine", "kind": "events", "limit": 4}
        description = _("Coming events, news, stories, results or offers, by topic and date.")


class BodyBlock(blocks.StreamBlock):
    """What the body of any page is made of."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    testimonial = TestimonialBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    documents = DocumentsBlock()
    contact = ContactBlock()
    facts = FactsBlock()
    table = TableBlock()
    details = DetailsBlock()
    listing = ListingBlock()
    teasers = TeasersBlock()
    call_to_action = CallToActionBlock()
