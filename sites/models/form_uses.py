"""Uses of public forms, counted for their limit."""

from django.db import models


class FormUse(models.Model):
    form_key = models.CharField(max_length=40)
    network = models.CharField(max_length=64)  # a keyed digest: no address is kept
    used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["form_key", "network"], name="form_use_by_network")]

    def __str__(self) -> str:
        return self.form_key
