"""Stored answers, and the changes that delete them (`sites/delivery/store`)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.models.city import City


class StoredAnswer(models.Model):
    """What a host says at a path, as bytes. The path tells language and form: one address, one representation.

    `keys`: what was read while it was built. `fresh_until`: when time alone changes it, None for never.
    `release`: the program that built it, whose templates and texts are part of what it says.
    """

    host = models.CharField(_("host"), max_length=253)
    path = models.TextField(_("path"))
    city = models.ForeignKey(City, models.CASCADE, related_name="+", verbose_name=_("city"))
    headers = models.JSONField(_("headers"))  # [[name, value], …] without those that every answer has
    etag = models.CharField(_("ETag"), max_length=40)
    body = models.BinaryField(_("body"))
    keys = ArrayField(models.TextField(), verbose_name=_("keys"))
    fresh_until = models.DateTimeField(_("fresh until"), null=True)
    release = models.CharField(_("release"), max_length=32)
    stored_at = models.DateTimeField(_("stored"))

    class Meta:
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")
        constraints = [models.UniqueConstraint(fields=["host", "path"], name="one_answer_per_address")]
        indexes = [
            GinIndex(fields=["keys"], name="answers_by_key", fastupdate=False),
            models.Index(fields=["fresh_until"], name="answers_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.path}"


class ContentChange(models.Model):
    """One statement that changed public content, written by a trigger; kept for some minutes.

    `xid`: number of its transaction. `gone`: the answers that went with it, as "host path"; None until
    the transaction ends.
    """

    xid = models.BigIntegerField(_("transaction"), db_index=True)
    keys = ArrayField(models.TextField(), verbose_name=_("keys"))
    gone = ArrayField(models.TextField(), null=True, verbose_name=_("answers that went"))
    changed_at = models.DateTimeField(_("changed"), db_index=True)

    class Meta:
        verbose_name = _("change of content")
        verbose_name_plural = _("changes of content")

    def __str__(self) -> str:
        return f"{self.changed_at:%F %T}: {len(self.keys)}"
