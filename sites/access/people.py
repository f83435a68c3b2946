"""Who holds which role where: read from the names of a person's groups, anew with every request."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from sites.access.roles import ROLES, Role
from sites.choices import CityState
from sites.models import City, CityQuerySet

ROLE_OF = {role.code: role for role in ROLES}


@dataclass(frozen=True)
class Post:
    """A role that a person holds in a city; `language` is "" where the role knows none."""

    city_id: int
    role: Role
    language: str


def posts_of(user: Any) -> Iterator[Post]:
    """Yield what the person may be in which city; nothing in an archived one, which nobody changes."""
    remembered = getattr(user, "posts_of_request", None)
    yield from _read_posts(user) if remembered is None else remembered


def remember_posts(user: Any) -> None:
    """Read once what the person may be, as long as this object of hers lives: for one request.

    No longer: a right that was taken away must be gone with the next click.
    """
    user.posts_of_request = tuple(_read_posts(user))


def _read_posts(user: Any) -> Iterator[Post]:
    if not (user.is_active and user.is_authenticated):
        return
    names = list(user.groups.values_list("name", flat=True))
    cities = City.objects.exclude(state=CityState.ARCHIVED) if names else City.objects.none()
    for pk, slug in cities.values_list("pk", "slug"):
        for name in names:
            code, _hyphen, language = name.removeprefix(f"{slug}-").partition("-")
            role = ROLE_OF.get(code) if name.startswith(f"{slug}-") else None
            if role and (language in dict(settings.LANGUAGES) if role.one_language else not language):
                yield Post(pk, role, language)


def is_instance_admin(user: Any) -> bool:
    return user.is_active and user.is_superuser


def cities_of(user: Any, *roles: Role) -> CityQuerySet:
    """Return the cities in which the person holds one of the roles (none given: any); all for the instance admin."""
    if is_instance_admin(user):
        return City.objects.all()
    return City.objects.filter(
        pk__in={post.city_id for post in posts_of(user) if post.role in (roles or ROLES)}
    )


def works_in(user: Any, city_id: int | None, *roles: Role) -> bool:
    """Whether the person holds one of the roles in the city (none given: any); the instance admin always does."""
    return is_instance_admin(user) or any(
        post.city_id == city_id and post.role in (roles or ROLES) for post in posts_of(user)
    )
