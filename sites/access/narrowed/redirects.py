"""Redirects of the own cities: Wagtail's views, narrowed.

Wagtail's own list and change those of all cities; one for all sites belongs to no
city and is left to the instance admin.
"""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from sites.access.own import own_pages, own_sites
from sites.access.policies import CityOrSharedPermissionPolicy
from sites.access.roles import EDITOR, LEAD


class RedirectPermissionPolicy(CityOrSharedPermissionPolicy):
    """A redirect's city is the one of its site; one without a site is the instance admin's."""

    city_path = "site__city"


class OwnPageChooser(AdminPageChooser):
    """Names only pages it may offer: a form that is shown again would tell the title of any page sent to it."""

    def __init__(self, pages: PageQuerySet, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pages = pages

    def get_instance(self, value: Any) -> Any:
        instance = super().get_instance(value)
        return instance if instance and self.pages.filter(pk=instance.pk).exists() else None


class CityRedirectForm(RedirectForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user.is_superuser:
            return
        site, target = self.fields["site"], self.fields["redirect_page"]
        site.queryset = own_sites(self.for_user, LEAD, EDITOR)
        site.required, site.empty_label = True, None
        target.queryset = own_pages(self.for_user, LEAD, EDITOR)
        target.widget = OwnPageChooser(target.queryset)


class CityRedirectFilterSet(RedirectsReportFilterSet):
    site = django_filters.ModelChoiceFilter(queryset=lambda request: own_sites(request.user, LEAD, EDITOR))


class TargetColumn(views.RedirectTargetColumn):
    """Names a page of another city, which the instance admin may have chosen, by its address alone."""

    def get_value(self, instance: Any) -> Any:
        if instance.redirect_page_id and not instance.target_is_own:
            return instance.link
        return super().get_value(instance)

    def get_url(self, instance: Any) -> str | None:
        return super().get_url(instance) if instance.target_is_own else None


class OwnRedirects:
    request: Any

    def get_queryset(self) -> QuerySet[Redirect]:
        policy = policy_registry.get_by_type(Redirect)
        return policy.instances_user_has_any_permission_for(self.request.user, ["change"])


class RedirectIndexView(views.IndexView):
    filterset_class = CityRedirectFilterSet
    columns = [
        TargetColumn(column.name, label=column.label, width=column.width)
        if isinstance(column, views.RedirectTargetColumn)
        else column
        for column in views.IndexView.columns
    ]

    def get_base_queryset(self) -> QuerySet[Redirect]:
        user = self.request.user
        own = self.permission_policy.instances_user_has_any_permission_for(user, ["change"])
        target = own_pages(user).filter(pk=OuterRef("redirect_page"))
        return super().get_base_queryset().filter(pk__in=own).annotate(target_is_own=Exists(target))

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if self.request.user.is_superuser:
            return buttons
        # The import reads a file row by row into any site.
        closed = reverse("wagtailredirects:start_import")
        return [button for button in buttons if button.url != closed]


class RedirectCreateView(views.CreateView):
    form_class = CityRedirectForm


class RedirectEditView(OwnRedirects, views.EditView):
    form_class = CityRedirectForm


class RedirectDeleteView(OwnRedirects, views.DeleteView):
    pass
