"""Webhooks: whom a city tells that its public content has changed, and what is still to be told."""

import base64
import binascii
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.models.city import CityScoped

SECRET_PREFIX = "whsec_"  # noqa: S105 (of Standard Webhooks, by which programs know what this is)
SECRET_BYTES = 32
FEWEST_SECRET_BYTES, MOST_SECRET_BYTES = 24, 64


def new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def key_of_secret(secret: str) -> bytes:
    """Return the bytes that sign. Raises ValueError for what is no secret of this form."""
    if not secret.startswith(SECRET_PREFIX):
        raise ValueError("the prefix is missing")
    return base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)


def validate_secret(secret: str) -> None:
    try:
        fits = FEWEST_SECRET_BYTES <= len(key_of_secret(secret)) <= MOST_SECRET_BYTES
    except (ValueError, binascii.Error):
        fits = False
    if not fits:
        raise ValidationError(
            _("A key is “whsec_” and then 24 to 64 bytes as Base64. Simply leave the one that stood here.")
        )


class Webhook(CityScoped):
    url = models.URLField(
        _("address"),
        max_length=500,
        help_text=_(
            "Of the program that is told when public content of the city changes, for example a cache."
        ),
    )
    secret = models.CharField(
        _("key"),
        max_length=120,
        default=new_secret,
        validators=[validate_secret],
        help_text=_(
            "Copy it now into the program that receives: it proves that a message comes from here, "
            "and is not shown again."
        ),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["url", "pk"]
        constraints = [
            models.UniqueConstraint(
                "city", "url", name="webhook_once", violation_error_message=_("This address is told already.")
            )
        ]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One message to one address, written in the transaction of the change.

    `next_try` None: it has ended, with `last_status` 2xx where it arrived. `last_status` is that
    of HTTP, None where there was no answer; `last_error` says why then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    body = models.TextField()
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    last_try = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("message to a webhook")
        verbose_name_plural = _("messages to webhooks")
        ordering = ["created_at", "pk"]
        indexes = [models.Index("next_try", name="delivery_next_try")]

    def __str__(self) -> str:
        return str(self.pk)
