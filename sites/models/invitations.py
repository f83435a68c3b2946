"""An invitation: whom a lead asks, by mail, to take on roles in her own city."""

import datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.models.city import CityScoped, CityScopedQuerySet

VALID_DAYS = 7


class InvitationQuerySet(CityScopedQuerySet):
    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        oldest = timezone.now() - datetime.timedelta(days=VALID_DAYS)
        return self.filter(ended_at=None, created_at__gt=oldest)


class Invitation(CityScoped):
    email = models.EmailField(_("e-mail address"))
    groups = models.ManyToManyField(Group, verbose_name=_("roles"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    ended_at = models.DateTimeField(_("accepted or withdrawn"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime.datetime:
        return self.created_at + datetime.timedelta(days=VALID_DAYS)
