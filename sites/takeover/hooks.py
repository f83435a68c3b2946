"""Where taking over shows in the admin: addresses, menu, buttons of a page, words of the log."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from sites.models import City, Takeover, User
from sites.takeover.act import TAKE_OVER
from sites.takeover.targets import addable_parents, all_homes, target_cities
from sites.takeover.views import OriginListView, OriginView, TakeOverView


def admin_urls() -> list[URLPattern]:
    return [
        path("takeover/", OriginListView.as_view(), name="takeover"),
        path("takeover/<int:origin_id>/", TakeOverView.as_view(), name="takeover_page"),
        path("takeover/of/<int:page_id>/", OriginView.as_view(), name="takeover_origin"),
    ]


class TakeOverMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = cast(User, request.user)
        return addable_parents(user, all_homes(target_cities(user))).exists()


def menu_item() -> MenuItem:
    return TakeOverMenuItem(_("Take over"), reverse("takeover"), name="takeover", icon_name="copy", order=150)


def page_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    permissions = page.permissions_for_user(user)
    if permissions.can_add_subpage() and page.specific_class.creatable_subpage_models():
        city = City.objects.for_page(page)
        if city in target_cities(user):
            url = f"{reverse('takeover')}?parent={page.pk}"
            yield Button(_("Take over from another city"), url, icon_name="copy", priority=35)
    if permissions.can_edit() and Takeover.objects.filter(page=page.pk).exists():
        url = reverse("takeover_origin", args=[page.pk])
        yield Button(_("Origin and changes there"), url, icon_name="history", priority=66)


def log_actions(actions: LogActionRegistry) -> None:
    @actions.register_action(TAKE_OVER)
    class TakeOverFormatter(LogFormatter):
        label = _("Take over from another city")

        def format_message(self, log_entry: PageLogEntry) -> str:
            return _("Taken over: %(origin)s") % {"origin": log_entry.data.get("origin", "")}


def register_hooks() -> None:
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("register_admin_menu_item", menu_item)
    hooks.register("register_page_header_buttons", page_buttons)
    hooks.register("register_log_actions", log_actions)
