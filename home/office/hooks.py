"""Where the office shows in the admin: start page, new pages, messages after saving, a button of events."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.signals import init_new_page

from home.choices import EventKind
from home.models import EventPage, ForumPage
from home.office.dashboard import office_panels
from home.office.hints import hints_on
from home.office.repeat import repeat_view
from home.office.starters import give_starter
from sites.models import User


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels.extend(office_panels(request))


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("events/<int:page_id>/repeat/", repeat_view, name="repeat_event")]


@hooks.register("register_page_header_buttons")
def event_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if issubclass(page.specific_class, EventPage) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Copy to a new day"), reverse("repeat_event", args=[page.pk]), icon_name="date", priority=36
        )


@hooks.register("after_publish_page")
def say_hints(request: HttpRequest, page: Page) -> None:
    """Tell what could be better, after the page has been published: a hint stops nothing."""
    found = hints_on(page.specific)
    if found:
        head = ngettext("One hint on this page:", "%(count)d hints on this page:", len(found)) % {
            "count": len(found)
        }
        items = format_html_join("", "<li>{}</li>", ((hint,) for hint in found))
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Improve the page"))
        messages.warning(request, format_html("{}<ul>{}</ul>", head, items), buttons=[button])


@hooks.register("construct_help_menu")
def no_pages_of_others(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out Wagtail's own: English pages of another host, announced with a number in the menu."""
    items[:] = [item for item in items if not isinstance(item, DismissibleMenuItem)]


@receiver(init_new_page)
def start_with_blocks(page: Page, parent: Page, **_others: Any) -> None:
    if isinstance(page, EventPage) and parent.specific_class is not ForumPage:
        page.kind = EventKind.EXCHANGE  # a meeting of a forum begins at the forum
    if parent.locale.language_code == settings.LANGUAGE_CODE:
        give_starter(page)
