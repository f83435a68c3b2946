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
    FAIR = "fair", _("Fair of associations")


class SessionKind(models.TextChoices):
    """What happens at a fair."""

    STANDS = "stands", _("Stands")
    SPEED_DATING = "speed_dating", _("Speed dating")
    WORKSHOP = "workshop", _("Workshop")
    TALK = "talk", pgettext_lazy("session of a fair", "Talk")
    MUSIC = "music", pgettext_lazy("session of a fair", "Music")
    BREAK = "break", pgettext_lazy("session of a fair", "Break")


class OfferKind(models.TextChoices):
    COUNSELLING = "counselling", _("Counselling")
    TRAINING = "training", pgettext_lazy("kind of offer", "Training")
    FUNDING = "funding", pgettext_lazy("kind of offer", "Funding")
    JOINING_IN = "joining_in", _("Joining in")
    OPENING = "opening", _("Intercultural opening")


class Stage(models.TextChoices):
    """How long an association has been there; for whom an offer is made."""

    FOUNDING = "founding", _("about to be founded")
    YOUNG = "young", _("young")
    ESTABLISHED = "established", _("long-standing")


class StepState(models.TextChoices):
    AGREED = "agreed", pgettext_lazy("state of a step", "agreed")
    RUNNING = "running", pgettext_lazy("state of a step", "under way")
    DONE = "done", pgettext_lazy("state of a step", "done")


class Role(models.TextChoices):
    """What an association is to a page that names it; stands after its name."""

    PARTICIPANT = "participant", pgettext_lazy("role of an association", "takes part")
    HOST = "host", pgettext_lazy("role of an association", "hosts")
    CARRIER = "carrier", pgettext_lazy("role of an association", "lead organisation")
    PARTNER = "partner", pgettext_lazy("role of an association", "cooperation partner")
    INITIATOR = "initiator", pgettext_lazy("role of an association", "had the idea")
    FUNDER = "funder", pgettext_lazy("role of an association", "supports it with money")
    STAND = "stand", pgettext_lazy("role of an association", "has a stand")
    MEMBER = "member", pgettext_lazy("role of an association", "member")
    PORTRAYED = "portrayed", pgettext_lazy("role of an association", "portrayed")


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
    OFFERS = "offers", _("Offers")
    STORIES = "stories", _("Stories")
    NEWS = "news", _("News")
    TOPICS = "topics", _("Topics")
    DISTRICTS = "districts", pgettext_lazy("list", "Districts")
    PROJECTS = "projects", pgettext_lazy("list", "Projects")


class Listed(models.TextChoices):
    """What a block lists by itself."""

    EVENTS = "events", _("Coming events")
    NEWS = "news", _("News")
    STORIES = "stories", _("Stories")
    RESULTS = "results", _("Results")
    OFFERS = "offers", _("Offers")
    FORUMS = "forums", _("Forums")
