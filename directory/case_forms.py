"""The public forms of the directory and all their words; what is sent becomes a `Case` of the city."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from directory.choices import Reason
from directory.models import Case, DirectoryEntry
from directory.staff_choices import CaseKind
from sites.forms import GuardedForm, count_use, forget_use
from sites.models import City

# Characters that the columns of a case hold. The browser is not told: it would cut off what is pasted.
LIMITS = {"message": 3000, "name": 120, "email": 254}
PER_CITY = 60  # cases that a city takes in an hour, from however many networks
HOUR = datetime.timedelta(hours=1)


def _message(label: Any, hint: Any = "") -> forms.CharField:
    # The reader's language is not always the one that is written here: the text gives its direction.
    attributes = {"class": "area", "rows": 8, "dir": "auto"}
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attributes))


def _name(label: Any, hint: Any = "", **values: Any) -> forms.CharField:
    attributes = {"class": "input", "autocomplete": values.pop("autocomplete", "name"), "dir": "auto"}
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attributes), **values)


def _email(hint: Any = "", **values: Any) -> forms.EmailField:
    attributes = {"class": "input", "autocomplete": "email", "dir": "ltr"}
    return forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=hint,
        widget=forms.EmailInput(attributes),
        max_length=None,  # see LIMITS
        error_messages={
            "invalid": gettext_lazy(
                "Please check your e-mail address. It has an @ in it, as in name@example.org."
            )
        },
        **values,
    )


class PublicCaseForm(GuardedForm):
    """What the four forms share; a subclass gives its kind, its fields and the words around them."""

    kind: ClassVar[CaseKind]
    title: ClassVar[Any]
    lead: ClassVar[Any]
    next_steps: ClassVar[Any]  # what happens after sending
    button: ClassVar[Any]

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = city
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill in “%(field)s”.") % {"field": field.label}

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that people see, in their order."""
        return [bound for bound in self if bound.name not in ("website", "began")]

    def clean(self) -> dict[str, Any]:
        self._check_lengths()
        cleaned = super().clean()
        if not self.errors and not count_use("cases-of-city", self.city.slug, PER_CITY, HOUR):
            forget_use(self.form_key, self.network)
            raise ValidationError(
                _(
                    "So many messages are reaching us right now that we cannot take more. "
                    "Please send yours in an hour, or call us."
                ),
                code="full",
            )
        return cleaned

    def _check_lengths(self) -> None:
        for name, limit in LIMITS.items():
            count = len(self.cleaned_data.get(name, ""))
            if count > limit:
                message = _(
                    "“%(field)s” has %(count)d characters, %(limit)d fit. Please shorten it a little."
                )
                facts = {"field": self.fields[name].label, "count": count, "limit": limit}
                self.add_error(name, message % facts)

    def store(self, entry: DirectoryEntry | None) -> Case:
        """Store a valid form as a new case of the city, in the language that it was written in."""
        facts = {name: self.cleaned_data.get(name, "") for name in ("message", "name", "email", "reason")}
        return Case.objects.create(
            city=self.city,
            kind=self.kind,
            association_id=entry.association_id if entry else None,
            language=get_language() or settings.LANGUAGE_CODE,
            **facts,
        )


class ChangeForm(PublicCaseForm):
    kind = CaseKind.CHANGE
    form_key = "case-change"
    title = gettext_lazy("Report a change")
    lead = gettext_lazy("New meeting time, new address, new offer? A sentence is enough.")
    next_steps = gettext_lazy("We check what you wrote, ask if need be, and change the entry.")
    button = gettext_lazy("Send the change")

    message = _message(gettext_lazy("What has changed?"))
    name = _name(gettext_lazy("Your name"), gettext_lazy("You may leave it out."), required=False)
    email = _email(gettext_lazy("For questions only. You may leave it out."), required=False)


class ReportForm(PublicCaseForm):
    kind = CaseKind.REPORT
    form_key = "case-report"
    title = gettext_lazy("Report this association")
    lead = gettext_lazy("Tell us when an entry is wrong or does harm. You need not say who you are.")
    next_steps = gettext_lazy("We look at the entry, and take it offline where it has to be.")
    button = gettext_lazy("Send the report")

    reason = forms.ChoiceField(
        label=gettext_lazy("What is it about?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    message = _message(gettext_lazy("What should we know?"))
    email = _email(gettext_lazy("Only if you would like an answer."), required=False)


class MessageForm(PublicCaseForm):
    kind = CaseKind.CONTACT
    form_key = "case-message"
    title = gettext_lazy("Message to the association")
    lead = gettext_lazy("We pass your message on, and the association answers you itself.")
    next_steps = gettext_lazy(
        "We pass on your message, your name and your e-mail address to the association, and to nobody else."
    )
    button = gettext_lazy("Send the message")

    message = _message(gettext_lazy("Your message"))
    name = _name(gettext_lazy("Your name"))
    email = _email(gettext_lazy("To which the association may answer."))


class MissingForm(PublicCaseForm):
    kind = CaseKind.MISSING
    form_key = "case-missing"
    title = gettext_lazy("Our association is missing")
    lead = gettext_lazy("Tell us who you are and what you do. We help with all the rest.")
    next_steps = gettext_lazy(
        "We write to you, prepare the entry together with you and publish it when you agree."
    )
    button = gettext_lazy("Send")

    name = _name(gettext_lazy("Name of the association or initiative"), autocomplete="organization")
    message = _message(
        gettext_lazy("What do you do?"),
        gettext_lazy("For example: what people do with you, where, when, and in which languages."),
    )
    email = _email(gettext_lazy("To which we may answer you."))


FORMS: dict[str, type[PublicCaseForm]] = {
    form.kind: form for form in (ChangeForm, ReportForm, MessageForm, MissingForm)
}
