"""A steering circle: who decides together, step by step."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.choices import Role
from home.item_blocks import CircleStepBlock
from home.models.mixins import BodyMixin, TopicMixin
from home.panels import InvolvementPanel
from sites import present


class CirclePage(TopicMixin, BodyMixin, Page):
    """Its members are associations; documents that are not for all lie in a collection with a password."""

    rhythm = models.CharField(
        _("meets"), max_length=200, blank=True, help_text=_("For example “every second month”.")
    )
    comments_until = models.DateField(
        _("comments until"),
        null=True,
        blank=True,
        help_text=_("While it is open, the page asks for comments."),
    )
    steps = StreamField(
        [("step", CircleStepBlock())],
        verbose_name=_("steps and decisions"),
        blank=True,
        help_text=_("What the circle has done and decided, the first step first."),
    )

    stream_fields = ("steps", "body")
    involvement_roles = (Role.MEMBER, Role.INITIATOR, Role.HOST)
    shown_relations = (*BodyMixin.shown_relations, "main_topic__parent__parent")
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldRowPanel([FieldPanel("rhythm"), FieldPanel("comments_until")]),
        InvolvementPanel("note", heading=_("Members"), label=_("Member")),
        FieldPanel("steps"),
        TopicMixin.topic_panel,
        FieldPanel("body"),
    ]
    parent_page_types = ["home.HomePage", "home.ContentPage", "home.ProjectPage"]
    template = "home/circle_page.html"

    class Meta:
        verbose_name = _("steering circle")
        verbose_name_plural = _("steering circles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"today": present.today()}

    def is_open_for_comments(self) -> bool:
        return self.comments_until is not None and not present.is_over(self.comments_until)
