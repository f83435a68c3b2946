"""Where the directory shows in the admin: buttons, actions on several, the queue of confirmations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from directory.models import Association, Contact
from directory.office.bulk import ArchiveBulkAction, RestoreBulkAction
from directory.office.confirmations import confirm, queue
from directory.office.panels import directory_panels
from directory.office.persons import erase_person, person_data
from directory.office.rights import ENTRIES, may_publish
from sites.access.people import cities_of, works_in
from sites.access.roles import COORDINATOR, EDITOR, LEAD

CONFIRMERS = (LEAD, EDITOR, COORDINATOR)

hooks.register("register_bulk_action", ArchiveBulkAction)
hooks.register("register_bulk_action", RestoreBulkAction)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("directory/confirmations/", queue, name="confirmations"),
        path("directory/confirmations/<int:association_id>/", confirm, name="confirm_association"),
        path("directory/persons/", person_data, name="person_data"),
        path("directory/persons/<int:contact_id>/erase/", erase_person, name="erase_person"),
    ]


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.extend(directory_panels(request))


class QueueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return cities_of(request.user, *CONFIRMERS).exists()


@hooks.register("register_reports_menu_item")
def queue_menu_item() -> MenuItem:
    return QueueMenuItem(
        _("Entries to confirm"), reverse("confirmations"), icon_name="check", order=150, name="confirmations"
    )


class PersonMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return cities_of(request.user, LEAD).exists()


@hooks.register("register_reports_menu_item")
def person_menu_item() -> MenuItem:
    return PersonMenuItem(
        _("Data on a person"), reverse("person_data"), icon_name="user", order=160, name="person-data"
    )


@hooks.register("register_snippet_listing_buttons")
def erase_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Contact) and works_in(user, snippet.city_id, LEAD):
        yield Button(
            _("Erase this person"), reverse("erase_person", args=[snippet.pk]), icon_name="bin", priority=90
        )


@hooks.register("register_snippet_listing_buttons")
def confirm_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(snippet, Association) and works_in(user, snippet.city_id, *ENTRIES["view"]):
        yield Button(
            _("Confirm"), reverse("confirmations") + f"?name={snippet.pk}", icon_name="check", priority=40
        )


@hooks.register("construct_snippet_action_menu")
def publish_for_leads(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Offer publishing to those who may publish this association."""
    instance = context.get("instance")
    if (
        context.get("model") is Association
        and instance is not None
        and not may_publish(request.user, instance)
    ):
        menu_items[:] = [
            item for item in menu_items if item.name not in ("action-publish", "action-unpublish")
        ]
