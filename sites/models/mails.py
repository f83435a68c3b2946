"""A mail on its way: what is to be sent, and what came of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Mail(models.Model):
    """Its text is kept only as long as it has to be sent: it may hold links that open an account."""

    city = models.ForeignKey(
        "insist_sites.City",
        verbose_name=_("city"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="mails",
    )
    template = models.CharField(_("template"), max_length=60)
    language = models.CharField(_("language"), max_length=12)
    sender = models.CharField(_("sender"), max_length=400)
    reply_to = models.EmailField(_("replies to"), blank=True)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("text as HTML"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.subject

    def finish(self, state: MailState) -> None:
        """Record the end, and forget the text."""
        self.state, self.finished_at = state, timezone.now()
        self.text = self.html = ""
        self.save()
