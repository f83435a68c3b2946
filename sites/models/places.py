"""Regions that a city covers, and the districts inside them."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """A municipality or county; a city covers one or several, so its surroundings count too."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    outline = models.JSONField(
        _("outline"), null=True, blank=True, help_text=_("GeoJSON geometry in WGS 84 (longitude, latitude).")
    )
    attribution = models.CharField(_("source of the outline"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A Stadtbezirk, Stadtteil or Stadtviertel of a region; names are never translated."""

    class Kind(models.TextChoices):
        BOROUGH = "bezirk", _("borough")
        DISTRICT = "stadtteil", _("district")
        QUARTER = "viertel", _("quarter")

    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, related_name="districts", verbose_name=_("region")
    )
    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DISTRICT)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        verbose_name=_("part of"),
    )
    alternative_names = ArrayField(
        models.CharField(max_length=100), verbose_name=_("other names"), default=list, blank=True
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    is_approximate = models.BooleanField(
        _("centre is approximate"), default=True, help_text=_("Until somebody from the city has checked it.")
    )

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["name"]
        constraints = [models.UniqueConstraint("region", "code", name="district_code_in_region")]

    def __str__(self) -> str:
        return self.name

    @property
    def borough(self) -> "District":
        """The widest district that this one is part of; itself if it is part of none."""
        return self.parent.borough if self.parent else self

    @property
    def above(self) -> "list[District]":
        """What this district is part of, the nearest first."""
        return [self.parent, *self.parent.above] if self.parent else []
