"""Fields of the directory's forms."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models


class LinesField(ArrayField):
    """Short texts, one per line of a text box."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("base_field", models.CharField(max_length=200))
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(verbose_name=verbose_name, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return SimpleArrayField(
            forms.CharField(max_length=200),
            delimiter="\n",
            widget=forms.Textarea({"rows": 3}),
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
        )
