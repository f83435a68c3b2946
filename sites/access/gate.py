"""The gate of the admin: opens an address by its rule, and only for things of a city where the person works.

Many of Wagtail's views ask about the kind of a thing, or nothing at all. The gate
asks first, so that a view that forgets its check shows nothing.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, Revision, Site, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from sites.access.belonging import city_of
from sites.access.people import Post, is_instance_admin, posts_of, remember_posts
from sites.access.roles import Role
from sites.access.rules import rule_for
from sites.hosts import STAFF_PATH
from sites.models import City, Document, Image

# What the keys in addresses name, whatever the view.
KEYS: dict[str, Any] = {
    **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id"), Page),
    "image_id": Image,
    **dict.fromkeys(("document_id", "doc_id"), Document),
    "revision_id": Revision,
    "workflow_state_id": WorkflowState,
    "task_state_id": TaskState,
    "translation_id": Translation,
    "translation_source_id": TranslationSource,
    "redirect_id": Redirect,
    "collection_id": Collection,
    "city_id": City,
}
# What "pk" and "?id=" name, by the beginning of the view's name.
NAMED = {
    "wagtailadmin_pages:": Page,
    "wagtailadmin_api:pages:": Page,
    "wagtailadmin_choose_page": Page,
    "wagtailadmin_api:images:": Image,
    "wagtailimages_chooser:": Image,
    "wagtailadmin_api:documents:": Document,
    "wagtaildocs_chooser:": Document,
    "wagtailadmin_collections:": Collection,
    "wagtailsettings:": Site,
}
# Views that show the root of all pages as far as the person's own pages need it.
FROM_THE_ROOT = ("wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child")


class BorderMiddleware:
    """Ask before every view of the admin; the instance admin alone is not asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path_info.startswith(STAFF_PATH):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = rule_for(name or "unnamed")
        if rule and rule.public:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if is_instance_admin(request.user):
            return None
        remember_posts(request.user)
        # A refusal leads to the start page, so that page refuses nobody (Wagtail asks for access to the admin).
        if rule and (rule.own or may_pass(request, name, kwargs, rule.who)):
            return None
        return permission_denied(request)


def may_pass(request: HttpRequest, name: str, kwargs: dict[str, Any], who: tuple[Role, ...]) -> bool:
    """Whether the person holds one of the roles, in the city of each thing that the address names."""
    posts = [post for post in posts_of(request.user) if post.role in who]
    if not posts:
        return False
    things = list(named_things(request, name, kwargs))
    return all(_may_touch(posts, name, thing) for thing in things) and (
        not name.startswith("wagtail_localize:") or _may_translate(posts, request, things)
    )


def named_things(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> Iterator[Any]:
    """Yield each thing that the address names; None for one that does not exist."""
    for key, value in kwargs.items():
        if key in KEYS:
            yield KEYS[key].objects.filter(pk=value).first()
    model = next((model for prefix, model in NAMED.items() if name.startswith(prefix)), None)
    if "app_label" in kwargs:
        model = _model(kwargs["app_label"], kwargs["model_name"])
    if model is None:
        return
    keys = request.GET.getlist("id") + [kwargs[key] for key in ("pk", "object_id") if key in kwargs]
    for value in keys:
        # "all" and other words name no single thing, so nobody could check them.
        yield model.objects.filter(pk=value).first() if str(value).isdigit() else None


def _model(app_label: str, model_name: str) -> Any:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None


def _may_touch(posts: list[Post], name: str, thing: Any) -> bool:
    if isinstance(thing, Page) and thing.is_root():
        return name in FROM_THE_ROOT
    city = city_of(thing)
    return city is not None and any(post.city_id == city.pk for post in posts)


def _may_translate(posts: list[Post], request: HttpRequest, things: list[Any]) -> bool:
    """Whether every language that the request translates into is one of the person's, in that city."""
    languages = set(_languages(request, things))
    for thing in things:
        mine = {post.language for post in posts if post.city_id == city_of(thing).pk}  # type: ignore[union-attr]
        if "" not in mine and not languages <= mine:
            return False
    return True


def _languages(request: HttpRequest, things: list[Any]) -> Iterator[str]:
    for thing in things:
        if isinstance(thing, Translation):
            yield thing.target_locale.language_code
        elif request.resolver_match.url_name == "convert_to_alias":  # type: ignore[union-attr]
            yield thing.locale.language_code
    chosen = [key for key in request.POST.getlist("locales") if key.isdigit()]
    yield from Locale.objects.filter(pk__in=chosen).values_list("language_code", flat=True)
