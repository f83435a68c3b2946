"""The admin of the vocabularies."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    list_display = ["__str__", "vocabulary", "code", "city"]
    list_filter = ["vocabulary", "city"]


register_snippet(TermViewSet)
