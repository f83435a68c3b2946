"""All addresses. Which of them a host answers is decided in `sites.hosts`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import authenticate_with_password

from sites.frame.serve import serve
from sites.frame.sitemap import robots, sitemap
from sites.frame.stylesheet import INKS_PATTERN, inks
from sites.media import serve_rendition

handler404 = "sites.frame.errors.page_not_found"
handler500 = "sites.frame.errors.server_error"

staff_urls = [
    path("admin/", include(wagtailadmin_urls)),
]

city_urls = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("documents/", include(wagtaildocs_urls)),
    # The form of a page with a shared password; Wagtail's other sign-in page beside it is left out.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
]

shared_urls = [
    re_path(INKS_PATTERN, inks, name="inks"),
    path("media/<path:name>", serve_rendition, name="media"),
]

page_urls = i18n_patterns(
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
    prefix_default_language=False,
)

urlpatterns = [*staff_urls, *city_urls, *shared_urls, *page_urls]
