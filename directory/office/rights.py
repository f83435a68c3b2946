"""Who may do what with associations and what belongs to them, per city."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet

from directory.models import Association, Case, Contact, MigrationReference, Office, Term
from sites.access.people import posts_of, works_in
from sites.access.policies import (
    EDITORS_WRITE,
    LEADS_ONLY,
    CityOrSharedPermissionPolicy,
    CityPermissionPolicy,
    Rights,
)
from sites.access.roles import COORDINATOR, EDITOR, LEAD, TRANSLATOR

# An editor's change goes to the leads of the city, who publish.
ENTRIES: Rights = {
    "add": (LEAD, EDITOR),
    "change": (LEAD, EDITOR),
    "view": (LEAD, EDITOR, COORDINATOR),
    "publish": (LEAD,),
    "delete": (LEAD,),
    "lock": (LEAD,),
    "unlock": (LEAD,),
}
PERSONS: Rights = {
    "add": (LEAD, EDITOR),
    "change": (LEAD, EDITOR),
    "view": (LEAD, EDITOR, COORDINATOR),
    "delete": (LEAD,),
}
# The association's own statement is recorded by a lead.
STATEMENTS: Rights = {
    "add": (LEAD,),
    "change": (LEAD,),
    "view": (LEAD, COORDINATOR),
    "delete": (LEAD,),
}
MESSAGES: Rights = {
    "change": (LEAD, EDITOR, COORDINATOR),
    "view": (LEAD, EDITOR, COORDINATOR),
    "delete": (LEAD,),
}


class EntryPolicy(CityPermissionPolicy):
    """As for all that belongs to a city; a translator changes the texts of her language."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        if super().user_has_permission_for_instance(user, action, instance):
            return True
        return action in ("change", "view") and self.translated_by(user).filter(pk=instance.pk).exists()

    def translated_by(self, user: Any) -> QuerySet[Any]:
        """The rows in the languages that the person translates into, in the cities where she does."""
        found = Association.objects.none()
        for post in posts_of(user):
            if post.role == TRANSLATOR:
                found |= Association.objects.filter(city=post.city_id, locale__language_code=post.language)
        return found


POLICIES = (
    EntryPolicy(Association, ENTRIES),
    CityPermissionPolicy(Contact, PERSONS),
    CityPermissionPolicy(MigrationReference, STATEMENTS),
    CityPermissionPolicy(Case, MESSAGES),
    CityPermissionPolicy(Office, EDITORS_WRITE),
    CityOrSharedPermissionPolicy(Term, LEADS_ONLY),
)


def may_publish(user: Any, association: Association) -> bool:
    """Whether the person is a lead of the association's city (asked of the city chosen in a form, too)."""
    return works_in(user, association.city_id, LEAD)
