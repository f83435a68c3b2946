"""The admin of the directory."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from directory.office import hooks as office_hooks  # noqa: F401 - registers its hooks
from directory.office.rights import POLICIES
from directory.office.viewsets import DirectoryGroup
from directory.office.vocabularies import TermViewSet

# Before the viewsets: Wagtail takes the policy of a model when its snippet is registered.
for policy in POLICIES:
    register_permission_policy(policy.model, policy)

register_snippet(TermViewSet)
register_snippet(DirectoryGroup)
