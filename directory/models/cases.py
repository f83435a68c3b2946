"""What people write through the public forms of the directory, and what becomes of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.choices import Reason
from directory.models.associations import Association
from directory.staff_choices import CaseKind, CaseState
from sites.models.city import CityScoped


class Case(CityScoped):
    """One message: written by a visitor, worked on by staff, deleted a year later (`directory/case_jobs.py`).

    `association` is the row of the facts; None for one that is missing, or that has been deleted since.
    `name` is that of the sender, or of the association that is missing.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=CaseKind.choices, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=CaseState.choices, default=CaseState.NEW)
    association = models.ForeignKey(
        Association,
        verbose_name=_("association"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
        editable=False,
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, blank=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True, editable=False)
    message = models.TextField(_("message"), max_length=3000, editable=False)
    language = models.CharField(_("language"), max_length=12, editable=False)
    created_at = models.DateTimeField(_("received on"), auto_now_add=True)
    note = models.TextField(_("note"), blank=True, help_text=_("For staff only: what was done."))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        # Stands in logs: neither sender nor text.
        return f"{self.get_kind_display()} {self.created_at:%d.%m.%Y}"


class Erasure(CityScoped):
    """A person was erased: that, when and by whom; not who it was."""

    erased_at = models.DateTimeField(_("on"), auto_now_add=True)
    digest = models.CharField(
        max_length=64
    )  # keyed hash of the mail address: a restored backup is cleaned again
    counts = models.JSONField(default=dict)  # what was removed, by kind
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("erasure of a person")
        verbose_name_plural = _("erasures of persons")
        ordering = ["-erased_at"]
