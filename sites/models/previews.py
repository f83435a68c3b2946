"""Links that open what is not public yet: one version of a page or entry, or a whole city."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from sites.models.city import CityScoped, CityScopedQuerySet


class LinkQuerySet(CityScopedQuerySet):
    def valid(self) -> Self:
        return self.filter(valid_until__gte=timezone.localdate())


class Link(CityScoped):
    """Holds through its last day. It is withdrawn by deleting it; the log keeps who made and withdrew it."""

    # Wagtail would show it in “usage”.
    wagtail_reference_index_ignore = True

    valid_until = models.DateField(_("valid until"))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )

    class Meta:
        abstract = True

    @property
    def ends_at(self) -> datetime.datetime:
        """The moment after the last day."""
        day = self.valid_until + datetime.timedelta(days=1)
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class PreviewLinkQuerySet(LinkQuerySet):
    def to(self, thing: Any) -> Self:
        """The links to any version of a page or entry."""
        return self.filter(
            revision__base_content_type=thing.get_base_content_type(), revision__object_id=str(thing.pk)
        )


class PreviewLink(Link):
    """A link to one version; it goes with the version, and so with the page or entry.

    `was_live`: the page or entry was public when the link was made.
    """

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="+", verbose_name=_("version")
    )
    was_live = models.BooleanField()

    objects = PreviewLinkQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.revision.object_str} ({self.valid_until})"


class CityLink(Link):
    """A link to a city that is not open yet."""

    objects = LinkQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("link to a hidden city")
        verbose_name_plural = _("links to hidden cities")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.city} ({self.valid_until})"
