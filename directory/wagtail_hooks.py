"""The admin of the directory."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Term
from directory.office import hooks as office_hooks  # noqa: F401 - registers its hooks
from directory.office.rights import POLICIES
from directory.office.viewsets import DirectoryGroup

# Before the viewsets: Wagtail takes the policy of a model when its snippet is registered.
for policy in POLICIES:
    register_permission_policy(policy.model, policy)


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    list_display = ["__str__", "vocabulary", "code", "city"]
    list_filter = ["vocabulary", "city"]


register_snippet(TermViewSet)
register_snippet(DirectoryGroup)
