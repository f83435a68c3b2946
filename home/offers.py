"""Which offers are closed: their own time is over, or their project is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Page

from home.models.projects import ProjectPage
from sites import present

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from sites.frame.context import Frame

NO_PROJECT = 0  # no row has this key


def open_offers(offers: PageQuerySet, frame: Frame) -> PageQuerySet:
    today = present.today()
    offers = offers.exclude(Q(ends_on__lt=today) | Q(deadline__lt=today))
    return with_project(offers, frame).exclude(project_key__in=finished_projects(frame))


def with_project(offers: PageQuerySet, frame: Frame) -> PageQuerySet:
    """Give each offer `project_key`, as the frame finds the project of a page: own, that above it, the current one."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    presented = ProjectPage.objects.live().filter(path=above).values("project")[:1]
    current = next((key for key, project in frame.projects.items() if project.is_current), NO_PROJECT)
    key = Coalesce(F("project"), Subquery(presented), Value(current), output_field=BigIntegerField())
    return offers.annotate(project_key=key)


def finished_projects(frame: Frame) -> list[int]:
    return [key for key, project in frame.projects.items() if project.is_finished]
