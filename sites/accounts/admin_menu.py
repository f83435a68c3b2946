"""What the admin offers about people and the own account; imported by the hooks of the app."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from sites.accounts.people import AUDIT, led_cities

ACTIONS = {
    "invite": gettext_lazy("Invite a person"),
    "accept": gettext_lazy("Accept an invitation"),
    "withdraw": gettext_lazy("Withdraw an invitation"),
    "remove_role": gettext_lazy("Remove a role"),
    "end_sessions": gettext_lazy("End the sessions of a person"),
}


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and led_cities(request.user).exists()


@hooks.register("register_admin_urls")
def people_addresses() -> list[URLPattern]:
    from sites.accounts.urls import people_urls

    return people_urls


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    return PeopleMenuItem(
        gettext_lazy("People"), reverse("people"), name="people", icon_name="group", order=700
    )


@hooks.register("register_log_actions")
def people_actions(actions: LogActionRegistry) -> None:
    for name, label in ACTIONS.items():
        actions.register_action(AUDIT + name, label, label)


@hooks.register("register_account_menu_item")
def factor_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("An app, a passkey and codes of recovery"),
    }


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("account_change_password"),
        "label": _("Password"),
        "help_text": _("Choose a new password"),
    }


@hooks.register("register_account_menu_item")
def address_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("account_email"),
        "label": _("E-mail address"),
        "help_text": _("The address you sign in with"),
    }


@hooks.register("register_account_menu_item")
def sessions_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("usersessions_list"),
        "label": _("Sessions"),
        "help_text": _("Where you are signed in"),
    }
