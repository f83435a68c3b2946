"""A forum: a series of meetings on one topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.choices import Listed, Role
from home.models.mixins import BodyMixin, TopicMixin
from home.panels import InvolvementPanel

if TYPE_CHECKING:
    from home.teasers import Wanted
    from sites.frame.context import Frame

OTHER_FORUMS = 20  # a city has about ten


class ForumPage(TopicMixin, BodyMixin, Page):
    audience = models.CharField(_("for whom"), max_length=250, blank=True, help_text=_("Who is invited."))

    involvement_roles = (Role.PARTICIPANT, Role.HOST, Role.INITIATOR, Role.PARTNER, Role.FUNDER)
    shown_relations = (*BodyMixin.shown_relations, "main_topic__parent__parent")
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("audience"),
        TopicMixin.topic_panel,
        InvolvementPanel("note"),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage", "home.HomePage"]
    template = "home/forum_page.html"

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.listings import meetings

        context = super().get_context(request, *args, **kwargs)
        coming, past = meetings(self)
        context |= {"next": coming[0] if coming else None, "later": coming[1:], "past": past}
        context["other_forums"] = context["lists"][0]
        return context

    def own_lists(self, frame: Frame) -> list[Wanted]:
        from home.teasers import Wanted

        return [Wanted(Listed.FORUMS, OTHER_FORUMS, without=self)]
