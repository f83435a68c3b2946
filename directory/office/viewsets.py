"""Lists and forms of the directory in the admin."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSetGroup

from directory.models import (
    ACTIVITY_FIELD,
    KIND,
    Association,
    Contact,
    MigrationReference,
    Office,
    Term,
)
from directory.office.cases import CaseViewSet
from directory.office.forms import AssociationForm, ContactForm, OfficeForm, RecordedForm
from directory.office.rights import may_publish
from sites.access.narrowed.viewsets import (
    ChooseResultsView,
    ChooseView,
    CityFilterSet,
    CityIndexView,
    CityScopedChooserViewSet,
    CityScopedViewSet,
)
from sites.access.people import cities_of
from sites.models import District
from sites.previews.hooks import SHARE
from sites.previews.office import share_url


class PublishByLeadsMixin:
    """Publishing is asked about the association at hand; Wagtail asks about associations as such."""

    object: Any
    request: HttpRequest

    def get_available_actions(self) -> list[str]:
        actions: list[str] = super().get_available_actions()  # type: ignore[misc]
        if self.object is not None and not may_publish(self.request.user, self.object):
            return [action for action in actions if action != "publish"]
        return actions


class AssociationEditView(PublishByLeadsMixin, EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        share = Button(SHARE, share_url(self.object), icon_name="link", priority=12)
        return [*super().header_more_buttons, share]


class AssociationCreateView(PublishByLeadsMixin, CreateView):
    def form_valid(self, form: Any) -> HttpResponse:
        if self.action == "publish" and not may_publish(self.request.user, form.instance):
            raise PermissionDenied
        return super().form_valid(form)

    def submit_action(self) -> None:
        # The city was not known when the view began.
        self.object.get_workflow().start(self.object, self.request.user)


class SourcesMixin:
    def get_object_list(self) -> QuerySet[Any]:
        return super().get_object_list().sources()  # type: ignore[misc]


class ChooseAssociationView(SourcesMixin, ChooseView):
    pass


class ChooseAssociationResultsView(SourcesMixin, ChooseResultsView):
    pass


class AssociationChooserViewSet(CityScopedChooserViewSet):
    """Offers each association once, whatever languages it has texts in."""

    choose_view_class = ChooseAssociationView
    choose_results_view_class = ChooseAssociationResultsView


class AssociationFilterSet(CityFilterSet):
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=lambda request: Term.objects.filter(vocabulary=KIND, city=None)
    )
    main_field = django_filters.ModelChoiceFilter(
        label=_("Activity field"),
        queryset=lambda request: Term.objects.filter(vocabulary=ACTIVITY_FIELD, city=None),
    )
    district = django_filters.ModelChoiceFilter(
        label=_("District"), queryset=lambda request: _own_districts(request.user)
    )
    is_archived = django_filters.BooleanFilter(
        label=_("Archived"), field_name="archived_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Association
        fields = ["city", "kind", "main_field", "district", "live"]


def _own_districts(user: Any) -> QuerySet[District]:
    return District.objects.filter(region__cities__in=cities_of(user)).distinct()


class AssociationIndexView(CityIndexView):
    base_filterset_class = AssociationFilterSet

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("city", "kind", "district", "entry")


class AssociationViewSet(CityScopedViewSet):
    model = Association
    icon = "group"
    base_form_class = AssociationForm
    index_view_class = AssociationIndexView
    add_view_class = AssociationCreateView
    edit_view_class = AssociationEditView
    chooser_viewset_class = AssociationChooserViewSet
    filterset_class = AssociationFilterSet
    list_display = [
        "name",
        "city",
        Column("kind", label=_("Kind")),
        Column("district", label=_("District")),
        DateColumn("confirmed_on", label=_("Last confirmed"), accessor="entry.confirmed_on"),
        BooleanColumn("is_archived", label=_("Archived")),
    ]
    list_per_page = 50
    search_fields = ["name", "summary", "alternative_names"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("city"),
                    FieldPanel("name"),
                    FieldPanel("alternative_names"),
                    FieldRowPanel([FieldPanel("kind", widget=forms.Select), FieldPanel("founded_year")]),
                    FieldPanel("summary", widget=forms.Textarea({"rows": 3})),
                    FieldPanel("description"),
                    FieldPanel("engagement"),
                    FieldPanel("logo"),
                ],
                heading=_("Who they are"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("main_field", widget=forms.Select),
                            FieldPanel("further_fields", widget=forms.CheckboxSelectMultiple),
                        ],
                        heading=_("Activity fields"),
                    ),
                    FieldPanel("target_groups", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("languages"),
                    FieldPanel("keywords"),
                    InlinePanel("exchanges", heading=_("Offers and needs"), label=_("Offer or need")),
                    FieldPanel("open_to_contact"),
                ],
                heading=_("What they do"),
            ),
            ObjectList(
                [
                    FieldPanel("hours_note"),
                    FieldPanel("district", widget=forms.Select),
                    InlinePanel("addresses", heading=_("Addresses"), label=_("Address")),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                            FieldPanel("precision"),
                        ],
                        heading=_("Place on the map"),
                    ),
                    FieldPanel("service_area", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("website"),
                ],
                heading=_("When and where"),
            ),
            ObjectList(
                [
                    InlinePanel("memberships", heading=_("Umbrellas and alliances"), label=_("Membership")),
                    MultiFieldPanel(
                        [
                            FieldPanel("legal_form", widget=forms.Select),
                            FieldRowPanel([FieldPanel("register_number"), FieldPanel("register_court")]),
                        ],
                        heading=_("Register"),
                    ),
                    MultiFieldPanel([FieldPanel("source"), FieldPanel("licence")], heading=_("Origin")),
                    FieldPanel("slug"),
                    PublishingPanel(),
                ],
                heading=_("Network and origin"),
            ),
        ]
    )


class ContactViewSet(CityScopedViewSet):
    model = Contact
    icon = "user"
    menu_label = _("Contacts of associations")
    base_form_class = ContactForm
    list_display = [
        "__str__",
        "person",
        "email",
        "phone",
        BooleanColumn("is_public", label=_("May be shown")),
    ]
    list_filter = ["city", "is_public"]
    search_fields = ["person", "email"]
    panels = [
        FieldPanel("association"),
        FieldPanel("function"),
        FieldPanel("person"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("languages"),
        FieldPanel("is_public"),
        InlinePanel(
            "consents",
            heading=_("Consents"),
            label=_("Consent"),
            help_text=_("One for each place where the person may be shown. Withdrawn: fill in when and how."),
        ),
    ]


class MigrationReferenceViewSet(CityScopedViewSet):
    model = MigrationReference
    icon = "openquote"
    menu_label = _("Own statements")
    base_form_class = RecordedForm
    list_display = ["__str__", "value", BooleanColumn("publish", label=_("Shown")), "stated_on"]
    panels = [
        FieldPanel("association"),
        FieldPanel(
            "value",
            help_text=_("Only what the association says of itself. Never infer it from names or languages."),
        ),
        FieldRowPanel([FieldPanel("stated_by"), FieldPanel("stated_how"), FieldPanel("stated_on")]),
        MultiFieldPanel(
            [FieldPanel("publish"), FieldPanel("use_for_matching")], heading=_("What it may be used for")
        ),
    ]


class OfficeViewSet(CityScopedViewSet):
    model = Office
    icon = "home"
    menu_label = _("Offices")
    base_form_class = OfficeForm
    list_display = ["name", "city", "street"]
    panels = [
        FieldPanel("city"),
        FieldPanel("name"),
        FieldPanel("districts", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("languages"),
        InlinePanel("hours", heading=_("Opening hours"), label=_("Opening hours")),
        InlinePanel("roles", heading=_("Who is there"), label=_("Function")),
        FieldPanel("note"),
    ]


class DirectoryGroup(SnippetViewSetGroup):
    menu_label = _("Directory")
    menu_icon = "group"
    menu_order = 150
    items = (AssociationViewSet, ContactViewSet, MigrationReferenceViewSet, CaseViewSet, OfficeViewSet)
