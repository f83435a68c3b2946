"""Choices of cities and projects whose names visitors can read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CityState(models.TextChoices):
    HIDDEN = "hidden", _("hidden")
    OPEN = "open", _("open")
    ARCHIVED = "archived", _("archived")


class DatePrecision(models.TextChoices):
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")


class CarrierRole(models.TextChoices):
    CARRIER = "carrier", _("Lead organisation")
    PARTNER = "partner", _("Cooperation partner")
    INITIATOR = "initiator", _("Initiator")
