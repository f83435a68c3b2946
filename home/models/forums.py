"""A forum: a series of meetings on one topic."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.models.mixins import BodyMixin, TopicMixin


class ForumPage(TopicMixin, BodyMixin, Page):
    audience = models.CharField(_("for whom"), max_length=250, blank=True, help_text=_("Who is invited."))

    shown_relations = (*BodyMixin.shown_relations, "main_topic__parent")
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("audience"),
        TopicMixin.topic_panel,
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage", "home.HomePage"]
    template = "home/forum_page.html"

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import meetings, other_forums

        context = super().get_context(request, *args, **kwargs)
        coming, past = meetings(self)
        context |= {"next": coming[0] if coming else None, "later": coming[1:], "past": past}
        context["other_forums"] = other_forums(self)
        return context
