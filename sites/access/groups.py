"""Groups of a city and their rows of permission in Wagtail."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
)

from sites.access.roles import LEAD, ROLES, Role, group_name
from sites.models import City


def media_collection(city: City) -> Collection | None:
    return Collection.get_first_root_node().get_children().filter(name=city.slug).first()


def city_groups(city: City) -> Iterator[tuple[str, Role, str]]:
    """Yield (group name, role, language) of every group the city needs; language "" means all."""
    for role in ROLES:
        # A translator translates from German, so there is none for German itself.
        languages = [c for c in city.languages if c != settings.LANGUAGE_CODE] if role.one_language else [""]
        for language in languages:
            yield group_name(city.slug, role, language), role, language


def add_groups(city: City) -> list[str]:
    """Make the groups that are missing, without rights; return their names."""
    names = [name for name, _role, _language in city_groups(city)]
    have = Group.objects.in_bulk(names, field_name="name")
    added = Group.objects.bulk_create(Group(name=name) for name in names if name not in have)
    return [group.name for group in added]


def lead_group(city: City) -> Group:
    return Group.objects.get(name=group_name(city.slug, LEAD))


def missing_rights(city: City) -> list[object]:
    """Return the permission rows (unsaved) that the groups of the city should have and lack.

    An archived city is read-only: its groups should have none.
    """
    if city.is_archived:
        return []
    wanted = list(city_groups(city))
    groups = Group.objects.in_bulk([name for name, _role, _language in wanted], field_name="name")
    rows: list[object] = []
    for name, role, language in wanted:
        if name in groups:
            rows += _missing_admin_rows(groups[name], role)
            rows += _missing_page_rows(city, groups[name], role, language)
            rows += _missing_media_rows(city, groups[name], role)
            rows += _missing_settings_rows(city, groups[name], role)
    return rows


def grant_rights(city: City) -> int:
    """Give the groups of the city what they lack (archived: take all away); return how many rows changed."""
    if city.is_archived:
        return revoke_rights(city)
    rows = missing_rights(city)
    for row in rows:
        row.save()  # type: ignore[attr-defined]
    return len(rows)


def revoke_rights(city: City) -> int:
    # Of all languages: a group outlives the city's giving up its language.
    languages = ["", *dict(settings.LANGUAGES)]
    names = [group_name(city.slug, role, language) for role in ROLES for language in languages]
    tables = (GroupPagePermission, GroupCollectionPermission, GroupSitePermission)
    return sum(table.objects.filter(group__name__in=names).delete()[0] for table in tables)


def describe(row: Any) -> str:
    """Name group, permission and place of a row of `missing_rights`."""
    place = getattr(row, "page", None) or getattr(row, "collection", None) or getattr(row, "site", None)
    words = (row.group.name, row.permission.codename, getattr(place, "slug", place))
    return " ".join(str(word) for word in words if word)


def _missing_admin_rows(group: Group, role: Role) -> list[models.Model]:
    codenames = ["access_admin"] + (["submit_translation"] if role.translates else [])
    missing = Permission.objects.filter(codename__in=codenames).exclude(group=group)
    return [Group.permissions.through(group=group, permission=permission) for permission in missing]


def _missing_page_rows(city: City, group: Group, role: Role, language: str) -> list[GroupPagePermission]:
    homes: list[Page] = [
        home for home in city.homes().select_related("locale") if language in ("", home.locale.language_code)
    ]
    have = set(GroupPagePermission.objects.filter(group=group).values_list("page_id", "permission__codename"))
    permissions = {p.codename: p for p in Permission.objects.filter(content_type__app_label="wagtailcore")}
    return [
        GroupPagePermission(group=group, page=home, permission=permissions[codename])
        for home in homes
        for codename in role.pages
        if (home.pk, codename) not in have
    ]


def _missing_media_rows(city: City, group: Group, role: Role) -> list[GroupCollectionPermission]:
    collection = media_collection(city)
    if collection is None:
        return []
    have = set(
        GroupCollectionPermission.objects.filter(group=group, collection=collection).values_list(
            "permission_id", flat=True
        )
    )
    kinds = (get_image_model(), get_document_model())
    codenames = [f"{action}_{kind._meta.model_name}" for kind in kinds for action in role.media]
    permissions = list(
        Permission.objects.filter(content_type__app_label="insist_sites", codename__in=codenames)
    )
    if role.collections:
        permissions += Permission.objects.filter(
            content_type__app_label="wagtailcore",
            codename__in=["add_collection", "change_collection", "delete_collection"],
        )
    return [
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for permission in permissions
        if permission.pk not in have
    ]


def _missing_settings_rows(city: City, group: Group, role: Role) -> list[GroupSitePermission]:
    permission = Permission.objects.get(content_type__app_label="insist_sites", codename="change_city")
    if (
        not role.settings
        or GroupSitePermission.objects.filter(group=group, site=city.site, permission=permission).exists()
    ):
        return []
    return [GroupSitePermission(group=group, site=city.site, permission=permission)]
