"""Invite, withdraw, accept. The link is signed, works once and for seven days."""

import datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from sites.accounts.people import led_cities, record, role_groups, role_name
from sites.mail import send_mail
from sites.models import City, Invitation, User
from sites.models.invitations import VALID_DAYS

SALT = "sites.accounts.invitation"


class NotAllowedError(Exception):
    """The inviting person does not look after the city, or a role is not one of it."""


def invite(city: City, email: str, groups: list[Group], by: User) -> Invitation:
    """Send an invitation to roles of the city.

    An open one to the same address is withdrawn. Raises NotAllowedError for a city
    that `by` does not look after, for a role of elsewhere, and for no role at all.
    """
    own = set(role_groups(city))
    if not groups or not own.issuperset(groups) or not led_cities(by).filter(pk=city.pk).exists():
        raise NotAllowedError
    email = email.lower()
    with transaction.atomic():
        Invitation.objects.for_city(city).filter(email=email, ended_at=None).update(ended_at=timezone.now())
        invitation = Invitation.objects.create(city=city, email=email, invited_by=by)
        invitation.groups.set(groups)
        record(city, "invite", by, email, groups)
        send_invitation(invitation)
    return invitation


def send_invitation(invitation: Invitation) -> None:
    # German whatever language the lead reads the admin in: the one who is asked may not share it.
    language = settings.LANGUAGE_CODE
    with override(language):
        roles = [role_name(invitation.city, group) for group in invitation.groups.all()]
    send_mail(
        "invitation",
        to=invitation.email,
        language=language,
        city=invitation.city,
        roles=roles,
        invited_by=invitation.invited_by,
        link=settings.WAGTAILADMIN_BASE_URL + reverse("accept_invitation", args=[token_of(invitation)]),
        days=VALID_DAYS,
    )


def token_of(invitation: Invitation) -> str:
    return signing.dumps(invitation.pk, salt=SALT)


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation of a link, or None if the link is forged, used, withdrawn or too old.

    None too when the one who invited does not look after the city any more, or the city is archived.
    """
    try:
        key = signing.loads(token, salt=SALT, max_age=datetime.timedelta(days=VALID_DAYS))
    except signing.BadSignature:
        return None
    # Across cities: the signed key is what names the one invitation.
    invitation = Invitation.objects.open().select_related("city", "invited_by").filter(pk=key).first()
    if invitation is None or invitation.invited_by is None:
        return None
    if not led_cities(invitation.invited_by).filter(pk=invitation.city_id).exists():
        return None
    return invitation


@transaction.atomic
def accept(token: str, person: User) -> bool:
    """Give the roles of the invitation to the person it was sent to; False if it is not valid (any more)."""
    invitation = find_invitation(token)
    if invitation is None or person.email != invitation.email:
        return False
    # Two clicks at once: only one of them ends the invitation.
    if not Invitation.objects.filter(pk=invitation.pk, ended_at=None).update(ended_at=timezone.now()):
        return False
    groups = list(role_groups(invitation.city).filter(pk__in=invitation.groups.all()))
    person.groups.add(*groups)
    record(invitation.city, "accept", person, person.email, groups)
    return True


def withdraw(invitation: Invitation, by: User) -> None:
    if Invitation.objects.filter(pk=invitation.pk, ended_at=None).update(ended_at=timezone.now()):
        record(invitation.city, "withdraw", by, invitation.email, list(invitation.groups.all()))
