"""The people of a city, as its leads see them. Every right here ends at the border of the city."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from sites.access.groups import city_groups
from sites.access.roles import LEAD, group_name
from sites.choices import CityState
from sites.models import City, User

ROLE_NAMES = {
    "lead": _("Lead"),
    "editor": _("Editor"),
    "coordinator": _("Coordinator"),
    "translator": _("Translator"),
}
AUDIT = "insist.people."
AUDIT_SHOWN = 20


class StaffRequest(HttpRequest):
    """A request behind Wagtail's own door: somebody is signed in."""

    user: User


class LastLeadError(Exception):
    """Nobody would be left to look after the people of the city."""


def led_cities(user: User) -> QuerySet[City]:
    """Return the cities whose people this person looks after: she is lead there; the instance admin, all.

    An archived city is read-only, so its leads look after nobody.
    """
    cities = City.objects.with_site().order_by("name")
    if not user.is_active:
        return cities.none()
    if user.is_superuser:
        return cities
    names = set(user.groups.values_list("name", flat=True))
    led = [city.pk for city in cities if group_name(city.slug, LEAD) in names]
    return cities.filter(pk__in=led).exclude(state=CityState.ARCHIVED)


def role_groups(city: City) -> QuerySet[Group]:
    """The groups of this city, and of no other."""
    return Group.objects.filter(name__in=[name for name, _role, _language in city_groups(city)]).order_by(
        "name"
    )


def role_name(city: City, group: Group) -> str:
    """Say the role of a group as people do: "Translator (English)"."""
    for name, role, language in city_groups(city):
        if name == group.name:
            words = str(ROLE_NAMES.get(role.code, role.code))
            return f"{words} ({dict(settings.LANGUAGES)[language]})" if language else words
    return group.name


def roles_in(city: City, person: User) -> list[Group]:
    """The roles a person holds in the city; what she is elsewhere stays there."""
    return list(role_groups(city).filter(user=person))


def people_of(city: City) -> QuerySet[User]:
    """Those who hold a role in the city.

    The instance admin is nobody's: whatever roles she holds, no lead sees or ends her sessions.
    """
    people = User.objects.filter(groups__in=role_groups(city), is_superuser=False)
    return people.distinct().order_by("last_name", "first_name", "email")


def remove_role(city: City, person: User, group: Group, by: User) -> None:
    """Take a role of this city from a person; raise LastLeadError if she is its last lead."""
    others = people_of(city).filter(groups=group, is_active=True).exclude(pk=person.pk)
    if group.name == group_name(city.slug, LEAD) and not by.is_superuser and not others.exists():
        raise LastLeadError
    person.groups.remove(group)
    record(city, "remove_role", by, person.email, [group])


def sessions_of(person: User) -> list[UserSession]:
    """The running sessions of a person, newest first; those that ended by themselves are forgotten."""
    sessions = UserSession.objects.purge_and_list(person)
    return sorted(sessions, key=lambda session: session.created_at, reverse=True)


def end_sessions(city: City, person: User, by: User) -> int:
    sessions = sessions_of(person)
    for session in sessions:
        session.end()
    record(city, "end_sessions", by, person.email)
    return len(sessions)


def record(city: City, action: str, by: User, email: str, groups: list[Group] | None = None) -> None:
    """Write an entry of the audit log; it hangs on the city, so that only this city's leads read it."""
    roles = [group.name for group in groups or []]
    log(instance=city, action=AUDIT + action, user=by, data={"email": email, "roles": roles})


def audit(city: City) -> QuerySet[ModelLogEntry]:
    """The newest entries about people of this city."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(City),
        object_id=str(city.pk),
        action__startswith=AUDIT,
    )
    return entries.select_related("user").order_by("-timestamp")[:AUDIT_SHOWN]
