"""Choices of the directory whose names only staff read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How exactly the place may be shown."""

    EXACT = "exact", _("the exact place")
    STREET = "street", _("the street without number")
    DISTRICT = "district", _("the district only")


class Direction(models.TextChoices):
    OFFER = "offer", _("Offer")
    NEED = "need", _("Need")


class Audience(models.TextChoices):
    """Who may see an offer or a need."""

    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("associations of the directory")
    COORDINATORS = "coordinators", _("coordinators only")


class Channel(models.TextChoices):
    """Where a contact may be shown, each with a consent of its own."""

    PAGE = "page", _("page of the association")
    API = "api", _("data for other programs")
    PRINT = "print", _("printed matter")
    OTHER_CITIES = "other_cities", _("sites of other cities")
    COORDINATORS = "coordinators", _("coordinators of the project")


class Licence(models.TextChoices):
    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    ODBL = "ODbL-1.0", "ODbL 1.0"


class Way(models.TextChoices):
    """How a consent, a statement or a confirmation reached the project."""

    WRITTEN = "written", _("in writing")
    MAIL = "mail", _("by e-mail")
    PHONE = "phone", _("by telephone")
    TALK = "talk", _("in a talk")
    FORM = "form", _("through a form of the site")


class CaseKind(models.TextChoices):
    CHANGE = "change", _("A change")
    REPORT = "report", _("Report of an association")
    CONTACT = "contact", _("A message to an association")
    MISSING = "missing", _("A missing association")


class CaseState(models.TextChoices):
    NEW = "new", _("new")
    IN_WORK = "in_work", _("in work")
    DONE = "done", _("done")
    REFUSED = "refused", _("not taken up")
