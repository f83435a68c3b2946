"""Every address of the running URL configuration, with keys filled in from the things of a city."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.models import Locale

from sites.models import CityLink, District, Funder, PreviewLink, Region
from sites.previews.tokens import token_of
from tests.sites.access.world import PAGE_KINDS, Things

SHARED = {"funder": Funder, "region": Region, "district": District}
# What "pk" names, by the beginning of the view's name.
KEYS = {
    "wagtailadmin_pages:": "page",
    "wagtailadmin_api:pages:": "page",
    "wagtailadmin_api:images:": "image",
    "wagtailimages_chooser:": "image",
    "wagtailadmin_api:documents:": "document",
    "wagtaildocs_chooser:": "document",
    "wagtailadmin_collections:": "collection",
    "wagtailsettings:": "site",
    "wagtailsites:": "site",
    "wagtailusers_users:": "user",
    "wagtailusers_groups:": "group",
    "wagtail_localize:": "project",
    "person": "user",
    "end_sessions": "user",
    "remove_role": "user",
    "withdraw_invitation": "invitation",
    "share_preview": "page",
    "withdraw_previews": "page",
}
# What the other keys name, in any view.
NAMED = {
    **dict.fromkeys(
        ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk", "object_id"), "page"
    ),
    **dict.fromkeys(("document_id", "doc_id"), "document"),
    "image_id": "image",
    "collection_id": "collection",
    "redirect_id": "redirect",
    "association_id": "association",
    "contact_id": "contact",
    "task_id": "task",
    "workflow_pk": "workflow",
    "workflow_state_id": "workflow_state",
    "task_state_id": "task_state",
    "translation_id": "translation",
    "translation_source_id": "source",
    "string_segment_id": "segment",
    "page_view_restriction_id": "restriction",
    "group": "group",
    "city_id": "city",
}
FIXED = {
    "content_type_app_name": "home",
    "content_type_model_name": "contentpage",
    "action_name": "approve",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "filter_spec": "max-100x100",
    "mode": "default",
    "session_id": 1,
    "uploaded_file_id": 1,
    "overridable_segment_id": 1,
    "restriction_id": 1,
    "name": "images/none.png",
    "first": "musik",
    "second": "none",
    "seed": 7,
    "a": "FFB238",
    "b": "35A0AE",
    "uidb36": "1",
    "key": "set-password",
}
MODELS = {
    "wagtailadmin_workflows:": ("wagtailcore", "groupapprovaltask"),
    "wagtailsettings:": ("insist_sites", "city"),
    "wagtail_localize:": ("insist_sites", "project"),
    "wagtailadmin_tag_": ("taggit", "tag"),
    "share_preview": ("wagtailcore", "page"),
    "withdraw_previews": ("wagtailcore", "page"),
}
WITH_PUT = ("wagtail_localize:edit_string_translation", "wagtail_localize:edit_override")
BULK = {
    "page": ("wagtailcore", "page", ("delete", "move", "publish", "unpublish", "submit_for_translation")),
    "image": ("insist_sites", "image", ("delete", "add_tags", "add_to_collection")),
    "document": ("insist_sites", "document", ("delete", "add_tags", "add_to_collection")),
    "project": ("insist_sites", "project", ("delete",)),
    "rolecontact": ("insist_sites", "rolecontact", ("delete",)),
    "webhook": ("insist_sites", "webhook", ("delete",)),
    "association": ("directory", "association", ("delete", "archive", "restore")),
    "contact": ("directory", "contact", ("delete",)),
    "migrationreference": ("directory", "migrationreference", ("delete",)),
    "case": ("directory", "case", ("delete",)),
    "office": ("directory", "office", ("delete",)),
    "term": ("directory", "term", ("delete",)),
}

# What the directory shows below its own address, beside what is reached from a pattern.
API_SERVICES = (
    "@search?b_size=100&metadata_fields=_all",
    "@search?SearchableText=Kanari",
    "@navigation?expand.navigation.depth=3",
    "@associations",
    "@vocabularies",
    "@vocabularies/insist.activity_field?b_size=100",
    "verzeichnis/{slug}",
)
LINKS = {
    "preview": "/_preview/{token}/",
    "preview_data": "/++api++/@preview/{token}",
    "opened_city": "/_open/{token}/",
}
DIRECTORY_ROUTES = (
    "",
    "offices/",
    "offices/?district=nordmarkt",
    "new/",
    "new/sent/",
    "{slug}/",
    "{slug}/change/",
    "{slug}/change/sent/",
    "{slug}/report/",
    "{slug}/message/",
    "{slug}/vcard/1/",
)


@dataclass(frozen=True)
class Pattern:
    name: str  # the full name of the view, "unnamed" without one
    route: str
    keys: tuple[str, ...]
    staff: bool
    resolver: Any

    @property
    def methods(self) -> tuple[str, ...]:
        """What the view is asked with: it need not answer all of them."""
        return ("GET", "POST", "PUT", "DELETE") if self.name in WITH_PUT else ("GET", "POST")


@dataclass(frozen=True)
class Address:
    path: str
    keyed: bool  # names a thing of the city it was filled from
    kind: str  # of the page, "" where no page is named
    query: bool = False  # asks a list about things of the city


def patterns() -> Iterator[Pattern]:
    """Yield every pattern that an address can reach: of two with the same route, the first."""
    seen = set()
    for pattern in _walk(get_resolver(), "", ()):
        if pattern.route not in seen:
            seen.add(pattern.route)
            yield pattern


def _walk(resolver: Any, space: str, above: tuple[Any, ...]) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        chain = (*above, entry)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, chain)
        elif isinstance(entry, URLPattern):
            name = f"{space}{entry.name}" if entry.name else "unnamed"
            keys = tuple(key for part in chain for key in part.pattern.regex.groupindex)
            route = "".join(str(part.pattern) for part in chain)
            yield Pattern(name, route, keys, route.startswith("admin/"), chain)


def addresses(pattern: Pattern, things: Things) -> Iterator[Address]:
    """Yield the addresses of the pattern: one for each kind of page, or one for each query that names things."""
    if pattern.name == "wagtail_bulk_action":
        yield from _bulk(things)
        return
    if pattern.name == "api":
        yield from _api(things)
        return
    if pattern.name in LINKS:
        yield from _links(pattern.name, things)
        return
    kinds = (
        PAGE_KINDS
        if pattern.name == "wagtail_serve" or any(_named(pattern.name, key) == "page" for key in pattern.keys)
        else ("",)
    )
    for kind in kinds:
        values = {key: _value(pattern, key, things, kind or "draft") for key in pattern.keys}
        path = "/" + _fill(pattern, values, things, kind or "draft")
        keyed = any(_is_own(pattern.name, key) for key in pattern.keys)
        yield Address(path, keyed, kind)
    if pattern.name == "wagtail_serve":
        slug = things.one["association"].slug
        for route in DIRECTORY_ROUTES:
            yield Address(f"/verzeichnis/{route.format(slug=slug)}", False, "")
    if not pattern.keys and pattern.staff:
        for query in _queries(things, pattern.name):
            yield Address(f"{path}?{query}", False, "", query=True)


def _queries(things: Things, name: str) -> Iterator[str]:
    page, one = things.page("draft"), things.one
    yield "q=Kanari&term=Kanari&search=Kanari&p=1"
    yield f"collection_id={one['collection'].pk}&site={one['site'].pk}&user={one['user'].pk}"
    yield f"city={things.city.pk}&label=Kanari"
    yield f"descendant_of={page.get_parent().pk}&for_explorer=1&fields=*&search=Kanari"
    yield f"child_of={page.get_parent().pk}&fields=*"
    things_by_name = {
        "wagtailimages": "image",
        "wagtaildocs": "document",
        "snippetchoosers_insist_sites_project": "project",
        "snippetchoosers_insist_sites_rolecontact": "rolecontact",
        "snippetchoosers_insist_sites_webhook": "webhook",
        "snippetchoosers_directory_association": "association",
        "snippetchoosers_directory_contact": "contact",
        "snippetchoosers_directory_office": "office",
        "snippetchoosers_directory_term": "term",
    }
    kind = next((kind for part, kind in things_by_name.items() if part in name), None)
    yield f"id={one[kind].pk if kind else page.pk}&multiple=1"


def _api(things: Things) -> Iterator[Address]:
    for kind in PAGE_KINDS:
        path = _path_of(things.page(kind))
        yield Address(f"/++api++/{path}?expand=breadcrumbs,contextnavigation,translations", False, kind)
    for service in API_SERVICES:
        yield Address(f"/++api++/{service.format(slug=things.one['association'].slug)}", False, "")


def _links(name: str, things: Things) -> Iterator[Address]:
    """Yield the addresses of links that were withdrawn: signed by us, and of nothing that is stored."""
    day = timezone.localdate()
    if name == "opened_city":
        token = token_of(CityLink(pk=0, city=things.city, valid_until=day))
        yield Address(LINKS[name].format(token=token), False, "")
        return
    for kind in PAGE_KINDS:
        revision = things.page(kind).latest_revision
        token = token_of(PreviewLink(pk=0, city=things.city, revision=revision, valid_until=day))
        yield Address(LINKS[name].format(token=token), False, kind)


def _path_of(page: Any) -> str:
    """Return the path of a page on its city's host, without a slash at the beginning."""
    language = "" if page.locale.language_code == "de" else f"{page.locale.language_code}/"
    _home, *way = page.url_path.strip("/").split("/")
    return f"{language}{'/'.join(way)}/"


