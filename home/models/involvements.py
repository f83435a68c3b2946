"""Associations that a page names, and as what. What is shown of them stands in their public entries."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page

from home.choices import Role


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def counted(self) -> InvolvementQuerySet:
        """Those of published pages; of a page that exists in several languages those of the German one."""
        german = Q(page__locale__language_code=settings.LANGUAGE_CODE)
        return self.filter(page__live=True).filter(
            german | ~Exists(published_german("page__translation_key"))
        )

    def of_page(self, page: Page) -> InvolvementQuerySet:
        """Those that count for a published page."""
        german = Q(page__locale__language_code=settings.LANGUAGE_CODE)
        found = self.counted().filter(page__translation_key=page.translation_key)
        return found.filter(german | Q(page=page.pk))


def published_german(key: str) -> models.QuerySet[Page]:
    """For subqueries: the published German version of a page; `key` is the lookup of its translation key."""
    german = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return german.filter(translation_key=OuterRef(key))


class Involvement(Orderable):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="involvements")
    # The German row, which carries the facts.
    association = models.ForeignKey(
        "directory.Association",
        verbose_name=_("association"),
        on_delete=models.CASCADE,
        related_name="involvements",
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    stand = models.CharField(
        _("number of the stand"), max_length=20, blank=True, help_text=_("Stands are listed by it.")
    )
    note = models.CharField(
        _("in a few words"),
        max_length=120,
        blank=True,
        help_text=_("What it does there. Stands beside its name, in every language as you write it."),
    )

    objects = InvolvementQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("association on a page")
        verbose_name_plural = _("associations on pages")

    def __str__(self) -> str:
        return f"{self.association} ({self.get_role_display()})"
