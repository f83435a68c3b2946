"""Stored answers, and the changes that delete them (`sites/delivery/store`)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from sites.models.city import City


class StoredAnswer(models.Model):
    """What a host says at a path, as bytes. The path tells language and form: one address, one representation.

    `keys`: what was read while it was built. `fresh_until`: when time alone changes it, None for never.
    `release`: the program that built it, whose templates and texts are part of what it says.
    """

    host = models.CharField(max_length=253)
    path = models.TextField()
    city = models.ForeignKey(City, models.CASCADE, related_name="+")
    headers = models.JSONField()  # [[name, value], …] without those that every answer has
    etag = models.CharField(max_length=40)
    body = models.BinaryField()
    keys = ArrayField(models.TextField())
    fresh_until = models.DateTimeField(null=True)
    release = models.CharField(max_length=32)
    stored_at = models.DateTimeField()

    class Meta:
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

    xid = models.BigIntegerField(db_index=True)
    keys = ArrayField(models.TextField())
    gone = ArrayField(models.TextField(), null=True)
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.changed_at:%F %T}: {len(self.keys)}"
