"""Which tables public answers are made of, and to which city a row of each belongs.

A change of a row concerns the answers of its city; a row without a city concerns all of them.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from modelcluster.fields import ParentalKey
from wagtail.models import Collection, Page, Site

from sites.models import City

HOME_PATH = 8  # characters of a path down to the home: the root and one level of four each

# What answers may read. An answer that has read anything else is not stored, so that what is
# forgotten here costs time and tells no secret. People, cases and associations stand in none of it;
# of a contact is read only whose it is.
WATCHED = (
    "wagtailcore.Page",
    "wagtailcore.Site",
    "wagtailcore.Locale",
    "wagtailcore.Collection",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.CollectionViewRestriction",
    "wagtailredirects.Redirect",
    "insist_sites.City",
    "insist_sites.City_regions",
    "insist_sites.Region",
    "insist_sites.District",
    "insist_sites.RoleContact",
    "insist_sites.Project",
    "insist_sites.ProjectFunding",
    "insist_sites.ProjectCarrier",
    "insist_sites.Funder",
    "insist_sites.Image",
    "insist_sites.Document",
    "directory.Term",
    "directory.Contact",
    "directory.DirectoryEntry",
    "directory.OldAddress",
    "directory.Office",
    "directory.Office_districts",
    "directory.OfficeHours",
    "directory.OfficeRole",
    "home.Involvement",
)
# Made by pages while they are built: a new one changes nothing, one that is gone does.
MADE_BY_ANSWERS = ("insist_sites.Rendition",)
# Read on the way, and the same for everybody.
IGNORED = ("contenttypes.ContentType",)

# Columns of a page that no answer shows: saving a draft changes them.
DRAFT_COLUMNS = (
    "draft_title",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "live_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
    "owner_id",
)
# What other cities say of a city, at the foot of every page: its name, its address, whether it is open.
SHARED_COLUMNS = {
    "insist_sites_city": ("name", "state", "site_id", "languages"),
    "wagtailcore_page": ("title", "slug", "url_path", "live", "locale_id", "translation_key"),
}
# Where a model has no key of a city and no parent: the field that leads to its city.
LEADS = {
    "wagtailcore.PageViewRestriction": "page",
    "wagtailcore.CollectionViewRestriction": "collection",
    "wagtailredirects.Redirect": "site",
    "insist_sites.Image": "collection",
    "insist_sites.Document": "collection",
    "insist_sites.Rendition": "image",
}


@cache
def watched_models() -> tuple[type[Model], ...]:
    """All of `WATCHED`, and every type of page with what hangs on it."""
    named = [apps.get_model(name) for name in (*WATCHED, *MADE_BY_ANSWERS)]
    every = apps.get_models(include_auto_created=True)
    pages = [model for model in every if issubclass(model, Page) and model is not Page]
    fields = [field for page in pages for field in page._meta.local_many_to_many]
    through = [field.remote_field.through for field in fields if field.remote_field.through]
    return tuple(dict.fromkeys([*named, *pages, *through]))


@cache
def watched_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in watched_models())


@cache
def listed_tables() -> frozenset[str]:
    """Those of which a new row can change an answer."""
    return frozenset(model._meta.db_table for model in watched_models() if not is_made_by_answers(model))


@cache
def ignored_tables() -> frozenset[str]:
    return frozenset(apps.get_model(name)._meta.db_table for name in IGNORED)


def is_made_by_answers(model: type[Model]) -> bool:
    return model._meta.label in MADE_BY_ANSWERS


def city_sql(model: type[Model], row: str, depth: int = 0) -> str:
    """Return an expression for the key of the city that `row` of this model belongs to, NULL for all cities."""
    if model is City:
        return f"{row}.id"
    if model is Page:
        return f"insist_city_of_path({row}.path)"
    if model is Collection:
        return f"insist_city_of_collection({row}.path)"
    if model is Site:
        return "NULL::bigint"  # addresses of cities stand at the foot of all pages
    if any(field.column == "city_id" for field in model._meta.local_concrete_fields):
        return f"{row}.city_id"
    lead = _lead(model)
    if lead is None:
        return "NULL::bigint"
    other: type[Model] = lead.related_model  # type: ignore[assignment]
    name = f"above{depth}"
    table, key = other._meta.db_table, other._meta.pk.column
    inner = _site_sql(name) if other is Site else city_sql(other, name, depth + 1)
    return f"(SELECT {inner} FROM {table} {name} WHERE {name}.{key} = {row}.{lead.column})"


def _site_sql(name: str) -> str:
    return f"(SELECT city.id FROM {City._meta.db_table} city WHERE city.site_id = {name}.id)"


def _lead(model: type[Model]) -> Field | None:
    """The field that leads towards the city: to the parent, or to the first of two that a table connects."""
    fields = [field for field in model._meta.local_concrete_fields if isinstance(field, ForeignKey)]
    named = LEADS.get(model._meta.label)
    for field in fields:
        is_parent = field.remote_field.parent_link or isinstance(field, ParentalKey)
        if field.name == named or is_parent or model._meta.auto_created:
            return field
    return None
