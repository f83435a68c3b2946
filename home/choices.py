"""Choices of editorial pages whose names visitors can read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    MEETING = "meeting", _("Forum meeting")
    TRAINING = "training", _("Training")
    TALK = "talk", _("Talk")
    WORLD_CAFE = "world_cafe", _("World café")
    EXCHANGE = "exchange", _("Exchange")


class StepState(models.TextChoices):
    AGREED = "agreed", pgettext_lazy("state of a step", "agreed")
    RUNNING = "running", pgettext_lazy("state of a step", "under way")
    DONE = "done", pgettext_lazy("state of a step", "done")


class Purpose(models.TextChoices):
    """Pages that every city has and that stand at the foot of every page."""

    IMPRINT = "imprint", _("Legal notice")
    # With context: Wagtail says "Privacy" for the rights of a page or collection.
    PRIVACY = "privacy", pgettext_lazy("legal page", "Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class Listing(models.TextChoices):
    EVENTS = "events", _("Events")
    FORUMS = "forums", _("Forums")
    RESULTS = "results", _("Results")
