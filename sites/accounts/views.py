"""The people of a city in the admin, and the page of an invitation."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sites.accounts.forms import InvitationForm, NewPersonForm
from sites.accounts.invitations import accept, find_invitation, invite, withdraw
from sites.accounts.people import (
    LastLeadError,
    StaffRequest,
    audit,
    end_sessions,
    led_cities,
    people_of,
    remove_role,
    role_groups,
    role_name,
    roles_in,
    sessions_of,
)
from sites.models import City, Invitation, User


def own_city(request: StaffRequest, slug: str) -> City:
    """The city, if the signed-in person looks after it; 404 for every other, as if it did not exist."""
    return get_object_or_404(led_cities(request.user), slug=slug)


def own_person(request: StaffRequest, slug: str, pk: int) -> tuple[City, User]:
    city = own_city(request, slug)
    return city, get_object_or_404(people_of(city), pk=pk)


def page(request: StaffRequest, template: str, title: str, **context: Any) -> HttpResponse:
    return render(
        request,
        f"sites/people/{template}.html",
        {"page_title": title, "header_title": title, "header_icon": "group", **context},
    )


def people(request: StaffRequest) -> HttpResponse:
    """The people of every city that the signed-in person looks after."""
    cities = led_cities(request.user)
    if not cities:
        messages.error(request, _("Only the leads of a city look after its people."))
        return redirect("wagtailadmin_home")
    return page(request, "index", _("People"), cities=[_overview(city) for city in cities])


def _overview(city: City) -> dict[str, Any]:
    say = partial(role_name, city)
    own = set(role_groups(city))
    return {
        "city": city,
        "people": [
            (person, [say(group) for group in person.groups.all() if group in own])
            for person in people_of(city).prefetch_related("groups")
        ],
        "invitations": [
            (invitation, [say(group) for group in invitation.groups.all()])
            for invitation in Invitation.objects.for_city(city).open().prefetch_related("groups")
        ],
        "audit": audit(city),
    }


def invite_person(request: StaffRequest, slug: str) -> HttpResponse:
    city = own_city(request, slug)
    form = InvitationForm(city, request.POST or None)
    if request.method == "POST" and form.is_valid():
        invite(city, form.cleaned_data["email"], list(form.cleaned_data["roles"]), request.user)
        messages.success(request, _("The invitation is on its way."))
        return redirect("people")
    title = _("Invite a person to %(city)s") % {"city": city.name}
    return page(request, "invite", title, city=city, form=form)


@require_POST
def withdraw_invitation(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    city = own_city(request, slug)
    withdraw(get_object_or_404(Invitation.objects.for_city(city), pk=pk), request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("people")


def person(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    city, found = own_person(request, slug, pk)
    roles = [(group, role_name(city, group)) for group in roles_in(city, found)]
    title = found.get_full_name() or found.email
    return page(request, "person", title, city=city, person=found, roles=roles, sessions=sessions_of(found))


@require_POST
def end_sessions_of_person(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    city, found = own_person(request, slug, pk)
    end_sessions(city, found, request.user)
    messages.success(request, _("The sessions are ended."))
    return redirect("person", slug=slug, pk=pk)


@require_POST
def remove_role_of_person(request: StaffRequest, slug: str, pk: int, group: int) -> HttpResponse:
    city, found = own_person(request, slug, pk)
    role = next((role for role in roles_in(city, found) if role.pk == group), None)
    if role:
        try:
            remove_role(city, found, role, request.user)
            messages.success(request, _("The role is removed."))
        except LastLeadError:
            messages.error(request, _("This is the last lead of the city. Invite another one first."))
    return redirect("people")


@never_cache
@sensitive_post_parameters("password", "repeat")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation: whoever has an account signs in and agrees, all others make one."""
    invitation = find_invitation(token)
    if invitation is None:
        return render(request, "sites/invitations/ended.html", status=404)
    if User.objects.filter(email=invitation.email).exists():
        return _accept_signed_in(request, invitation, token)
    if request.user.is_authenticated:
        return render(request, "sites/invitations/other_account.html", {"invitation": invitation}, status=403)
    return _accept_as_new(request, invitation, token)


def _accept_signed_in(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user.email != invitation.email:
        return render(request, "sites/invitations/other_account.html", {"invitation": invitation}, status=403)
    if request.method == "POST" and accept(token, request.user):
        messages.success(request, _("Welcome! You have your new roles."))
        return redirect("wagtailadmin_home")
    return _invitation_page(request, invitation, None)


def _accept_as_new(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = NewPersonForm(invitation.email, request.POST or None)
    if request.method == "POST" and form.is_valid() and _make_and_accept(form, token):
        messages.success(request, _("Your account is ready. Please sign in."))
        return redirect("account_login")
    return _invitation_page(request, invitation, form)


def _make_and_accept(form: NewPersonForm, token: str) -> bool:
    """Make the account and give it the roles; neither without the other."""
    try:
        with transaction.atomic():
            accepted = accept(token, form.save())
            transaction.set_rollback(not accepted)
    except IntegrityError:  # the same form, sent twice at once
        return False
    return accepted


def _invitation_page(
    request: HttpRequest, invitation: Invitation, form: NewPersonForm | None
) -> HttpResponse:
    city = invitation.city
    roles = [role_name(city, group) for group in invitation.groups.all()]
    context = {"invitation": invitation, "city": city, "roles": roles, "form": form}
    return render(request, "sites/invitations/accept.html", context)
