"""Collections below the one of a city: a lead arranges them; the city's own is the border and stays as it is."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permission_policies.collections import CollectionManagementPermissionPolicy
from wagtail.permissions import policy_registry

from sites.access.narrowed.privacy import shared_password_only

CITY_DEPTH = 2  # of the collection of a city; its name is how the city is found


class CityCollectionPermissionPolicy(CollectionManagementPermissionPolicy):
    """Wagtail's policy also lets those who may change what is below a collection change the collection."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if instance.depth <= CITY_DEPTH:  # asked of the instance admin too, who may do all of them
            actions = [action for action in actions if action == "add"]
        return super().user_has_any_permission_for_instance(user, actions, instance)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Collection]:
        collections = super().instances_user_has_permission_for(user, action)
        return (
            collections if user.is_superuser or action == "add" else collections.filter(depth__gt=CITY_DEPTH)
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Collection]:
        """For the list, whose lines lead to a form: what nobody of a city may change is not in it."""
        collections = super().instances_user_has_any_permission_for(user, actions)
        return collections if user.is_superuser else collections.filter(depth__gt=CITY_DEPTH)


class CollectionPrivacyForm(CollectionViewRestrictionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shared_password_only(self)


def set_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    """The form of a collection's password, and its answer; Wagtail's offers the groups of all cities."""
    policy = policy_registry.get_by_type(Collection)
    own = policy.instances_user_has_permission_for(request.user, "change").exclude(depth=1)
    collection = get_object_or_404(own, pk=collection_id)
    restriction = collection.get_view_restrictions().order_by("collection__depth").first()
    if restriction and restriction.collection_id != collection.pk:
        above = {"collection_with_restriction": restriction.collection}
        return render_modal_workflow(
            request, "wagtailadmin/collection_privacy/ancestor_privacy.html", None, above
        )
    initial = None if restriction else {"restriction_type": CollectionViewRestriction.NONE}
    form = CollectionPrivacyForm(request.POST or None, instance=restriction, initial=initial)
    if not form.is_valid():
        address = reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])
        return render_modal_workflow(
            request,
            "wagtailadmin/shared/set_privacy.html",
            None,
            {"action_url": address, "object": collection, "form": form},
            json_data={"step": "set_privacy"},
        )
    is_public = form.cleaned_data["restriction_type"] == CollectionViewRestriction.NONE
    _restrict(collection, restriction, None if is_public else form)
    return render_modal_workflow(
        request, None, None, None, json_data={"step": "set_privacy_done", "is_public": is_public}
    )


def _restrict(
    collection: Collection,
    restriction: CollectionViewRestriction | None,
    form: CollectionPrivacyForm | None,
) -> None:
    if form is not None:
        form.instance.collection = collection
        form.save()
    elif restriction is not None:
        restriction.delete()
