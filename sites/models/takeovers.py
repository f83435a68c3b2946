"""Where a page that was taken over from another city came from."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Takeover(models.Model):
    """The origin of a page: title, address and published content as they were on the day.

    They outlive the origin. `content` is what the public read then, not a revision:
    a revision also holds what is none of another city's business, and is purged.
    """

    # Wagtail would tell the other city in “usage” who took its page over, drafts included.
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="takeover", verbose_name=_("page")
    )
    origin = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("origin")
    )
    origin_revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("published version of the origin"),
    )
    origin_city = models.CharField(_("city of the origin"), max_length=100)
    origin_title = models.CharField(_("title of the origin"), max_length=255)
    origin_url = models.CharField(_("address of the origin"), max_length=1000, blank=True)
    content = models.JSONField(_("content of the origin"), encoder=DjangoJSONEncoder)
    left_out = models.JSONField(_("left out"), default=dict, help_text=_("How many of each kind."))
    taken_at = models.DateTimeField(_("taken over on"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("taken over by"),
    )

    class Meta:
        verbose_name = _("takeover of a page")
        verbose_name_plural = _("takeovers of pages")

    def __str__(self) -> str:
        return f"{self.origin_title} ({self.origin_city})"
