"""Narrowed views, at the addresses of the views of Wagtail that they narrow.

They stand before Wagtail's addresses, so Wagtail's menus and links lead here, for
everybody, and its own views of the same address are never reached.
"""

from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sites.access.narrowed import redirects, reports
from sites.access.narrowed.collections import set_privacy
from sites.access.narrowed.history import SiteHistoryView
from sites.access.narrowed.translations import TranslationsView

app_name = "own"


def report(route: str, view: Any, name: str, below: str = "") -> list[URLPattern]:
    """Return the two addresses of a report: the page, and the part that a filter loads anew."""
    return [
        path(f"{below}reports/{route}/", view.as_view(), name=name),
        path(f"{below}reports/{route}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


urlpatterns = [
    path("redirects/", redirects.RedirectIndexView.as_view(), name="redirects"),
    path(
        "redirects/results/",
        redirects.RedirectIndexView.as_view(results_only=True),
        name="redirects_results",
    ),
    path("redirects/add/", redirects.RedirectCreateView.as_view(), name="redirect_add"),
    path("redirects/<int:redirect_id>/", redirects.RedirectEditView.as_view(), name="redirect_edit"),
    path(
        "redirects/<int:redirect_id>/delete/",
        redirects.RedirectDeleteView.as_view(),
        name="redirect_delete",
    ),
    path("collections/<int:collection_id>/privacy/", set_privacy, name="collection_privacy"),
    *report("translations", TranslationsView, "translations", below="localize/"),
    *report("site-history", SiteHistoryView, "site_history"),
    *report("locked", reports.LockedPagesView, "locked_pages"),
    *report("workflow", reports.WorkflowView, "workflow"),
    *report("workflow_tasks", reports.WorkflowTasksView, "workflow_tasks"),
    *report("page-types-usage", reports.PageTypesUsageView, "page_types_usage"),
]

for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
