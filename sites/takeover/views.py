"""The pages of taking over in the admin: choose a page, choose its place, see what changed at the origin."""

from typing import Any, cast

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.query import PageQuerySet

from sites.models import City, Takeover, User
from sites.takeover.act import take_over
from sites.takeover.changes import find_changes
from sites.takeover.messages import left_out_messages
from sites.takeover.origins import city_of, find_published, homes_by_path, published_pages
from sites.takeover.targets import addable_parents, all_homes, parents_for, target_cities

PAGES_PER_LIST = 20


class FilterForm(forms.Form):
    """Narrows the list; a value it does not know counts as none."""

    q = forms.CharField(label=_("Words of the title"), required=False)
    city = forms.ModelChoiceField(City.objects.none(), label=_("City"), required=False)
    parent = forms.ModelChoiceField(Page.objects.none(), widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, cities: list[City], parents: PageQuerySet) -> None:
        super().__init__(data)
        self.fields["city"].queryset = City.objects.filter(pk__in=[city.pk for city in cities])  # type: ignore[attr-defined]
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        self.is_valid()


class ParentForm(forms.Form):
    parent = forms.TypedChoiceField(label=_("Where the draft goes"), coerce=int)

    def __init__(self, *args: Any, parents: dict[Page, City], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            (parent.pk, f"{city}: {parent.get_admin_display_title()}") for parent, city in parents.items()
        ]


class OriginListView(WagtailAdminTemplateMixin, TemplateView):
    """Published pages of other cities that could stand in the person's own, below `?parent=` if given."""

    template_name = "sites/admin/takeover/list.html"
    page_title = _("Take over from another city")
    header_icon = "copy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        targets = target_cities(user)
        parents = addable_parents(user, all_homes(targets))
        if not parents.exists():
            raise PermissionDenied
        homes = homes_by_path()
        form = FilterForm(self.request.GET, list(homes.values()), parents)
        pages = narrow(parents, targets, homes, form.cleaned_data).order_by("title", "pk")
        found = Paginator(pages.select_related("content_type", "locale"), PAGES_PER_LIST).get_page(
            self.request.GET.get("p")
        )
        rows = [(page, city_of(page, homes)) for page in found]
        return super().get_context_data(
            form=form, rows=rows, found=found, parent=form.cleaned_data.get("parent"), **kwargs
        )


def narrow(
    parents: PageQuerySet, targets: list[City], homes: dict[str, City], wanted: dict[str, Any]
) -> PageQuerySet:
    """Return the published pages that fit `wanted` and of which a draft could stand below one of `parents`."""
    parent, city = wanted.get("parent"), wanted.get("city")
    own = {City.objects.for_page(parent)} if parent else set(targets)
    if parent or len(own) == 1:  # with several own cities, each is another one to the others
        homes = {path: home_city for path, home_city in homes.items() if home_city not in own}
    if city:
        homes = {path: home_city for path, home_city in homes.items() if home_city == city}
    places = parents.filter(pk=parent.pk) if parent else parents
    kinds = set(places.values_list("content_type", flat=True))
    types = {kind for key in kinds for kind in creatable_below(ContentType.objects.get_for_id(key))}
    languages = set(places.values_list("locale", flat=True))
    pages = published_pages(homes).filter(content_type__in=types, locale__in=languages)
    return pages.filter(title__icontains=wanted["q"]) if wanted.get("q") else pages


def creatable_below(kind: ContentType) -> list[ContentType]:
    page_class = cast(type[Page], kind.model_class())
    return list(ContentType.objects.get_for_models(*page_class.creatable_subpage_models()).values())


class TakeOverView(WagtailAdminTemplateMixin, TemplateView):
    """Choose the place for the draft of one page; sending the form makes it."""

    template_name = "sites/admin/takeover/page.html"
    page_title = _("Take over from another city")
    header_icon = "copy"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.origin = find_published(kwargs["origin_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        city = city_of(self.origin, homes_by_path()) if self.origin else None
        if self.origin is None or city is None:
            raise Http404
        self.city = city
        self.parents = parents_for(cast(User, request.user), self.origin, city)
        if not self.parents:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ParentForm(initial={"parent": request.GET.get("parent")}, parents=self.parents)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ParentForm(request.POST, parents=self.parents)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        takeover = take_over(cast(User, request.user), self.kwargs["origin_id"], form.cleaned_data["parent"])
        messages.success(request, _("The page stands in your city as a draft. Nothing is published yet."))
        for message in left_out_messages(takeover.left_out):
            messages.warning(request, message)
        return redirect("wagtailadmin_pages:edit", takeover.page_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(origin=self.origin, city=self.city, **kwargs)


class OriginView(WagtailAdminTemplateMixin, TemplateView):
    """Where a page of one's own came from, and what the public reads differently there since."""

    template_name = "sites/admin/takeover/origin.html"
    page_title = _("Origin")
    header_icon = "copy"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        takeover = Takeover.objects.select_related("page", "taken_by").filter(page=kwargs["page_id"]).first()
        # The same answer for a page of another city and for one that was never taken over.
        if takeover is None or not takeover.page.permissions_for_user(self.request.user).can_edit():
            raise Http404
        origin = find_published(takeover.origin_id)
        return super().get_context_data(
            takeover=takeover,
            origin=origin,
            comparison=find_changes(takeover, origin, self.request) if origin else [],
            left_out=left_out_messages(takeover.left_out),
            edit_url=reverse("wagtailadmin_pages:edit", args=[takeover.page_id]),
            **kwargs,
        )
