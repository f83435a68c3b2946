"""The front page of a city, one per language."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.maps import city_map
from home.models.mixins import BodyMixin


class HomePage(BodyMixin, Page):
    """Its title is the name of the city in this language; `search_description` is the aim."""

    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("The first sentence people read. Self-confident, at most eight words."),
    )
    for_whom = models.TextField(
        _("for whom"), max_length=200, blank=True, help_text=_("Who is invited, in one sentence.")
    )

    content_panels = [
        FieldPanel("title", help_text=_("The name of the city in this language.")),
        MultiFieldPanel(
            [
                FieldPanel("heading"),
                FieldPanel(
                    "search_description",
                    heading=_("Aim"),
                    help_text=_("What INSIST wants in this city, in one or two sentences."),
                    widget=forms.Textarea({"rows": 3}),
                ),
                FieldPanel("for_whom", widget=forms.Textarea({"rows": 2})),
            ],
            heading=_("Opening"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types: list[str] = []  # made by create_city alone
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import (
            coming_events,
            events_by_borough,
            latest_results,
            present_project,
            with_forum,
        )

        context = super().get_context(request, *args, **kwargs)
        city, project = context["frame"].city, context["frame"].project
        events, results = coming_events(self)[:4], latest_results(self)[:4]
        featured = results[0] if results else None
        with_forum(events + ([featured.event] if featured and featured.event else []))
        return context | {
            "events": events,
            "featured": featured,
            "results": results[1:],
            "project_page": present_project(self, project),
            # Events happen in the city, whatever language one reads: the German tree holds all of them.
            "map": city_map(city, events_by_borough(city.site.root_page)),
        }
