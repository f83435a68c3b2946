"""Django's question about permissions, answered by the policies of the models that belong to cities.

Menus and buttons of Wagtail's snippets ask `user.has_perm("directory.publish_association")`,
which knows no city: it is true where the person may do it in one of hers. The views
then ask about the row at hand.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.backends import BaseBackend
from wagtail.permissions import policy_registry

from sites.access.policies import CityPermissionPolicy


class CityPolicyBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        app_label, _dot, codename = perm.partition(".")
        action, _underscore, model_name = codename.partition("_")
        try:
            model = apps.get_model(app_label, model_name)
        except (LookupError, ValueError):
            return False
        policy = policy_registry.get_by_type(model)
        return isinstance(policy, CityPermissionPolicy) and policy.user_has_permission(user_obj, action)
