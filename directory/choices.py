"""Choices of the directory whose names visitors read. What is not known is "", and never one of these."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AddressKind(models.TextChoices):
    MEETING = "meeting", _("where people meet")
    OFFICE = "office", _("its office")
    POSTAL = "postal", _("for letters")


class OpenToContact(models.TextChoices):
    YES = "yes", _("yes")
    THROUGH_CITY = "through_city", _("through the project office")
    NOT_NOW = "not_now", _("not now")


class Reason(models.TextChoices):
    """Why somebody reports an association."""

    WRONG = "wrong", _("Something in the entry is wrong")
    GONE = "gone", _("The association does not exist any more")
    OFFENSIVE = "offensive", _("The entry offends or excludes people")
    OTHER = "other", _("Something else")


class Statement(models.TextChoices):
    """What an association says of itself. Of the organisation, never of people."""

    MIGRANT_LED = "migrant_led", _("founded or led by people with a migration history")
    MIXED = "mixed", _("people with and without a migration history together")
    NONE = "none", _("without a migration reference")
    WITHHELD = "withheld", _("would rather not say")


# What a new directory page is called, until its editors write something else.
DIRECTORY_TITLE = _("Associations")
DIRECTORY_SUMMARY = _("What they do, what they offer, what they are looking for.")

# The page of the offices below a directory.
OFFICES_TITLE = _("Local offices")
