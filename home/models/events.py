"""An event: a forum's meeting, a training, a talk … with all that one asks before going there."""

import datetime
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.choices import EventKind, Role
from home.item_blocks import SessionBlock
from home.models.mixins import BodyMixin, DistrictForm, TopicMixin, cost_errors
from home.panels import InvolvementPanel
from sites import present
from sites.frame.context import Frame
from sites.frame.linked_data import organisation
from sites.frame.spoken import SpokenLanguagesField


class EventPage(TopicMixin, BodyMixin, Page):
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=EventKind.choices,
        default=EventKind.MEETING,
        help_text=_("People can narrow the list of events to one kind."),
    )
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
    register_by = models.DateField(
        _("register by"), null=True, blank=True, help_text=_("The last day on which people can register.")
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("For how many people. Leave empty if everybody fits in."),
    )
    effort = models.CharField(
        _("effort"), max_length=200, blank=True, help_text=_("How much time it takes, and what to prepare.")
    )
    certificate = models.CharField(
        _("certificate"), max_length=200, blank=True, help_text=_("What people get in writing at the end.")
    )
    is_free = models.BooleanField(
        _("free of charge"), default=True, help_text=_("Untick it if there is something to pay.")
    )
    cost = models.CharField(
        _("cost"), max_length=200, blank=True, help_text=_("What it costs, if it is not free.")
    )

    involvement_roles: tuple[Role, ...] = (Role.HOST, Role.PARTICIPANT, Role.PARTNER, Role.FUNDER)
    shown_relations = (*BodyMixin.shown_relations, "district", "main_topic__parent__parent")
    base_form_class = DistrictForm
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
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("register_by"), FieldPanel("capacity")]),
                FieldPanel("effort"),
                FieldPanel("certificate"),
            ],
            heading=_("Registration and effort"),
        ),
        TopicMixin.topic_panel,
        InvolvementPanel("note"),
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
        errors |= cost_errors(self)
        if self.register_by and self.starts_at and self.register_by > timezone.localdate(self.starts_at):
            errors["register_by"] = _("People can register until the event begins, not later.")
        if errors:
            raise ValidationError(errors)

    def is_past(self, now: datetime.datetime | None = None) -> bool:
        return self.ends_at <= (now or present.now())

    def is_registration_over(self) -> bool:
        return self.register_by is not None and present.is_over(self.register_by)

    def linked_data(self, frame: Frame) -> list[dict[str, Any]]:
        place = {"@type": "Place", "name": self.place or self.address, "address": self.address}
        event = {
            "@type": "Event",
            "name": self.title,
            "description": self.search_description,
            "url": frame.canonical,
            "startDate": timezone.localtime(self.starts_at).isoformat(),
            "endDate": timezone.localtime(self.ends_at).isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": place if place["name"] else None,
            "organizer": self._organizers(frame),
            "isAccessibleForFree": self.is_free,
            "inLanguage": self.languages,
            "maximumAttendeeCapacity": self.capacity,
        }
        return [{name: value for name, value in event.items() if value not in (None, "", [])}]

    def _organizers(self, frame: Frame) -> Any:
        """INSIST, and with it the associations that invite."""
        own = {"@id": organisation(frame)["@id"]}
        hosts = [
            {"@type": "Organization", "name": one.name}
            | ({"url": frame.absolute(one.url)} if one.url else {})
            for one in self.involved
            if Role.HOST in one.roles
        ]
        return [own, *hosts] if hosts else own

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import results_of

        context = super().get_context(request, *args, **kwargs)
        context["results"] = results_of([self]).get(self.translation_key, [])
        return context


class FairPage(EventPage):
    """A fair of associations: an event with a programme."""

    sessions = StreamField(
        [("session", SessionBlock())],
        verbose_name=_("programme"),
        blank=True,
        help_text=_("What happens when and where, in the order of the day."),
    )

    stream_fields = ("sessions", "body")
    involvement_roles = (Role.STAND, Role.HOST, Role.PARTNER, Role.FUNDER, Role.PARTICIPANT)
    # The kind goes without saying.
    content_panels = [
        panel
        for panel in EventPage.content_panels
        if getattr(panel, "field_name", "") not in ("kind", "body")
        and not isinstance(panel, InvolvementPanel)
    ] + [
        FieldPanel("sessions"),
        InvolvementPanel("stand", "note", heading=_("Stands and associations")),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/fair_page.html"

    class Meta:
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.involved import stands

        context = super().get_context(request, *args, **kwargs)
        return context | {"stands": stands(self.involved)}

    def programme(self) -> list[tuple[datetime.time | None, list[Any]]]:
        """The programme by time: each beginning with all that begins then."""
        sessions = [block.value for block in self.sessions]
        # A draft may lack the times.
        ordered = sorted(sessions, key=lambda session: session["starts"] or datetime.time.min)
        return [
            (start, list(some)) for start, some in groupby(ordered, key=lambda session: session["starts"])
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.kind = EventKind.FAIR
        super().full_clean(*args, **kwargs)
