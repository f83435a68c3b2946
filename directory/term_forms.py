"""The admin form of a term: one line per language for the label, one for other words."""

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models import Term
from directory.vocabularies import NAMES
from sites.access.narrowed.viewsets import CityScopedForm
from sites.access.people import is_instance_admin
from sites.labels import Labels, LabelsFormField, LabelsWidget

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
BETWEEN_WORDS = re.compile(r"[,;،\n]")

Words = dict[str, list[str]]


def proposed_code(labels: Labels) -> str:
    """Return a code made of the German label; "" where none of its letters will do."""
    longest = Term._meta.get_field("code").max_length
    return slugify(labels.get(settings.LANGUAGE_CODE, "").translate(UMLAUTS))[:longest].strip("-_")


class WordsWidget(LabelsWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = [forms.Textarea({**widget.attrs, "rows": 2}) for widget in self.widgets]

    def decompress(self, value: Any) -> list[str]:
        words: Words = value or {}
        return super().decompress({language: ", ".join(words[language]) for language in words})


class WordsFormField(LabelsFormField):
    """Several words per language, with commas between; no language needs any."""

    widget = WordsWidget

    def compress(self, values: list[str]) -> Any:
        return {
            language: list({word.casefold(): word for word in words}.values())
            for language, text in super().compress(values).items()
            if (words := [word for part in BETWEEN_WORDS.split(text) if (word := " ".join(part.split()))])
        }

    def clean(self, value: list[str]) -> Any:
        return forms.MultiValueField.clean(self, value) or {}


class TermForm(CityScopedForm):
    """Leads add terms to their own cities; vocabulary and code stay what they were at first."""

    vocabulary = forms.ChoiceField(label=_("Vocabulary"), choices=lambda: [("", "---------"), *NAMES.items()])
    alternative_labels = WordsFormField(
        label=_("Other words for it"),
        required=False,
        help_text=_("Whoever searches for one of them finds this term. With commas between."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set_code()
        self._set_city()
        for name in ("parent", "successor"):
            self._offer(cast(forms.ModelChoiceField, self.fields[name]), shared=name == "parent")

    def _set_code(self) -> None:
        code = self.fields["code"]
        code.required = False
        if self.instance.pk:
            self.fields["vocabulary"].disabled = code.disabled = True
        else:
            code.help_text = _("Never changes later. Leave empty: it is made of the German label.")

    def _set_city(self) -> None:
        city = cast(forms.ModelChoiceField, self.fields["city"])
        if not is_instance_admin(self.for_user):
            city.required, city.help_text = True, ""
            cities = list(cast(QuerySet[Any], city.queryset)[:2])
            if len(cities) == 1 and not self.instance.pk:
                city.initial = cities[0]
            city.disabled = bool(self.instance.pk)

    def _offer(self, field: forms.ModelChoiceField, *, shared: bool) -> None:
        terms = cast(QuerySet[Any], field.queryset).exclude(pk=self.instance.pk)
        if shared:
            terms = terms.filter(city=None)
        if self.instance.pk:
            same_city = Q(city=None) | Q(city=self.instance.city_id)
            terms = terms.filter(same_city, vocabulary=self.instance.vocabulary)
        field.queryset = terms
        field.label_from_instance = lambda term: f"{NAMES.get(term.vocabulary, term.vocabulary)}: {term}"  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("code") and "code" not in self.errors and "labels" in data:
            data["code"] = proposed_code(data["labels"])
            if not data["code"]:
                self.add_error("code", gettext("No code can be made of the label: please write one."))
        return data
