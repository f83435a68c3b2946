"""Which umbrella bodies and alliances an association belongs to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from directory.models.feeding import FeedsEntry


class Membership(FeedsEntry, Orderable):
    """An association belongs to an umbrella body or an alliance."""

    association = ParentalKey("directory.Association", on_delete=models.CASCADE, related_name="memberships")
    umbrella = models.ForeignKey(
        "directory.Association",
        on_delete=models.CASCADE,
        related_name="members",
        verbose_name=_("umbrella or alliance"),
    )
    position = models.CharField(
        _("position"), max_length=100, blank=True, help_text=_("For example “speaks for the alliance”.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint("association", "umbrella", name="membership_once")]
