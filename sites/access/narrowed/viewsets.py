"""The admin of models whose rows belong to a city each.

Wagtail's snippet views ask whether a person may change such things at all; these
ask about the one at hand, and list only what the person may see.
"""

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from sites.access.people import cities_of
from sites.models import City, CityOrShared, CityScoped

# What a view with a key does to its object; every other one changes it.
ACTIONS = {
    "usage": "view",
    "history": "view",
    "history_results": "view",
    "inspect": "view",
    "delete": "delete",
}


def visible(model: type[Model], user: Any) -> QuerySet[Any]:
    """Return the rows of a model that the person works with: those of her own cities, and what all share."""
    own = Q(city__in=cities_of(user))
    return model._default_manager.filter(own | Q(city=None) if issubclass(model, CityOrShared) else own)


class CityScopedForm(WagtailAdminModelForm):
    """Offers only cities in which the person may do this, and only related rows of those."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action = "change" if self.instance.pk else "add"
        policy = policy_registry.get_by_type(self._meta.model)
        for field in self.fields.values():
            related = getattr(field, "queryset", None)
            if related is None:
                continue
            if related.model is City:
                field.queryset = policy.cities(self.for_user, [action])
            elif issubclass(related.model, CityScoped | CityOrShared):
                field.queryset = related & visible(related.model, self.for_user)


class _ChooseMixin:
    def get_object_list(self) -> QuerySet[Any]:
        return visible(self.model_class, self.request.user)  # type: ignore[attr-defined]


class ChooseView(_ChooseMixin, chooser.ChooseView):
    pass


class ChooseResultsView(_ChooseMixin, chooser.ChooseResultsView):
    pass


class ChosenView(chooser.SnippetChosenView):
    def get_object(self, pk: Any) -> Any:
        return visible(self.model_class, self.request.user).get(pk=pk)


class ChosenMultipleView(chooser.SnippetChosenMultipleView):
    def get_objects(self, pks: Any) -> QuerySet[Any]:
        return visible(self.model_class, self.request.user).filter(pk__in=pks)


class CityScopedChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


class CityFilterSet(WagtailFilterSet):
    """Offers the person's own cities, where a plain filter would name all."""

    city = django_filters.ModelChoiceFilter(label=_("City"), queryset=lambda request: cities_of(request.user))


class CityIndexView(IndexView):
    base_filterset_class = CityFilterSet

    @cached_property
    def answers(self) -> dict[str, bool]:
        """What the person may do with such things at all; Wagtail asks anew for the buttons of each row."""
        return {}

    def user_has_permission(self, permission: str) -> bool:
        if permission not in self.answers:
            self.answers[permission] = super().user_has_permission(permission)
        return self.answers[permission]


class CityScopedViewSet(SnippetViewSet):
    """Base of all viewsets of city-scoped models; register the policy of the model first."""

    base_form_class = CityScopedForm
    chooser_viewset_class = CityScopedChooserViewSet
    index_view_class = CityIndexView
    list_filter: Any = ("city",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model)
        return policy.instances_user_has_any_permission_for(request.user, ["view"])

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = self.base_form_class
        return handler

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns = super().get_urlpatterns()
        for pattern in patterns:
            if "pk" in pattern.pattern.regex.groupindex:
                action = ACTIONS.get(pattern.name, "change")
                pattern.callback = self.check_object(pattern.callback, action)
        return patterns

    def check_object(self, view: Callable[..., HttpResponse], action: str) -> Callable[..., HttpResponse]:
        policy = policy_registry.get_by_type(self.model)

        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            thing = self.model._default_manager.filter(pk=unquote(str(kwargs["pk"]))).first()
            if thing is None:
                raise Http404
            if not policy.user_has_permission_for_instance(request.user, action, thing):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked
