"""The page that owns the addresses of the directory: its list and every entry, in one language."""

from __future__ import annotations

from http import HTTPMethod

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page

from directory.choices import OFFICES_TITLE
from directory.models.entries import DirectoryEntry, OldAddress
from directory.staff_choices import CaseKind, Channel
from sites.frame.context import Below
from sites.frame.mixins import CityPageMixin
from sites.hosts import CityRequest


class DirectoryPage(RoutablePageMixin, CityPageMixin, Page):
    """One per city and language, made by `create_city`; an entry has one address in each of them."""

    allowed_http_methods = [*CityPageMixin.allowed_http_methods, HTTPMethod.POST]
    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    template = "directory/directory_page.html"
    parameters = frozenset(
        {"field", "district", "language", "group", "kind", "letter", "sort", "page", "address"}
    )

    class Meta:
        verbose_name = _("directory of associations")
        verbose_name_plural = _("directories of associations")

    @path("")
    @method_decorator(require_safe)
    def browse(self, request: CityRequest) -> HttpResponse:
        from directory.browse import read_list
        from directory.offices import has_offices

        found = read_list(request.city, self, request.GET)
        context = {"list": found, "has_offices": has_offices(request.city)}
        return self.render(request, context_overrides=context)

    @path("offices/")
    @method_decorator(require_safe)
    def offices(self, request: CityRequest) -> HttpResponse:
        from directory.offices import read_offices

        district, address = (request.GET.get(name, "").strip() for name in ("district", "address"))
        return self.render(
            request,
            template="directory/offices.html",
            below=Below(str(OFFICES_TITLE), "offices/"),
            context_overrides={"list": read_offices(request.city, district, address)},
        )

    @re_path(r"^new/(?P<sent>sent/)?$")
    def missing(self, request: CityRequest, sent: str = "") -> HttpResponse:
        from directory.cases import serve_case

        return serve_case(request, self, CaseKind.MISSING, None, bool(sent))

    @re_path(r"^(?P<slug>[-\w]+)/(?P<form>change|report|message)/(?P<sent>sent/)?$")
    def case(self, request: CityRequest, slug: str, form: str, sent: str = "") -> HttpResponse:
        from directory.cases import KINDS, serve_case

        found = self._find(request, slug)
        if not isinstance(found, DirectoryEntry):
            return HttpResponsePermanentRedirect(f"{self._present_url(found, request)}{form}/{sent}")
        return serve_case(request, self, KINDS[form], found, bool(sent))

    @path("<slug:slug>/")
    @method_decorator(require_safe)
    def entry(self, request: CityRequest, slug: str) -> HttpResponse:
        from directory.presentation import entry_context

        found = self._find(request, slug)
        if not isinstance(found, DirectoryEntry):
            return HttpResponsePermanentRedirect(self._present_url(found, request))
        return self.render(
            request,
            template="directory/entry.html",
            below=Below(found.name, f"{found.slug}/"),
            context_overrides=entry_context(found, self, request.city),
        )

    @path("<slug:slug>/vcard/<int:contact>/")
    @method_decorator(require_safe)
    def vcard(self, request: CityRequest, slug: str, contact: int) -> HttpResponse:
        """A contact for the address book, as long as it may be shown on the page."""
        from directory.vcards import vcard

        found = self._find(request, slug)
        if not isinstance(found, DirectoryEntry):
            raise Http404
        shown = found.current_contacts(Channel.PAGE)
        row = next((row for row in shown if row["id"] == contact), None)
        if row is None:
            raise Http404
        answer = HttpResponse(vcard(found.name, row), content_type="text/vcard; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{slug}.vcf"'
        answer["X-Robots-Tag"] = "noindex"
        return answer

    def _find(self, request: CityRequest, slug: str) -> DirectoryEntry | OldAddress:
        """Return the entry, or the old address that leads to one. Raises Http404."""
        entries = DirectoryEntry.objects.for_city(request.city).select_related("district__parent", "logo")
        found = entries.filter(slug=slug).first()
        if found:
            return found
        old = OldAddress.objects.for_city(request.city).select_related("association__entry")
        moved = old.filter(slug=slug, association__entry__isnull=False).first()
        if moved is None:
            raise Http404
        return moved

    def _present_url(self, old: OldAddress, request: HttpRequest) -> str:
        return self.url_of_slug(old.association.entry.slug, request)

    def url_of_slug(self, slug: str, request: HttpRequest | None = None) -> str:
        return f"{self.get_url(request)}{slug}/"
