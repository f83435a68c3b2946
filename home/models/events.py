"""An event: a forum's meeting, a training, a talk … with all that one asks before going there."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from home.choices import EventKind
from home.models.mixins import BodyMixin
from sites.frame.mixins import CityPageForm
from sites.frame.spoken import SpokenLanguagesField


class EventForm(CityPageForm):
    """Offers the districts of the city's regions only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "district" in self.fields:
            districts = self.fields["district"].queryset
            self.fields["district"].queryset = districts.filter(region__cities=self.city)


class EventPage(BodyMixin, Page):
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices, default=EventKind.MEETING)
    starts_at = models.DateTimeField(_("begins"), help_text=_("Local time."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("After midnight it is the next day."))
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("House and room."))
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("Street, number, town."))
    directions = models.CharField(
        _("getting there"), max_length=250, blank=True, help_text=_("Bus and tram, stop, minutes on foot.")
    )
    district = models.ForeignKey(
        "insist_sites.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Puts the event on the map of the front page."),
    )
    audience = models.CharField(_("for whom"), max_length=250, blank=True, help_text=_("Who is invited."))
    languages = SpokenLanguagesField(
        _("languages spoken"), help_text=_("All that people can take part in, also with an interpreter.")
    )
    access = models.CharField(
        _("access"), max_length=250, blank=True, help_text=_("Steps, lift, induction loop, quiet room …")
    )
    food = models.CharField(
        _("food"),
        max_length=200,
        blank=True,
        help_text=_("What there is to eat, and for whom: vegan, halal …"),
    )
    childcare = models.CharField(
        _("children"), max_length=200, blank=True, help_text=_("Is there childcare?")
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    cost = models.CharField(
        _("cost"), max_length=200, blank=True, help_text=_("What it costs, if it is not free.")
    )

    shown_relations = (*BodyMixin.shown_relations, "district")
    base_form_class = EventForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("address"),
                FieldPanel("directions"),
                FieldPanel("district", widget=forms.Select),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("languages"),
                FieldPanel("access"),
                FieldPanel("food"),
                FieldPanel("childcare"),
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")]),
            ],
            heading=_("Who and how"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ForumPage", "home.ListPage"]
    template = "home/event_page.html"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["ends_at"], name="event_ends_at")]

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The event ends before it begins.")
        if not self.is_free and not self.cost:
            errors["cost"] = _("Please say what it costs, or mark it as free of charge.")
        if errors:
            raise ValidationError(errors)

    def is_past(self, now: datetime.datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import results_of

        context = super().get_context(request, *args, **kwargs)
        context["results"] = results_of([self]).get(self.translation_key, [])
        return context
