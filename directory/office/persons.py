"""What leads do when a person asks: give her what is stored on her address, or erase her."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.models import Contact
from directory.persons import address_of, contacts_at, erase, stored_about
from sites.access.people import cities_of
from sites.access.roles import LEAD


class AddressForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address of the person"))


@never_cache
@require_http_methods(["GET", "POST"])
def person_data(request: HttpRequest) -> HttpResponse:
    """A form for an address, and what is stored on it as a file. The address stands in no URL: those are logged."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        found = stored_about(form.cleaned_data["email"], cities_of(request.user, LEAD))
        options: Any = {"ensure_ascii": False, "indent": 2}
        answer = JsonResponse(found, json_dumps_params=options)
        answer["Content-Disposition"] = 'attachment; filename="person.json"'
        return answer
    context = {"form": form, "header_title": _("Data on a person"), "header_icon": "user"}
    return render(request, "directory/admin/person.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def erase_person(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Ask whether she shall be erased everywhere in the city, and do it."""
    own = Contact.objects.filter(city__in=cities_of(request.user, LEAD)).select_related("association", "city")
    contact = get_object_or_404(own, pk=contact_id)
    address = address_of(contact)
    if request.method == "POST":
        erase(address, contact.city, request.user)  # type: ignore[arg-type]
        messages.success(
            request, _("The person has been erased. That it was done is recorded, not who it was.")
        )
        return HttpResponseRedirect(reverse("wagtailsnippets_directory_contact:list"))
    context = {
        "contact": contact,
        "contacts": contacts_at(address, contact.city),
        "header_title": _("Erase a person"),
        "header_icon": "bin",
    }
    return render(request, "directory/admin/erase.html", context)
