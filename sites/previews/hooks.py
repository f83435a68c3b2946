"""Where links show in the admin: addresses, a button of pages, words of the log."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from sites.models import User
from sites.previews.links import MAKE, WITHDRAW
from sites.previews.office import share_city, share_preview, share_url, withdraw_city, withdraw_previews

SHARE = _("Share a preview link")
THING = "previews/<slug:app_label>/<slug:model_name>/<int:pk>/"


def admin_urls() -> list[URLPattern]:
    return [
        path(THING, share_preview, name="share_preview"),
        path(f"{THING}withdraw/", withdraw_previews, name="withdraw_previews"),
        path("cities/<int:city_id>/links/", share_city, name="share_city"),
        path("cities/<int:city_id>/links/withdraw/", withdraw_city, name="withdraw_city_links"),
    ]


def page_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if not page.is_root() and page.permissions_for_user(user).can_edit():
        yield Button(SHARE, share_url(page), icon_name="link", priority=12)


def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(MAKE, _("Make a link to what is not public"), _("A link was made"))
    actions.register_action(WITHDRAW, _("Withdraw all links"), _("All links were withdrawn"))


def register_hooks() -> None:
    hooks.register("register_admin_urls", admin_urls)
    hooks.register("register_page_header_buttons", page_buttons)
    hooks.register("register_log_actions", log_actions)
