"""Short texts in several languages, kept with the row they name.

A label is a JSON object of language code to text: `{"de": "Projektbüro", "ar": "…"}`.
German is the language every label has; a missing language is said, not hidden
(see `text_in`).
"""

from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Labels = dict[str, str]


class Text(NamedTuple):
    """A text and the language that it is really in."""

    text: str
    language: str


def text_in(labels: Labels, language: str) -> Text:
    """Return the label in `language`, else in German; the second part says which."""
    if labels.get(language):
        return Text(labels[language], language)
    return Text(labels.get(settings.LANGUAGE_CODE, ""), settings.LANGUAGE_CODE)


class LabelsWidget(forms.MultiWidget):
    template_name = "sites/widgets/labels.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        names = dict(settings.LANGUAGES)
        super().__init__(
            {
                code: forms.TextInput({"lang": code, "aria-label": names[code], "placeholder": names[code]})
                for code in names
            },
            attrs,
        )

    def decompress(self, value: Labels | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]


class LabelsFormField(forms.MultiValueField):
    widget = LabelsWidget

    def __init__(self, **kwargs: Any) -> None:
        for name in ("encoder", "decoder"):
            kwargs.pop(name, None)
        fields = [forms.CharField(required=False) for _code in settings.LANGUAGES]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values: list[str]) -> Labels:
        pairs = zip((code for code, _name in settings.LANGUAGES), values, strict=False)
        return {code: text for code, text in pairs if text}

    def clean(self, value: list[str]) -> Labels:
        labels = super().clean(value) or {}
        if self.required and not labels:  # lines that hold white space only
            raise ValidationError(self.error_messages["required"], code="required")
        if labels and settings.LANGUAGE_CODE not in labels:
            raise ValidationError(
                _("Please fill in the German text: it is what other languages fall back to.")
            )
        return labels

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or {}) != self.compress(data or [])


class LabelsField(models.JSONField):
    """A model field holding `Labels`; its form has one line per language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:  # type: ignore[override]
        return super().formfield(**{"form_class": LabelsFormField, **kwargs})
