"""Where an association meets or receives its post."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from directory.choices import AddressKind
from directory.models.feeding import FeedsEntry


class Address(FeedsEntry, Orderable):
    association = ParentalKey("directory.Association", on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(
        _("kind"), max_length=10, choices=AddressKind.choices, default=AddressKind.MEETING
    )
    street = models.CharField(_("street and number"), max_length=150)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    is_public = models.BooleanField(_("may be shown"), default=False, help_text=_("Not for private homes."))

    class Meta(Orderable.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return self.street
