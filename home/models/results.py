"""The result of an event: what came out, what happens next, what can be taken along."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import DocumentsBlock, PictureBlock, QuoteBlock
from home.choices import Role
from home.item_blocks import FindingBlock, StepBlock
from home.models.mixins import BodyMixin
from home.panels import InvolvementPanel


class ResultPage(BodyMixin, Page):
    event = models.ForeignKey(
        "home.EventPage",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="results",
        help_text=_("Where this came from."),
    )
    findings = StreamField(
        [("finding", FindingBlock())],
        verbose_name=_("findings"),
        blank=True,
        help_text=_("What people know now and did not know before."),
    )
    steps = StreamField(
        [("step", StepBlock())],
        verbose_name=_("agreed next steps"),
        blank=True,
        help_text=_("Who does what, with state and date."),
    )
    material = StreamField(
        [("quote", QuoteBlock()), ("picture", PictureBlock()), ("documents", DocumentsBlock())],
        verbose_name=_("quotes, pictures, documents"),
        blank=True,
        help_text=_("Stands at the end of the page, to take along."),
    )

    involvement_roles = (Role.PARTICIPANT, Role.HOST, Role.PARTNER)
    shown_relations = (*BodyMixin.shown_relations, "event")
    stream_fields = ("findings", "steps", "body", "material")
    content_panels = [
        *BodyMixin.content_panels[:-1],
        PageChooserPanel("event", "home.EventPage"),
        FieldPanel("findings"),
        FieldPanel("steps"),
        FieldPanel("body"),
        FieldPanel("material"),
        InvolvementPanel("note"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/result_page.html"

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import event_in_language

        context = super().get_context(request, *args, **kwargs)
        context["event"] = event_in_language(self.event, self.locale_id)
        return context
