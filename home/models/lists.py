"""A list page: all events, all forums or all results of the site, in its language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.choices import Listing
from sites.frame.mixins import CityPageMixin


class ListPage(CityPageMixin, Page):
    listing = models.CharField(
        _("shows"), max_length=20, choices=Listing.choices, help_text=_("The list fills itself.")
    )

    content_panels = [*CityPageMixin.content_panels, FieldPanel("listing")]
    parent_page_types = ["home.HomePage"]
    template = "home/list_page.html"

    class Meta:
        verbose_name = _("list page")
        verbose_name_plural = _("list pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import coming_events, forums, latest_results, past_events, with_forum

        context = super().get_context(request, *args, **kwargs)
        match self.listing:
            case Listing.EVENTS:
                coming, past = coming_events(self), past_events(self)
                with_forum(coming + past)
                context |= {"coming": coming, "past": past}
            case Listing.FORUMS:
                context["forums"] = forums(self)
            case Listing.RESULTS:
                context["results"] = latest_results(self)
        return context
