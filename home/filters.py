"""What visitors narrow a list with: plain GET forms, whose every field may be left empty.

A value that is not on offer is named at its field; the other fields go on working.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home.choices import EventKind, OfferKind, Stage
from sites.frame.dates import month_and_year
from sites.frame.spoken import SPOKEN_LANGUAGES, spoken_name

Choices = Iterable[tuple[str, Any]]
FIRST_YEAR, LAST_YEAR = 2000, 2100


class OneOf(forms.ChoiceField):
    """One of `choices`; before them stands `everything`, which narrows nothing."""

    def __init__(self, label: Any, everything: Any, choices: Choices = ()) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.Select({"class": "select"}),
            error_messages={"invalid_choice": _("“%(value)s” is not on this list. Please choose again.")},
        )
        self.everything = everything
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        self.choices = [("", self.everything), *choices]

    def write(self, value: Any) -> str:
        """The value as it stands in an address."""
        return str(value)


class Month(OneOf):
    """A month as "2026-12". Any may be asked for, not only those on offer."""

    def validate(self, value: str) -> None:
        if value and read_month(value) is None:
            message = _("“%(value)s” is no month. Please choose one, or write it like 2026-12.")
            raise ValidationError(message, params={"value": value})

    def clean(self, value: Any) -> datetime.date | None:
        return read_month(super().clean(value))

    def write(self, value: datetime.date) -> str:
        return f"{value:%Y-%m}"


class ListFilter(forms.Form):
    """Reads the fields from an address; `offered` are choices that depend on what there is in the list."""

    def __init__(self, data: QueryDict, offered: Mapping[str, Choices]) -> None:
        super().__init__(data)
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.offer(choices)
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        """Name → value of what narrows the list."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self, **changes: str) -> str:
        """Return the query of an address: what is chosen, with `changes`; an empty one takes away."""
        fields: dict[str, Any] = self.fields
        written = {name: fields[name].write(value) for name, value in self.chosen.items()}
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in {**written, **changes}.items() if value})
        return f"?{query.urlencode()}"


class EventFilter(ListFilter):
    kind = OneOf(_("Kind"), pgettext_lazy("kinds of events", "All kinds"), EventKind.choices)
    topic = OneOf(_("Topic"), _("All topics"))
    language = OneOf(_("Language spoken"), _("All languages"))
    month = Month(_("Month"), _("All months"))


class OfferFilter(ListFilter):
    stage = OneOf(_("Who are you?"), _("Any association or group"), Stage.choices)
    kind = OneOf(_("What do you need?"), _("Everything there is"), OfferKind.choices)
    language = OneOf(_("Which language suits you?"), _("Any language"))


def read_month(text: str) -> datetime.date | None:
    """Return the first day of the month that `text` ("2026-12") names, None if it names none."""
    try:
        month = datetime.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return month if FIRST_YEAR <= month.year <= LAST_YEAR else None


def month_choices(months: Iterable[datetime.date], asked: str) -> list[tuple[str, str]]:
    """The months in which there is something and the one that is asked for, the latest first."""
    known = {*months, *filter(None, [read_month(asked)])}
    return [(f"{month:%Y-%m}", month_and_year(month)) for month in sorted(known, reverse=True)]


def language_choices(spoken: Iterable[str], asked: str) -> list[tuple[str, str]]:
    """The languages that are spoken and the one that is asked for, by their names."""
    known = {*spoken, *({asked} & set(SPOKEN_LANGUAGES))}
    names = [(code, spoken_name(code, get_language() or "de")) for code in known]
    return sorted(names, key=lambda choice: choice[1])
