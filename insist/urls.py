"""All addresses. Which of them a host answers is decided in `sites.hosts`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from directory.cards import CARD_PATTERN, card
from directory.emblem_files import EMBLEM_PATTERN, serve_emblem
from sites.delivery.views import api
from sites.frame.serve import serve
from sites.frame.sitemap import robots, sitemap
from sites.frame.stylesheet import INKS_PATTERN, inks
from sites.media import serve_rendition
from sites.previews.cities import opened_city
from sites.previews.views import preview_data, preview_page
from sites.restrictions import serve_document, unlock_collection, unlock_page

handler404 = "sites.frame.errors.page_not_found"
handler500 = "sites.frame.errors.server_error"

staff_urls = [
    # Before Wagtail's: its own sign-in and password reset know no second factor.
    path("admin/", include("sites.accounts.urls")),
    # And these know the border of the cities.
    path("admin/", include("sites.access.narrowed.urls")),
    path("admin/", include(wagtailadmin_urls)),
]

city_urls = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    re_path(r"^_preview/(?P<token>[^/]+)/?\Z", preview_page, name="preview"),
    re_path(
        r"^\+\+api\+\+/@preview/(?P<token>[^/]+)(?:/@(?P<component>[a-z]+))?/?\Z",
        preview_data,
        name="preview_data",
    ),
    re_path(r"^_open/(?P<token>[^/]+)/?\Z", opened_city, name="opened_city"),
    re_path(r"^\+\+api\+\+(?:/(?P<path>(?s:.*)))?\Z", api, name="api"),
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    # The forms of shared passwords, under the names by which Wagtail asks for them;
    # its sign-in page beside them is left out.
    path(
        "_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/",
        unlock_page,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_util/unlock_collection/<int:restriction_id>/",
        unlock_collection,
        name="wagtaildocs_authenticate_with_password",
    ),
]

shared_urls = [
    re_path(INKS_PATTERN, inks, name="inks"),
    re_path(CARD_PATTERN, card, name="card"),
    re_path(EMBLEM_PATTERN, serve_emblem, name="emblem"),
    path("media/<path:name>", serve_rendition, name="media"),
]

page_urls = i18n_patterns(
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
    prefix_default_language=False,
)

urlpatterns = [*staff_urls, *city_urls, *shared_urls, *page_urls]
