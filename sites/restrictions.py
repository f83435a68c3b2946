"""Pages and collections behind a shared password, on the host of their city.

Wagtail's own forms answer for the restriction of any city on any host, and have no
limit on wrong passwords.
"""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.documents.views.serve import serve as serve_document_of_wagtail
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, Page

from sites.access.groups import media_collection
from sites.forms import count_use, forget_use, network_of
from sites.frame.context import build_frame
from sites.hosts import CityRequest
from sites.models import City, Document

WRONG_PASSWORDS = 10
WINDOW = datetime.timedelta(minutes=15)
FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


class PasswordForm(PasswordViewRestrictionForm):
    """The shared password; after some wrong ones from a network, no password is looked at for a while."""

    def __init__(self, *args: Any, network: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network

    def clean_password(self) -> str:
        key = f"password-{self.restriction.pk}"
        # Counted before it is compared: many at once find no more room than one after the other.
        if not count_use(key, self.network, WRONG_PASSWORDS, WINDOW):
            raise ValidationError(
                _("Too many wrong passwords. Please try again in a quarter of an hour."), code="limit"
            )
        password: str = super().clean_password()
        forget_use(key, self.network)
        return password


@FORM_METHODS
def unlock_page(request: CityRequest, restriction_id: int, page_id: int) -> HttpResponse:
    """The form of a page with a shared password; 404 for a page of another city."""
    page = get_object_or_404(Page.objects.live().select_related("locale"), pk=page_id)
    restriction = get_object_or_404(
        page.get_view_restrictions(), pk=restriction_id, restriction_type="password"
    )
    if City.objects.for_page(page) != request.city:
        raise Http404
    with translation.override(page.locale.language_code):
        return _ask(request, restriction, page.get_url(request) or "/")


@FORM_METHODS
def unlock_collection(request: CityRequest, restriction_id: int) -> HttpResponse:
    """The form of a collection with a shared password; 404 for a collection of another city."""
    restriction = get_object_or_404(
        CollectionViewRestriction.objects.select_related("collection"),
        pk=restriction_id,
        restriction_type="password",
    )
    own = media_collection(request.city)
    if own is None or not restriction.collection.path.startswith(own.path):
        raise Http404
    return _ask(request, restriction, "/")


def serve_document(request: CityRequest, document_id: str, document_filename: str) -> HttpResponse:
    """A document of this host's city, as an attachment; of another city and without a consent any more, 404."""
    own = media_collection(request.city)
    documents = (
        Document.objects.filter(collection__path__startswith=own.path) if own else Document.objects.none()
    )
    document: Document = get_object_or_404(documents.select_related("collection"), pk=document_id)
    if document.consent_has_ended:
        raise Http404
    for restriction in document.collection.get_view_restrictions():
        if not restriction.accept_request(request):
            if restriction.restriction_type != BaseViewRestriction.PASSWORD:
                raise Http404  # nobody signs in on a city's host
            form_url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
            return _private(HttpResponseRedirect(f"{form_url}?{_query(request.get_full_path())}"))
    answer = serve_document_of_wagtail(request, document_id, document_filename)
    # What may have to go one day is kept by no cache and no search engine.
    is_private = document.consent_ends or document.collection.get_view_restrictions()
    return _private(answer) if is_private else answer


def _query(path: str) -> str:
    return urlencode({"return_url": path})


def _ask(request: CityRequest, restriction: BaseViewRestriction, default_url: str) -> HttpResponse:
    network = network_of(request)
    if request.method == "POST":
        form = PasswordForm(request.POST, instance=restriction, network=network)
        if form.is_valid():
            restriction.mark_as_passed(request)
            return _private(
                HttpResponseRedirect(_safe_url(request, form.cleaned_data["return_url"], default_url))
            )
    else:
        initial = {"return_url": _safe_url(request, request.GET.get("return_url", ""), default_url)}
        form = PasswordForm(instance=restriction, network=network, initial=initial)
    return show_form(request, form, request.path)


def show_form(request: HttpRequest, form: Any, action_url: str) -> HttpResponse:
    """The form in the frame of the city; neither it nor what it protects may be stored."""
    context = {"frame": build_frame(request, None), "form": form, "action_url": action_url}
    return _private(render(request, "frame/password.html", context))


def _safe_url(request: HttpRequest, url: str, default: str) -> str:
    is_own = url_has_allowed_host_and_scheme(url, request.get_host(), require_https=request.is_secure())
    return url if is_own else default


def _private(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, private=True, no_store=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer
