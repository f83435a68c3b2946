"""Reports on the pages of the own cities: Wagtail's, narrowed.

What Wagtail narrows is the list; its filters offer the people, workflows and sites
of all cities, and its list of page types counts the pages of all.
"""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import locked_pages, page_types_usage, workflows
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState, get_page_models
from wagtail.query import PageQuerySet

from sites.access.own import own_pages, pages_of, people_in
from sites.access.people import cities_of
from sites.access.roles import EDITOR, LEAD
from sites.models import City


def _pages(request: Any) -> PageQuerySet:
    return own_pages(request.user, LEAD, EDITOR)


def own_workflow_states(request: Any) -> QuerySet[WorkflowState]:
    """Return the passages of own pages through a workflow; no entry goes through one."""
    if request.user.is_superuser:
        return WorkflowState.objects.all()
    keys = _pages(request).values_list(Cast("pk", output_field=CharField()))
    pages = ContentType.objects.get_for_model(Page)
    return WorkflowState.objects.filter(base_content_type=pages, object_id__in=keys)


class LockedPagesFilterSet(locked_pages.LockedPagesReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locked = _pages(self.request).filter(locked=True)
        self.filters["locked_by"].queryset = people_in(locked.values("locked_by"))


class LockedPagesView(locked_pages.LockedPagesView):
    filterset_class = LockedPagesFilterSet

    def get_queryset(self) -> PageQuerySet:
        # Wagtail adds what the person locked herself: where she does not work any more, too.
        return super().get_queryset().filter(pk__in=_pages(self.request).values("pk"))


class WorkflowFilterSet(workflows.WorkflowReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = own_workflow_states(self.request)
        self.filters["workflow"].queryset = Workflow.objects.filter(pk__in=own.values("workflow"))
        self.filters["requested_by"].queryset = people_in(own.values("requested_by"))


class WorkflowView(workflows.WorkflowView):
    filterset_class = WorkflowFilterSet

    def get_queryset(self) -> QuerySet[WorkflowState]:
        return super().get_queryset().filter(pk__in=own_workflow_states(self.request).values("pk"))


class WorkflowTasksFilterSet(workflows.WorkflowTasksReportFilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = own_workflow_states(self.request)
        tasks = TaskState.objects.filter(workflow_state__in=own.values("pk")).values("task")
        self.filters["workflow"].queryset = Workflow.objects.filter(pk__in=own.values("workflow"))
        self.filters["task"].queryset = Task.objects.filter(pk__in=tasks)


class WorkflowTasksView(workflows.WorkflowTasksView):
    filterset_class = WorkflowTasksFilterSet

    def get_queryset(self) -> QuerySet[TaskState]:
        own = own_workflow_states(self.request)
        return super().get_queryset().filter(workflow_state__in=own.values("pk"))


class PageTypesFilterSet(WagtailFilterSet):
    """Language and city of the pages that are counted, read by the view; Wagtail's names all sites.

    It also counts by the tree of a site's root page, which holds one language only.
    """

    page_locale = django_filters.ChoiceFilter(
        label=_("Language"), choices=lambda: get_content_languages().items(), method="leave"
    )
    city = django_filters.ModelChoiceFilter(
        label=_("City"), queryset=lambda request: cities_of(request.user, LEAD, EDITOR), method="leave"
    )

    class Meta:
        model = ContentType
        fields = ["page_locale", "city"]

    def leave(self, kinds: QuerySet[ContentType], name: str, value: Any) -> QuerySet[ContentType]:
        return kinds


class PageTypesUsageView(page_types_usage.PageTypesUsageReportView):
    filterset_class = PageTypesFilterSet

    def counted_pages(self) -> PageQuerySet:
        pages, form = _pages(self.request), self.filters.form
        asked = form.cleaned_data if form.is_valid() else {}
        if asked.get("page_locale"):
            pages = pages.filter(locale__language_code=asked["page_locale"])
        if asked.get("city"):
            pages &= pages_of(City.objects.filter(pk=asked["city"].pk))
        return pages

    def get_queryset(self) -> QuerySet[ContentType]:
        kinds = ContentType.objects.get_for_models(*get_page_models())
        kinds.pop(Page, None)  # no page is just a page
        pages = self.counted_pages().filter(content_type=OuterRef("pk")).order_by()
        count = pages.values("content_type").annotate(number=Count("pk")).values("number")
        latest = pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk")
        return (
            ContentType.objects.filter(pk__in=[kind.pk for kind in kinds.values()])
            .annotate(
                count=Coalesce(Subquery(count), 0), last_edited_page_id=Subquery(latest.values("pk")[:1])
            )
            .order_by("-count", "app_label", "model")
        )
