"""Archiving and restoring several associations at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from directory.models import Association
from directory.office.rights import may_publish


class _OfLeads(SnippetBulkAction):
    models = [Association]
    template_name = "directory/admin/bulk.html"
    done: Any = ("", "")  # one, several

    def check_perm(self, obj: Association) -> bool:
        return may_publish(self.request.user, obj)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"question": self.question, "button": self.display_name}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        one, several = self.done
        return ngettext(one, several, num_parent_objects) % {"count": num_parent_objects}


class ArchiveBulkAction(_OfLeads):
    display_name = _("Archive")
    aria_label = _("Archive selected associations")
    action_type = "archive"
    action_priority = 40
    question = _("They disappear from the public directory and can be restored at any time.")
    done = ("%(count)d association has been archived.", "%(count)d associations have been archived.")

    @classmethod
    @transaction.atomic
    def execute_action(cls, objects: list[Association], **kwargs: Any) -> tuple[int, int]:
        for association in objects:
            association.archive()
        return len(objects), 0


class RestoreBulkAction(_OfLeads):
    display_name = _("Restore")
    aria_label = _("Restore selected associations")
    action_type = "restore"
    action_priority = 50
    question = _("They are again what they were before: published ones are public at once.")
    done = ("%(count)d association has been restored.", "%(count)d associations have been restored.")

    @classmethod
    @transaction.atomic
    def execute_action(cls, objects: list[Association], **kwargs: Any) -> tuple[int, int]:
        for association in objects:
            association.restore()
        return len(objects), 0
