"""What an association says of itself, and that its entry is still right. Apart from its revisions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.choices import Statement
from directory.models.associations import Association
from directory.models.contacts import WORDING
from directory.models.feeding import FeedsEntry
from directory.staff_choices import Way
from sites.models.city import CityScoped


class MigrationReference(FeedsEntry, CityScoped):
    """The migration reference: the association's own word on itself, never inferred, never about people.

    Without a row nothing is known. After a withdrawal the value is gone and the record stays.
    """

    can_move = True

    association = models.OneToOneField(
        Association,
        on_delete=models.CASCADE,
        related_name="migration_reference",
        verbose_name=_("association"),
    )
    value = models.CharField(_("own statement"), max_length=12, choices=Statement.choices, blank=True)
    publish = models.BooleanField(
        _("may be shown in public"), default=False, help_text=_("Only if the association wants it.")
    )
    use_for_matching = models.BooleanField(
        _("may be used for suggestions"),
        default=False,
        help_text=_("Also unpublished: only coordinators see such suggestions."),
    )
    stated_by = models.CharField(
        _("stated by"), max_length=120, help_text=_("A function, for example “board”. Never a name.")
    )
    stated_how = models.CharField(_("stated"), max_length=10, choices=Way.choices, default=Way.TALK)
    stated_on = models.DateField(_("on"), default=timezone.localdate)
    wording = models.CharField(_("wording"), max_length=20, default=WORDING)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)
    withdrawn_how = models.CharField(
        _("withdrawn"), max_length=10, choices=Way.choices, blank=True, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("migration reference")
        verbose_name_plural = _("migration references")

    def __str__(self) -> str:
        return str(self.association)

    def clean(self) -> None:
        super().clean()
        if self.publish and self.value in ("", Statement.WITHHELD):
            raise ValidationError(
                {"publish": _("There is nothing to show: the association has said nothing.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.city_id = self.association.city_id
        super().save(*args, **kwargs)

    def withdraw(self, how: str, recorded_by: Any = None) -> None:
        """Forget what was said; that it was withdrawn, how and when, is kept."""
        self.value, self.publish, self.use_for_matching = "", False, False
        self.withdrawn_on, self.withdrawn_how = timezone.localdate(), how
        self.recorded_by = recorded_by
        self.save()


class Confirmation(FeedsEntry):
    """Somebody has said that the entry is right as it stands."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="confirmations")
    confirmed_on = models.DateField(_("confirmed on"), default=timezone.localdate)
    how = models.CharField(_("how"), max_length=10, choices=Way.choices, default=Way.TALK)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-confirmed_on", "-pk"]
