"""Projects of a city: their period, who pays for them and who carries them."""

import calendar
import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from sites.choices import CarrierRole, DatePrecision
from sites.labels import LabelsField
from sites.models.city import CityScoped, CityScopedQuerySet
from sites.present import is_over


class Funder(models.Model):
    """Who pays, with the sentence and the emblem that every funded page must show."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    notice = LabelsField(
        _("funding notice"), help_text=_("The sentence the funder asks for, in each language.")
    )
    emblem_alt = LabelsField(_("description of the emblem"), blank=True)
    is_eu = models.BooleanField(_("shows the emblem of the European Union"), default=False)
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        # The emblem of the European Union comes first and is never smaller than another.
        ordering = ["-is_eu", "name"]

    def __str__(self) -> str:
        return self.name


class ProjectQuerySet(CityScopedQuerySet):
    def with_notice(self) -> "ProjectQuerySet":
        """Projects with what every page says of them: funders with their logos, and the contact."""
        fundings = ProjectFunding.objects.select_related("funder__logo")
        return self.select_related("contact").prefetch_related(models.Prefetch("fundings", fundings))


class Project(CityScoped, ClusterableModel):
    name = models.CharField(_("name"), max_length=150)
    is_current = models.BooleanField(
        _("current project of the city"),
        default=False,
        help_text=_("Pages that belong to no other project belong to this one."),
    )
    starts_on = models.DateField(_("start"))
    starts_precision = models.CharField(
        _("precision of the start"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.MONTH
    )
    ends_on = models.DateField(_("end"))
    ends_precision = models.CharField(
        _("precision of the end"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.MONTH
    )
    contact = models.ForeignKey(
        "insist_sites.RoleContact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successors",
    )

    objects = ProjectQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                "city",
                condition=models.Q(is_current=True),
                name="one_current_project",
                violation_error_message=_(
                    "This city has a current project already. Take the mark away there first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.city})"

    @property
    def first_day(self) -> datetime.date:
        """The first day of the period; with month precision the first of that month."""
        return self.starts_on if self.starts_precision == DatePrecision.DAY else self.starts_on.replace(day=1)

    @property
    def last_day(self) -> datetime.date:
        """The last day of the period; with month precision the last of that month."""
        if self.ends_precision == DatePrecision.DAY:
            return self.ends_on
        last = calendar.monthrange(self.ends_on.year, self.ends_on.month)[1]
        return self.ends_on.replace(day=last)

    @property
    def is_finished(self) -> bool:
        return is_over(self.last_day)

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_on and self.ends_on and self.last_day < self.first_day:
            errors["ends_on"] = _("The project ends before it starts.")
        for name in ("parent", "predecessor"):
            other = getattr(self, name)
            if other and other.pk == self.pk:
                errors[name] = _("A project cannot be its own parent or predecessor.")
            elif other and other.city_id != self.city_id:
                errors[name] = _("Please choose a project of the same city.")
        if errors:
            raise ValidationError(errors)


class ProjectFunding(Orderable):
    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="fundings")
    funder = models.ForeignKey(
        Funder, on_delete=models.PROTECT, related_name="fundings", verbose_name=_("funder")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")


class ProjectCarrier(Orderable):
    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="carriers")
    name = models.CharField(_("name of the organisation"), max_length=200)
    role = models.CharField(
        _("role"), max_length=20, choices=CarrierRole.choices, default=CarrierRole.CARRIER
    )
    url = models.URLField(_("website"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations that carry the project")

    def __str__(self) -> str:
        return self.name
