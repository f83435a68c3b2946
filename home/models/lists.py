"""A list page: all pages of one kind that the site has in its language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.choices import Listing
from home.models.mixins import CardMixin


class ListPage(CardMixin, Page):
    listing = models.CharField(
        _("shows"), max_length=20, choices=Listing.choices, help_text=_("The list fills itself.")
    )

    parameters = frozenset({"page", "view", "kind", "topic", "language", "month", "stage"})
    content_panels = [*CardMixin.content_panels, FieldPanel("listing")]
    parent_page_types = ["home.HomePage"]
    template = "home/list_page.html"

    class Meta:
        verbose_name = _("list page")
        verbose_name_plural = _("list pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.lists import list_context

        context = super().get_context(request, *args, **kwargs)
        if not self.listing:  # in the preview of a page that is being made
            return context
        found = list_context(self.listing, self, request, context["frame"])
        if (pages := found.get("pages")) and pages.number > 1:
            context["canonical_query"] = f"?page={pages.number}"
        return context | found | {"list_template": f"home/lists/{self.listing}.html"}
