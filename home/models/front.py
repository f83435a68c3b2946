"""The front page of a city, one per language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from home.choices import Listed
from home.models.mixins import BodyMixin
from sites.frame.maps import city_map

if TYPE_CHECKING:
    from home.teasers import Wanted
    from sites.frame.context import Frame

EVENTS, MORE_RESULTS, NEWS = 4, 3, 3  # how many of each the page shows


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
        from home.listings import coming_events, events_by_borough
        from home.relations import present_project

        context = super().get_context(request, *args, **kwargs)
        city, project = context["frame"].city, context["frame"].project
        stories, german_stories, results, news = context["lists"]
        story = next(iter([*stories, *german_stories]), None)
        return context | {
            "events": coming_events(self)[:EVENTS],
            "story": story,
            "story_language": "" if stories else settings.LANGUAGE_CODE,
            # A city without a story shows at least what came of its first meeting.
            "featured": None if story or not results else results[0],
            "results": results[:MORE_RESULTS] if story else results[1:],
            "news": news,
            "project_page": present_project(self, project),
            # Events happen in the city, whatever language one reads: the German tree holds all of them.
            "map": city_map(city, events_by_borough(city.site.root_page)),
        }

    def own_lists(self, frame: Frame) -> list[Wanted]:
        """The story, here or in German, results and news."""
        from home.teasers import Wanted

        return [
            Wanted(Listed.STORIES, 1),
            Wanted(Listed.STORIES, 1, site=frame.city.site.root_page),
            Wanted(Listed.RESULTS, MORE_RESULTS + 1),
            Wanted(Listed.NEWS, NEWS),
        ]
