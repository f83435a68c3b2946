"""Offers and needs of an association."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from directory.models.feeding import FeedsEntry
from directory.models.terms import EXCHANGE, Term, current_of
from directory.staff_choices import Audience, Direction


class Exchange(FeedsEntry, TranslatableMixin, Orderable):
    """Something that an association offers or looks for."""

    association = ParentalKey("directory.Association", on_delete=models.CASCADE, related_name="exchanges")
    direction = models.CharField(_("offer or need"), max_length=5, choices=Direction.choices)
    type = models.ForeignKey(
        Term,
        verbose_name=_("of what"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=current_of(EXCHANGE),
    )
    text = models.CharField(
        _("in words"), max_length=300, blank=True, help_text=_("Concrete: what, when, for how many.")
    )
    capacity = models.CharField(_("extent"), max_length=80, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    audience = models.CharField(
        _("who may see it"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC
    )

    translatable_fields = [
        TranslatableField("text"),
        SynchronizedField("direction", overridable=False),
        SynchronizedField("type", overridable=False),
        SynchronizedField("capacity", overridable=False),
        SynchronizedField("valid_from", overridable=False),
        SynchronizedField("valid_until", overridable=False),
        SynchronizedField("audience", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")

    def __str__(self) -> str:
        return self.text or str(self.type)

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("It ends before it begins.")})
