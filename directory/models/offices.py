"""Offices for people of a district: where to go, when, and who is there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from sites.frame.spoken import SpokenLanguagesField
from sites.labels import LabelsField
from sites.models.city import CityScoped


class Office(CityScoped, ClusterableModel):
    name = models.CharField(_("name"), max_length=150)
    districts = ParentalManyToManyField(
        "insist_sites.District",
        verbose_name=_("responsible for"),
        related_name="offices",
        blank=True,
        help_text=_("A borough stands for all its districts."),
    )
    street = models.CharField(_("street and number"), max_length=150)
    postcode = models.CharField(_("postcode"), max_length=10)
    town = models.CharField(_("town"), max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    email = models.EmailField(_("mailbox"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = SpokenLanguagesField(_("spoken languages"))
    note = LabelsField(_("good to know"), blank=True, help_text=_("Steps, lift, waiting times …"))

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not (self.email or self.phone):
            raise ValidationError({"email": _("Please give a mailbox or a telephone number.")})


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OfficeHours(Orderable):
    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("It closes before it opens.")})


class OfficeRole(Orderable):
    """Who works there: a function and who sends it, never a name."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="roles")
    function = LabelsField(_("function"))
    organisation = models.CharField(
        _("organisation"), max_length=150, blank=True, help_text=_("City or carrier.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("function in the office")
        verbose_name_plural = _("functions in the office")
