"""Contacts of an association, and what each person agreed to. They have no revisions."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from directory.models.associations import Association
from directory.models.feeding import FeedsEntry
from directory.staff_choices import Channel, Way
from sites.frame.spoken import SpokenLanguagesField
from sites.labels import LabelsField
from sites.models.city import CityScoped

WORDING = "2026-11"  # version of the wording of consents that people are asked with now


class Contact(FeedsEntry, CityScoped, ClusterableModel):
    """How to reach an association: a function with its mailbox, at times a person.

    A person is shown on a channel only while her consent for it is valid; a function
    mailbox without a person needs none.
    """

    can_move = True

    association = models.ForeignKey(
        Association, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("association")
    )
    function = LabelsField(_("function"), help_text=_("For example “Board” or “Choir leader”."))
    person = models.CharField(
        _("name of the person"),
        max_length=120,
        blank=True,
        help_text=_("Better left empty: a shared mailbox outlives a change of board."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = SpokenLanguagesField(_("spoken languages"))
    is_public = models.BooleanField(
        _("may be shown"),
        default=False,
        help_text=_("A person is shown only where she has agreed, and as long as that holds."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contact of an association")
        verbose_name_plural = _("contacts of associations")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        # Stands in logs, which outlive the contact: no name of a person.
        return f"{self.function.get(settings.LANGUAGE_CODE, '')} ({self.association})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.city_id = self.association.city_id
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if not (self.email or self.phone):
            errors["email"] = _("Please give a mailbox or a telephone number.")
        if self.association_id and self.association.city_id != self.city_id and self.city_id:
            errors["association"] = _("Please choose an association of the same city.")
        if errors:
            raise ValidationError(errors)


class Consent(FeedsEntry, Orderable):
    """What a person agreed to, for one channel. Never deleted while the contact is there: it is a record."""

    association_path = "contact__association"

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="consents")
    channel = models.CharField(_("for"), max_length=12, choices=Channel.choices)
    wording = models.CharField(
        _("wording"), max_length=20, default=WORDING, help_text=_("Version of the text that she agreed to.")
    )
    given_how = models.CharField(_("given"), max_length=10, choices=Way.choices, default=Way.WRITTEN)
    given_on = models.DateField(_("on"), default=timezone.localdate)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_how = models.CharField(_("withdrawn"), max_length=10, choices=Way.choices, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    @property
    def association_id(self) -> int:
        return self.contact.association_id

    def is_valid(self, today: datetime.date) -> bool:
        """Whether it counts today; on its last day it still does, on the day of its withdrawal not."""
        begun = self.given_on <= today
        over = self.ends_on is not None and self.ends_on < today
        return begun and not over and self.withdrawn_on is None

    def clean(self) -> None:
        super().clean()
        if self.given_on and self.ends_on and self.ends_on < self.given_on:
            raise ValidationError({"ends_on": _("The consent ends before it was given.")})
