"""Forms of the directory in the admin: what belongs together, in one city, with clear words where it does not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Consent, Term
from directory.validation import field_problems, place_problems, precision_problems
from sites.access.narrowed.viewsets import CityScopedForm
from sites.access.people import cities_of
from sites.models import City, District

TERM_FIELDS = ("kind", "legal_form", "main_field", "further_fields", "target_groups")


class OneCityForm(CityScopedForm):
    """Chooses the city by itself for whoever works in one only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("city")
        if field is not None and not self.instance.pk:
            cities = list(field.queryset[:2])
            if len(cities) == 1:
                self.initial["city"] = cities[0].pk


class AssociationForm(OneCityForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = cities_of(self.for_user)
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and queryset.model is Term:
                field.queryset = queryset.filter(Q(city=None) | Q(city__in=cities))
            elif queryset is not None and queryset.model is District:
                field.queryset = queryset.filter(region__cities__in=cities).distinct()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        self._check_fields(values)
        self._check_precision(values)
        self._check_city(values)
        self._check_umbrellas()
        return values

    def _check_fields(self, values: dict[str, Any]) -> None:
        if "main_field" in values and "further_fields" in values:
            for name, message in field_problems(values["main_field"], values["further_fields"]).items():
                self.add_error(name, message)

    def _check_precision(self, values: dict[str, Any]) -> None:
        rows = self._rows("addresses")
        problems = precision_problems(values.get("precision", ""), [row["is_public"] for row in rows])
        for name, message in problems.items():
            self.add_error(name, message)

    def _check_city(self, values: dict[str, Any]) -> None:
        """Refuse terms and districts that belong to another city than the chosen one."""
        city: City | None = values.get("city") or (self.instance.city if self.instance.city_id else None)
        if city is None:
            return
        for name in TERM_FIELDS:
            chosen = values.get(name)
            terms = [chosen] if isinstance(chosen, Term) else list(chosen or [])
            for term in terms:
                if term.city_id not in (None, city.pk):
                    message = _("“%(term)s” belongs to another city.") % {"term": term}
                    self.add_error(name, message)
        district = values.get("district")
        if district and not city.regions.filter(pk=district.region_id).exists():
            self.add_error("district", _("This district is not in %(city)s.") % {"city": city})

    def _check_umbrellas(self) -> None:
        for form in self.formsets["memberships"].forms if "memberships" in self.formsets else []:
            umbrella = getattr(form, "cleaned_data", {}).get("umbrella") if form.is_valid() else None
            if umbrella and umbrella.translation_key == self.instance.translation_key:
                form.add_error("umbrella", _("An association cannot be its own umbrella."))

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """The filled rows of an inline form that stay."""
        formset = self.formsets.get(name)
        forms = formset.forms if formset is not None else []
        data = [form.cleaned_data for form in forms if form.is_valid()]
        return [row for row in data if row and not row.get("DELETE")]


class ContactForm(OneCityForm):
    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        if values.get("is_public") and values.get("person") and not self._has_valid_consent():
            self.add_error(
                "is_public",
                _(
                    "%(person)s has not agreed to anything yet. Please record a consent below, or leave the name out."
                )
                % {"person": values["person"]},
            )
        for form in self.formsets["consents"].forms:
            if form.is_valid() and form.cleaned_data.get("DELETE") and form.instance.pk:
                message = _("A consent is a record. Please note below when and how it was withdrawn.")
                self.add_error(None, message)
        return values

    def _has_valid_consent(self) -> bool:
        today = timezone.localdate()
        for form in self.formsets["consents"].forms:
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE"):
                names = ("channel", "given_on", "ends_on", "withdrawn_on")
                consent = Consent(**{name: form.cleaned_data.get(name) for name in names})
                if consent.given_on and consent.is_valid(today):
                    return True
        return False

    def save(self, commit: bool = True) -> Any:
        for form in self.formsets["consents"].forms:
            if form.has_changed() and not form.instance.recorded_by_id:
                form.instance.recorded_by = self.for_user
        return super().save(commit=commit)


class RecordedForm(OneCityForm):
    """Notes who recorded it."""

    def save(self, commit: bool = True) -> Any:
        self.instance.recorded_by = self.for_user
        return super().save(commit=commit)


class OfficeForm(OneCityForm):
    """Holds places and districts to the city, and opening hours to one after the other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = self.fields["districts"]
        cities = cities_of(self.for_user)
        districts.queryset = districts.queryset.filter(region__cities__in=cities).distinct()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        city: City | None = values.get("city")
        if city is not None:
            self._check_place(city, values)
            self._check_districts(city, values)
        self._check_hours()
        return values

    def _check_place(self, city: City, values: dict[str, Any]) -> None:
        if "latitude" in values and "longitude" in values:
            for name, message in place_problems(city, values["latitude"], values["longitude"]).items():
                self.add_error(name, message)

    def _check_districts(self, city: City, values: dict[str, Any]) -> None:
        own = set(city.regions.values_list("pk", flat=True))
        foreign = [str(one) for one in values.get("districts", ()) if one.region_id not in own]
        if foreign:
            message = _("Not in %(city)s: %(districts)s.")
            self.add_error("districts", message % {"city": city, "districts": ", ".join(foreign)})

    def _check_hours(self) -> None:
        forms = [
            form
            for form in self.formsets["hours"].forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        forms.sort(key=lambda form: (form.cleaned_data["weekday"], form.cleaned_data["opens"]))
        for before, form in pairwise(forms):
            first, second = before.cleaned_data, form.cleaned_data
            if first["weekday"] == second["weekday"] and second["opens"] < first["closes"]:
                message = _("On this day it is open from %(opens)s to %(closes)s already.")
                facts = {name: f"{first[name]:%H:%M}" for name in ("opens", "closes")}
                form.add_error("opens", message % facts)


class CaseForm(OneCityForm):
    def save(self, commit: bool = True) -> Any:
        self.instance.handled_by = self.for_user
        return super().save(commit=commit)
