"""The public forms of the directory: shown, sent, and a page that says thank you.

Nothing of it is stored by browsers or found by search engines, and no cookie is set.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.cache import patch_cache_control

from directory.case_forms import FORMS, PublicCaseForm
from directory.models import DirectoryEntry, DirectoryPage
from directory.presentation import takes_messages
from directory.staff_choices import CaseKind
from sites.forms import network_of
from sites.frame.context import Below
from sites.hosts import CityRequest

# Last part of the address → what is sent there.
KINDS = {"change": CaseKind.CHANGE, "report": CaseKind.REPORT, "message": CaseKind.CONTACT}
PARTS = {kind: part for part, kind in KINDS.items()} | {CaseKind.MISSING: "new"}


def serve_case(
    request: CityRequest, page: DirectoryPage, kind: CaseKind, entry: DirectoryEntry | None, sent: bool
) -> HttpResponse:
    """Answer a form about `entry` (None: about no entry), or with `sent` its thanks.

    Raises Http404 where this association takes no messages, and in an archived city, where nobody reads any.
    """
    if request.city.is_archived or (
        kind == CaseKind.CONTACT and not (entry and (sent or takes_messages(entry)))
    ):
        raise Http404
    answer = _thank(request, page, kind, entry) if sent else _ask(request, page, kind, entry)
    patch_cache_control(answer, private=True, no_store=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _ask(
    request: CityRequest, page: DirectoryPage, kind: CaseKind, entry: DirectoryEntry | None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = FORMS[kind](data, network=network_of(request), city=request.city)
    if form.is_valid():
        form.store(entry)
        return HttpResponseRedirect(f"{request.path}sent/")
    return _show(request, page, form, entry, "directory/case_form.html")


def _thank(
    request: CityRequest, page: DirectoryPage, kind: CaseKind, entry: DirectoryEntry | None
) -> HttpResponse:
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = FORMS[kind](network="", city=request.city)
    return _show(request, page, form, entry, "directory/case_sent.html", "sent/")


def _show(
    request: CityRequest,
    page: DirectoryPage,
    form: PublicCaseForm,
    entry: DirectoryEntry | None,
    template: str,
    tail: str = "",
) -> HttpResponse:
    path = f"{entry.slug}/{PARTS[form.kind]}/" if entry else f"{PARTS[form.kind]}/"
    context = {
        "form": form,
        "entry": entry,
        "entry_url": page.url_of_slug(entry.slug, request) if entry else "",
    }
    below = Below(str(form.title), path + tail)
    return page.render(request, template=template, below=below, context_overrides=context)
