"""Narrowed views, at the addresses of the views of Wagtail that they narrow.

They stand before Wagtail's addresses, so Wagtail's menus and links lead here, for
everybody, and its own views of the same address are never reached.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from sites.access import redirects

app_name = "own"

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
]

for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
