"""A piece of news: short, with a date and who wrote it."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page

from home.choices import Role
from home.models.mixins import BodyMixin, TopicForm, TopicMixin
from home.panels import InvolvementPanel


class NewsPageForm(TopicForm):
    """Asks who wrote it: a piece of news has somebody behind it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "byline" in self.fields:
            self.fields["byline"].required = True
            self.fields["byline"].error_messages["required"] = _(
                "Please say who wrote it; initials or a function are enough."
            )


class NewsPage(TopicMixin, BodyMixin, Page):
    date = models.DateField(_("date"), default=timezone.localdate, help_text=_("The newest stands first."))
    byline = models.CharField(
        _("author or initials"), max_length=80, blank=True, help_text=_("For example “kb”, or a function.")
    )

    base_form_class = NewsPageForm
    involvement_roles = (Role.PARTICIPANT, Role.HOST, Role.PARTNER)
    shown_relations = (*BodyMixin.shown_relations, "main_topic__parent__parent")
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldRowPanel([FieldPanel("date"), FieldPanel("byline")]),
        TopicMixin.topic_panel,
        InvolvementPanel(),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/news_page.html"

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
