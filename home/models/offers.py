"""An offer: counselling, training, funding, joining in, opening an institution."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from home.choices import OfferKind, Role, Stage
from home.models.mixins import BodyMixin, TopicMixin, cost_errors
from home.panels import InvolvementPanel
from sites.frame.spoken import SpokenLanguagesField
from sites.present import is_over


class OfferPage(TopicMixin, BodyMixin, Page):
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=OfferKind.choices,
        help_text=_("Funding also needs an amount and a deadline."),
    )
    stage = models.CharField(
        _("stage of the association"),
        max_length=20,
        choices=Stage.choices,
        blank=True,
        help_text=_("Leave empty if it is for all."),
    )
    audience = models.CharField(
        _("for whom"), max_length=250, blank=True, help_text=_("Who can use it; for funding: who may apply.")
    )
    formats = models.CharField(
        _("formats"),
        max_length=250,
        blank=True,
        help_text=_("For example accompaniment, training, job shadowing, exchange."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("House and room."))
    languages = SpokenLanguagesField(_("languages spoken"), help_text=_("In which people can use it."))
    is_permanent = models.BooleanField(_("permanent"), default=False, help_text=_("It has no last day."))
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("Then it shows by itself that it is over.")
    )
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("Until when people can apply.")
    )
    amount = models.CharField(
        _("amount"), max_length=120, blank=True, help_text=_("For example “up to € 500”.")
    )
    funder = models.ForeignKey(
        "insist_sites.Funder",
        verbose_name=_("funder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who pays for the offer."),
    )
    is_free = models.BooleanField(
        _("free of charge"), default=True, help_text=_("Untick it if there is something to pay.")
    )
    cost = models.CharField(
        _("cost"), max_length=200, blank=True, help_text=_("What it costs, by duration and scope.")
    )

    involvement_roles = (Role.CARRIER, Role.PARTNER, Role.FUNDER)
    shown_relations = (*BodyMixin.shown_relations, "main_topic__parent__parent", "funder")
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("stage")]),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("formats"), FieldPanel("place"), FieldPanel("languages")],
            heading=_("Who and how"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("is_permanent"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("deadline"), FieldPanel("amount")]),
            ],
            heading=_("How long"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")]),
                FieldPanel("funder", widget=forms.Select),
            ],
            heading=_("Cost"),
        ),
        TopicMixin.topic_panel,
        InvolvementPanel("note"),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage", "home.ProjectPage"]
    template = "home/offer_page.html"

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = cost_errors(self)
        if self.is_permanent and self.ends_on:
            errors["ends_on"] = _("A permanent offer has no last day.")
        if self.deadline and self.ends_on and self.deadline > self.ends_on:
            errors["deadline"] = _("People can apply until the offer ends, not later.")
        if self.kind == OfferKind.FUNDING:
            errors |= self._funding_errors()
        if errors:
            raise ValidationError(errors)

    def _funding_errors(self) -> dict[str, Any]:
        errors = {}
        if not self.amount:
            errors["amount"] = _("Please say how much money there is.")
        if not (self.deadline or self.ends_on or self.is_permanent):
            errors["deadline"] = _("Please say until when people can apply, or mark the offer as permanent.")
        return errors

    def is_over(self) -> bool:
        """Whether its own last day or deadline has passed; the end of its project is another question."""
        return any(day is not None and is_over(day) for day in (self.ends_on, self.deadline))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        project = context["frame"].project
        return context | {"is_closed": self.is_over() or bool(project and project.is_finished)}
