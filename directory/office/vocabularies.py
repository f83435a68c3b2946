"""The vocabularies in the admin: shared terms, and those of a city."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column

from directory.models import Term
from directory.term_forms import TermForm
from directory.vocabularies import NAMES
from sites.access.narrowed.viewsets import CityFilterSet, CityIndexView, CityScopedViewSet


class TermFilterSet(CityFilterSet):
    vocabulary = django_filters.ChoiceFilter(label=_("Vocabulary"), choices=lambda: list(NAMES.items()))


class TermIndexView(CityIndexView):
    base_filterset_class = TermFilterSet


class TermViewSet(CityScopedViewSet):
    model = Term
    icon = "tag"
    base_form_class = TermForm
    index_view_class = TermIndexView
    add_to_admin_menu = True
    menu_label = _("Vocabularies")
    menu_order = 350
    list_display = [
        "__str__",
        Column("vocabulary", label=_("Vocabulary"), accessor=lambda term: NAMES.get(term.vocabulary)),
        "parent",
        "code",
        "city",
    ]
    list_filter = ("vocabulary", "city")
    panels = [
        FieldPanel("labels"),
        FieldPanel("alternative_labels"),
        FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("city", widget=forms.Select)]),
        FieldPanel("parent", widget=forms.Select, help_text=_("One of all cities, of the same vocabulary.")),
        FieldPanel("code"),
        FieldPanel(
            "successor",
            widget=forms.Select,
            help_text=_("Only for a term that is given up: what is used instead."),
        ),
        FieldPanel("position", help_text=_("Smaller numbers stand first.")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("parent", "city")

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = TermForm
        return handler


@hooks.register("before_delete_snippet")
def keep_terms_in_use(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Wagtail counts uses by its index, which the worker may not have written yet."""
    used = [term for term in instances if isinstance(term, Term) and term.is_in_use()]
    for term in used:
        message = gettext("“%(term)s” is still in use. Choose what replaces it instead of deleting it.")
        messages.error(request, message % {"term": term})
    return redirect("wagtailsnippets_directory_term:list") if used else None
