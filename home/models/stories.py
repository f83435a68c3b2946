"""A story: what people of an association do, told with a portrait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.choices import Role
from home.models.mixins import BodyMixin, DistrictForm, TopicMixin
from home.panels import InvolvementPanel

if TYPE_CHECKING:
    from sites.models import Image


class StoryPage(TopicMixin, BodyMixin, Page):
    about = models.CharField(
        _("about whom"),
        max_length=200,
        blank=True,
        help_text=_("The association, initiative or function. No name without consent."),
    )
    opening = models.CharField(
        _("opening quote"), max_length=250, blank=True, help_text=_("One sentence, exactly as it was said.")
    )
    portrait = models.ForeignKey(
        "insist_sites.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Disappears by itself when the consent that is noted with the picture ends."),
    )
    portrait_alt = models.CharField(
        _("description of the portrait"), max_length=200, blank=True, help_text=_("What can be seen.")
    )
    district = models.ForeignKey(
        "insist_sites.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where it happens."),
    )

    involvement_roles = (Role.PORTRAYED, Role.PARTICIPANT, Role.PARTNER)
    shown_relations = (
        *BodyMixin.shown_relations,
        "main_topic__parent__parent",
        "district__parent__parent",
        "portrait",
    )
    base_form_class = DistrictForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("about"),
        InvolvementPanel(),
        FieldPanel("opening"),
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_alt")], heading=_("Portrait")),
        FieldPanel("district", widget=forms.Select),
        TopicMixin.topic_panel,
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/story_page.html"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def pictures(self) -> list[Image]:
        return [self.portrait] if self.portrait else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.relations import collecting_pages

        context = super().get_context(request, *args, **kwargs)
        return context | {"related": collecting_pages(self, self.topics, self.district)}

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.portrait and not self.portrait_alt:
            errors["portrait_alt"] = _("Please describe the portrait for people who cannot see it.")
        if self.portrait and not (self.portrait.consent_note and self.portrait.consent_ends):
            errors["portrait"] = _(
                "The picture lacks a note of consent and the day on which it ends. Please add both to the picture."
            )
        if errors:
            raise ValidationError(errors)
