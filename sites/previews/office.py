"""The admin's pages where links are made, copied and withdrawn."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from sites.access.belonging import city_of
from sites.access.people import works_in
from sites.access.roles import LEAD
from sites.models import City, CityLink, PreviewLink, User
from sites.previews.links import (
    DAYS,
    DEFAULT_DAYS,
    address_of,
    is_superseded,
    make_city_link,
    make_preview_link,
    withdraw_city_links,
    withdraw_preview_links,
)
from sites.registry import registry

TEMPLATE = "sites/admin/previews/links.html"
READ_AND_MAKE = require_http_methods(["GET", "HEAD", "POST"])


class DaysForm(forms.Form):
    days = forms.TypedChoiceField(label=gettext_lazy("Valid for"), coerce=int, initial=DEFAULT_DAYS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(count)d day", "%(count)d days", days) % {"count": days}) for days in DAYS
        ]


@READ_AND_MAKE
def share_preview(request: HttpRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """The links to versions of a page or entry; sending the form makes one to what was saved last."""
    thing = find_thing(request, app_label, model_name, pk)
    here = reverse("share_preview", args=[app_label, model_name, pk])
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        make_preview_link(thing, cast(User, request.user), form.cleaned_data["days"])
        messages.success(request, _("The link is made. Copy it and pass it on."))
        return redirect(here)
    city = city_of(thing)
    links = PreviewLink.objects.to(thing).valid()
    context = {
        "page_title": _("Share a preview"),
        "thing": thing.get_admin_display_title() if isinstance(thing, Page) else str(thing),
        "edit_url": _edit_url(thing),
        "rows": [_row(link, thing) for link in links.select_related("city__site", "made_by", "revision")],
        "withdraw_url": reverse("withdraw_previews", args=[app_label, model_name, pk]),
        "city_url": reverse("share_city", args=[city.pk]) if city and city.is_hidden else "",
        "is_lead": city is not None and works_in(request.user, city.pk, LEAD),
    }
    return _page(request, form, here, context)


@require_POST
def withdraw_previews(request: HttpRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    thing = find_thing(request, app_label, model_name, pk)
    withdraw_preview_links(thing, cast(User, request.user))
    messages.success(request, _("All links are withdrawn."))
    return redirect("share_preview", app_label, model_name, pk)


@READ_AND_MAKE
def share_city(request: HttpRequest, city_id: int) -> HttpResponse:
    """The links that open a hidden city; sending the form makes one."""
    city = _find_city(request, city_id)
    here = reverse("share_city", args=[city_id])
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not city.is_hidden:
            raise PermissionDenied
        make_city_link(city, cast(User, request.user), form.cleaned_data["days"])
        messages.success(request, _("The link is made. Copy it and pass it on."))
        return redirect(here)
    links: QuerySet[CityLink] = CityLink.objects.for_city(city).valid()
    context = {
        "page_title": _("Show a hidden city"),
        "thing": str(city),
        "city": city,
        "edit_url": reverse("wagtailsettings:edit", args=["insist_sites", "city", city.site_id]),
        "rows": [_row(link, None) for link in links.select_related("city__site", "made_by")],
        "withdraw_url": reverse("withdraw_city_links", args=[city_id]),
    }
    return _page(request, form, here, context)


@require_POST
def withdraw_city(request: HttpRequest, city_id: int) -> HttpResponse:
    city = _find_city(request, city_id)
    withdraw_city_links(city, cast(User, request.user))
    messages.success(request, _("All links are withdrawn."))
    return redirect("share_city", city_id)


def find_thing(request: HttpRequest, app_label: str, model_name: str, pk: int) -> Any:
    """Return the page or entry if the person may change it. Raises Http404, PermissionDenied."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if issubclass(model, Page):
        page = get_object_or_404(Page, pk=pk, depth__gt=1).specific
        may_change = page.permissions_for_user(request.user).can_edit()
        thing: Any = page
    elif any(issubclass(model, one.model) for one in registry.draft_types):
        thing = get_object_or_404(model, pk=pk)
        policy = policy_registry.get_by_type(model)
        may_change = policy.user_has_permission_for_instance(request.user, "change", thing)
    else:
        raise Http404
    if not may_change:
        raise PermissionDenied
    return thing


def share_url(thing: Any) -> str:
    meta = Page._meta if isinstance(thing, Page) else thing._meta
    return reverse("share_preview", args=[meta.app_label, meta.model_name, thing.pk])


def _find_city(request: HttpRequest, city_id: int) -> City:
    city = get_object_or_404(City.objects.with_site(), pk=city_id)
    if not works_in(request.user, city.pk, LEAD):
        raise PermissionDenied
    return city


def _edit_url(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[thing.pk])


def _row(link: PreviewLink | CityLink, thing: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"link": link, "address": address_of(link)}
    if isinstance(link, PreviewLink):
        row["saved_at"] = link.revision.created_at
        row["is_superseded"] = is_superseded(link, thing)
    return row


def _page(request: HttpRequest, form: DaysForm, here: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, TEMPLATE, {"form": form, "here": here, "header_icon": "link", **context})
