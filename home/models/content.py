"""A page of text: about something, or one of the pages that every city has."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.choices import Purpose
from home.models.mixins import BodyMixin


class ContentPage(BodyMixin, Page):
    purpose = models.CharField(
        _("fixed place"),
        max_length=20,
        choices=Purpose.choices,
        blank=True,
        help_text=_("Imprint, privacy and accessibility stand at the foot of every page."),
    )

    promote_panels = [*BodyMixin.promote_panels, FieldPanel("purpose")]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.ProjectPage"]
    template = "home/content_page.html"

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
