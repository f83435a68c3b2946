"""The product's addresses, with what it is compared with: an empty view, and Wagtail's API v3."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from insist.urls import handler404, handler500
from insist.urls import urlpatterns as urls_of_product

__all__ = ["handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"empty")


urlpatterns = [path("bench/empty/", empty)]

if settings.IS_STOCK:
    from wagtail.api.v3.urls import api

    urlpatterns += [path("api/v3/", api.urls)]

urlpatterns += urls_of_product
