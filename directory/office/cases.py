"""Messages from the public forms in the admin: a list of what is to be done, and what became of each."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn

from directory.models import Case
from directory.office.forms import CaseForm
from directory.staff_choices import CaseState
from sites.access.narrowed.viewsets import CityFilterSet, CityIndexView, CityScopedViewSet
from sites.frame.languages import name_in

OPEN, ALL = "open", "all"
OPEN_STATES = (CaseState.NEW, CaseState.IN_WORK)


class CaseFilterSet(CityFilterSet):
    """Shows what is still to be done, until somebody asks for more."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, _("new or in work")), *CaseState.choices, (ALL, _("all"))],
        initial=OPEN,
        empty_label=None,
        method="in_state",
    )

    class Meta:
        model = Case
        fields = ["city", "kind", "state"]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        data = data.copy() if data is not None else QueryDict(mutable=True)
        if not data.get("state"):
            data["state"] = OPEN
        super().__init__(data, *args, **kwargs)

    def in_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == ALL:
            return queryset
        return queryset.filter(state__in=OPEN_STATES if value == OPEN else [value])


class CaseIndexView(CityIndexView):
    base_filterset_class = CaseFilterSet

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("city", "association", "handled_by")


class StoredPanel(FieldPanel):
    """A value that is read and never changed; left out where there is none."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **({"read_only": True, "disable_comments": True} | kwargs))

    def format_value_for_display(self, value: Any) -> Any:
        if self.field_name == "language":
            return name_in(value, get_language() or settings.LANGUAGE_CODE)
        return super().format_value_for_display(value)

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.value_from_instance) and super().is_shown()


class CaseViewSet(CityScopedViewSet):
    model = Case
    icon = "mail"
    menu_label = _("Messages")
    base_form_class = CaseForm
    index_view_class = CaseIndexView
    filterset_class = CaseFilterSet
    copy_view_enabled = False
    list_display = [
        "__str__",
        "association",
        "city",
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            primary=lambda case: case.state == CaseState.NEW,
        ),
        Column("handled_by", label=_("Handled by")),
        DateColumn("created_at", label=_("Received on"), sort_key="created_at"),
    ]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([StoredPanel("kind"), StoredPanel("reason")]),
                StoredPanel("association"),
                StoredPanel("message"),
                FieldRowPanel([StoredPanel("name"), StoredPanel("email")]),
                FieldRowPanel([StoredPanel("language"), StoredPanel("created_at")]),
            ],
            heading=_("What was sent"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("state"),
                FieldPanel("note"),
                StoredPanel("handled_by"),
            ],
            heading=_("What became of it"),
        ),
    ]
