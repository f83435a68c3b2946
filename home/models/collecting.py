"""Pages that fill themselves: all that a city has on a topic, all that it has in a district."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory.models import ACTIVITY_FIELD, Term
from home.models.mixins import BodyMixin, DistrictForm, TopicForm


class TopicPageForm(TopicForm):
    topic_fields = ("topic",)


class TopicPage(BodyMixin, Page):
    topic = models.ForeignKey(
        Term,
        verbose_name=_("topic"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": ACTIVITY_FIELD},
        help_text=_("The page collects by itself what belongs to it."),
    )

    shown_relations = (*BodyMixin.shown_relations, "topic__parent")
    base_form_class = TopicPageForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("topic", widget=forms.Select),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/topic_page.html"

    class Meta:
        verbose_name = _("topic page")
        verbose_name_plural = _("topic pages")


class DistrictPage(BodyMixin, Page):
    district = models.ForeignKey(
        "insist_sites.District",
        verbose_name=_("district"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The page collects by itself what happens there."),
    )

    shown_relations = (*BodyMixin.shown_relations, "district")
    base_form_class = DistrictForm
    content_panels = [
        *BodyMixin.content_panels[:-1],
        FieldPanel("district", widget=forms.Select),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.ListPage"]
    template = "home/district_page.html"

    class Meta:
        verbose_name = _("district page")
        verbose_name_plural = _("district pages")
