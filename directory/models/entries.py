"""What leaves the admin of an association: the public row, and the private one for coordinators.

Written by `directory/entries.py` alone; everything public reads `DirectoryEntry` and
nothing else.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.associations import Association
from sites import present
from sites.models.city import CityScoped


def _codes() -> ArrayField:
    return ArrayField(models.CharField(max_length=60), default=list)


class DirectoryEntry(CityScoped):
    """The public facts and texts of one association.

    `texts`: {language: {"summary", "description" (HTML), "engagement", "hours_note"}}, German always.
    `facts`: what is only shown, never filtered by: see `publicity.py`.
    `exchanges`: [{"direction", "type", "capacity", "from", "until", "texts": {language: text}}].
    `contacts`: [{"id", "function", "person", "email", "phone", "languages", "channels": {channel: last day}}].
    Days are ISO dates or None; read lists with days through `current_*`, which know what day it is.
    `fresh_until`: the next moment at which time alone changes the row.
    """

    association = models.OneToOneField(Association, on_delete=models.CASCADE, related_name="entry")
    key = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=220)
    kind = models.CharField(max_length=40)
    fields = _codes()  # activity fields, the main one first, a city's own with the wider one
    main_field = models.CharField(max_length=40, blank=True)
    target_groups = _codes()
    languages = _codes()
    offers = _codes()
    needs = _codes()
    district = models.ForeignKey(
        "insist_sites.District", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    districts = ArrayField(models.BigIntegerField(), default=list)  # keys of its own and of what is around it
    latitude = models.FloatField(null=True)  # exact, or the centre of the district
    longitude = models.FloatField(null=True)
    precision = models.CharField(max_length=10)
    open_to_contact = models.CharField(max_length=12, blank=True)
    confirmed_on = models.DateField(null=True)
    migration = models.CharField(max_length=12, blank=True)  # only what is published
    umbrellas = ArrayField(models.UUIDField(), default=list)
    texts = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    exchanges = models.JSONField(default=list)
    contacts = models.JSONField(default=list)
    seed = models.BigIntegerField()  # of the emblem
    shapes = _codes()  # activity fields whose shapes make the emblem, at most two
    logo = models.ForeignKey("insist_sites.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()
    fresh_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("public entry")
        verbose_name_plural = _("public entries")
        ordering = ["sort_key", "pk"]
        constraints = [models.UniqueConstraint("city", "slug", name="entry_slug")]
        indexes = [
            models.Index("city", "sort_key", name="entry_order"),
            models.Index("fresh_until", name="entry_fresh_until"),
            GinIndex(fields=["fields"], name="entry_fields"),
            GinIndex(fields=["districts"], name="entry_districts"),
            GinIndex(fields=["umbrellas"], name="entry_umbrellas"),
        ]

    def __str__(self) -> str:
        return self.name

    def current_exchanges(self, direction: str, today: datetime.date | None = None) -> list[dict[str, Any]]:
        """Offers or needs that hold today."""
        day = (today or present.today()).isoformat()
        return [
            row
            for row in self.exchanges
            if row["direction"] == direction and (row["from"] or day) <= day and (row["until"] or day) >= day
        ]

    def current_contacts(self, channel: str, today: datetime.date | None = None) -> list[dict[str, Any]]:
        """Contacts that may be shown on this channel today, without their channels."""
        day = (today or present.today()).isoformat()
        return [
            {name: value for name, value in row.items() if name != "channels"}
            for row in self.contacts
            if channel in row["channels"] and (row["channels"][channel] or day) >= day
        ]


class PrivateEntry(CityScoped):
    """What may be used for suggestions to coordinators, and is shown to nobody else."""

    association = models.OneToOneField(Association, on_delete=models.CASCADE, related_name="private_entry")
    key = models.UUIDField(unique=True)
    migration = models.CharField(max_length=12, blank=True)
    exchanges = models.JSONField(default=list)

    class Meta:
        verbose_name = _("private entry")
        verbose_name_plural = _("private entries")


class OldAddress(CityScoped):
    """A slug under which an association was public before; leads to where it is now."""

    slug = models.SlugField(max_length=80)
    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [models.UniqueConstraint("city", "slug", name="old_address_slug")]