def _bulk(things: Things) -> Iterator[Address]:
    for kind, (app, model, actions) in BULK.items():
        for action in actions:
            for page_kind in PAGE_KINDS if kind == "page" else ("",):
                pk = things.page(page_kind).pk if page_kind else things.one[kind].pk
                path = f"/admin/bulk/{app}/{model}/{action}/"
                yield Address(f"{path}?id={pk}", True, page_kind)
            yield Address(f"{path}?id=all", True, "all")
            yield Address(f"{path}?id=all&childOf={things.page('draft').get_parent().pk}", True, "all")


def _named(name: str, key: str) -> str:
    if key == "pk":
        for prefix, kind in KEYS.items():
            if name.startswith(prefix):
                return kind
        if name.startswith("wagtailadmin_workflows:"):
            return "task" if "task" in name else "workflow"
        if name.startswith("wagtailsnippet"):
            return name.split(":")[0].rpartition("_")[2]
        return "locale"
    return NAMED.get(key, "")


def _is_own(name: str, key: str) -> bool:
    kind = _named(name, key)
    return bool(kind or key == "revision_id") and kind not in (*SHARED, "locale")


def _value(pattern: Pattern, key: str, things: Things, kind: str) -> Any:
    if pattern.name == "wagtailadmin_api:pages:action":
        return "unpublish" if key == "action_name" else things.page(kind).pk
    if key in FIXED:
        return FIXED[key]
    if key == "slug":
        return things.city.slug
    if key == "city_id":
        return things.city.pk
    if key == "origin_id":
        return things.page("published").pk
    if key in ("app_label", "app_name", "model_name"):
        app, model = next(
            (pair for prefix, pair in MODELS.items() if pattern.name.startswith(prefix)),
            ("home", "contentpage"),
        )
        return model if key == "model_name" else app
    if key == "uidb64":
        return urlsafe_base64_encode(force_bytes(things.one["user"].pk))
    if key == "token":
        return default_token_generator.make_token(things.one["user"])
    of_entry = f"association_{key.removesuffix('_id')}"
    if pattern.name.startswith("wagtailsnippets_directory_association:") and of_entry in things.one:
        return things.one[of_entry].pk
    if key == "revision_id":
        return things.page(kind).latest_revision.pk
    named = _named(pattern.name, key)
    if named == "page":
        return things.page(kind).pk if key != "destination_id" else things.page(kind).get_parent().pk
    if named in SHARED:
        return SHARED[named].objects.first().pk
    if named == "locale":
        return Locale.objects.first().pk
    return things.one[named].pk


def _fill(pattern: Pattern, values: dict[str, Any], things: Things, kind: str) -> str:
    route = pattern.route
    if pattern.name == "wagtail_serve":
        return _path_of(things.page(kind))
    if pattern.name == "wagtaildocs_serve":
        document = things.one["document"]
        return f"documents/{document.pk}/{document.filename}"
    if pattern.name == "wagtailadmin_pages:revisions_compare":
        return f"admin/pages/{values['pk']}/revisions/compare/earliest...latest/"
    if pattern.name == "unnamed" and "^" in route:
        return "admin/gibt/es/nicht/"
    for key, value in values.items():
        route = re.sub(rf"\(\?P<{key}>(?:[^()\[\]]|\[[^\]]*\])*\)", str(value), route)
        for converter in ("int:", "str:", "slug:", "path:", ""):
            route = route.replace(f"<{converter}{key}>", str(value))
    route = route.replace("^", "").replace("$", "").replace("\\.", ".")
    assert "<" not in route and "(" not in route, f"the test cannot fill {pattern.route}"
    return route
