"""The site history of the own cities: Wagtail's report, narrowed."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, QuerySet, Value
from django.utils.functional import cached_property
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.log_actions import registry
from wagtail.models.audit_log import LogEntryQuerySet

from sites.access.log import own_entries
from sites.access.own import people_in


class OwnHistoryFilterSet(SiteHistoryReportFilterSet):
    """Offers people, kinds and actions of the entries that the person may read; Wagtail's names everybody."""

    def __init__(self, *args: Any, own: list[LogEntryQuerySet], **kwargs: Any) -> None:
        self.own = own
        super().__init__(*args, **kwargs)
        kinds = {key for entries in self.own for key in entries.get_content_type_ids()}
        self.filters["object_type"].queryset = ContentType.objects.filter(pk__in=kinds).order_by("model")

    def get_action_choices(self) -> list[tuple[str, str]]:
        used = {action for entries in self.own for action in entries.get_actions()}
        return [choice for choice in registry.get_choices() if choice[0] in used]

    def get_users_queryset(self) -> QuerySet[Any]:
        return people_in({key for entries in self.own for key in entries.get_user_ids()})


class SiteHistoryView(LogEntriesView):
    filterset_class = OwnHistoryFilterSet

    @cached_property
    def own(self) -> list[LogEntryQuerySet]:
        self.log_models = list(registry.get_log_entry_models())
        return [own_entries(model, self.request.user) for model in self.log_models]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "own": self.own}

    def get_filtered_queryset(self) -> QuerySet[Any]:
        # As Wagtail's method, which has no place to narrow what it unites.
        parts = []
        for number, entries in enumerate(self.own):
            mark = Value(number, output_field=IntegerField())
            rows = entries.values("pk", "timestamp").annotate(log_model_index=mark)
            parts.append(self.filter_queryset(rows).order_by())
        return parts[0].union(*parts[1:], all=True).order_by("-timestamp")
