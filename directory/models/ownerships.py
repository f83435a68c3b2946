"""Who looks after the entry of an association."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ownership(models.Model):
    """A person who looks after the entry of an association; apart from its revisions."""

    association = models.ForeignKey(
        "directory.Association", on_delete=models.CASCADE, related_name="ownerships"
    )
    user = models.ForeignKey(
        "insist_sites.User", on_delete=models.CASCADE, related_name="ownerships", verbose_name=_("person")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("owner of an entry")
        verbose_name_plural = _("owners of entries")
        constraints = [models.UniqueConstraint("association", "user", name="owner_once")]
