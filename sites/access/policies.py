"""What a person may do with the things of a city, asked about the thing and not about its kind."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies.base import ModelPermissionPolicy

from sites.access.people import cities_of, is_instance_admin
from sites.access.roles import COORDINATOR, EDITOR, LEAD, Role, group_name
from sites.models import City

Rights = dict[str, tuple[Role, ...]]

LEADS_ONLY: Rights = dict.fromkeys(("add", "change", "delete", "view"), (LEAD,))
EDITORS_ALL: Rights = dict.fromkeys(("add", "change", "delete", "view"), (LEAD, EDITOR))
EDITORS_WRITE: Rights = {
    "add": (LEAD, EDITOR),
    "change": (LEAD, EDITOR),
    "delete": (LEAD,),
    "view": (LEAD, EDITOR, COORDINATOR),
}


class CityPermissionPolicy(ModelPermissionPolicy):
    """Permissions on a model whose rows belong to a city each.

    `rights` says which roles may do what; an action that is not named there is for
    the instance admin alone. Django's own permissions play no part.
    """

    city_path = "city"  # from a row to its city

    def __init__(self, model: type[Model], rights: Rights) -> None:
        super().__init__(model)
        self.rights = rights

    def cities(self, user: Any, actions: Any) -> QuerySet[City]:
        roles = {role for action in actions for role in self.rights.get(action, ())}
        if not roles and not user.is_superuser:
            return City.objects.none()
        return cities_of(user, *roles)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return self.cities(user, [action]).exists()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        # The row as it is stored: a form has moved it to another city in memory when this is asked.
        stored = self.model.objects.filter(pk=instance.pk).values(self.city_path)
        return self.cities(user, [action]).filter(pk__in=stored).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        return self.model.objects.filter(**{f"{self.city_path}__in": self.cities(user, actions)})

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        return self._users(City.objects.all(), actions)

    def users_with_any_permission_for_instance(self, actions: Any, instance: Any) -> QuerySet[Any]:
        stored = self.model.objects.filter(pk=instance.pk).values(self.city_path)
        return self._users(City.objects.filter(pk__in=stored), actions)

    def _users(self, cities: QuerySet[City], actions: Any) -> QuerySet[Any]:
        roles = {role for action in actions for role in self.rights.get(action, ())}
        names = [group_name(slug, role) for slug in cities.values_list("slug", flat=True) for role in roles]
        people = get_user_model().objects.filter(is_active=True)
        return people.filter(Q(is_superuser=True) | Q(groups__name__in=names)).distinct()


class CityOrSharedPermissionPolicy(CityPermissionPolicy):
    """The same for rows of which some belong to no city: those are the instance admin's."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return is_instance_admin(user) or super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if is_instance_admin(user):
            return True
        return super().user_has_permission_for_instance(user, action, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        if is_instance_admin(user):
            return self.model.objects.all()
        return super().instances_user_has_any_permission_for(user, actions)
