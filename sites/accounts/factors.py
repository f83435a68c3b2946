"""The second factor: who needs one, and the door that stays shut without it.

allauth asks for a factor that an account has; that an account must have one is ours.
"""

import re
from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sites.access.roles import TRANSLATOR
from sites.accounts.models import User
from sites.hosts import STAFF_PATH

ACCOUNT_PATH = f"{STAFF_PATH}account/"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

_languages = "|".join(re.escape(code) for code, _name in settings.LANGUAGES)
_translator_group = re.compile(rf"-{TRANSLATOR.code}-({_languages})$")


def needs_factor(user: User) -> bool:
    """Everybody who publishes or sees personal data: all but those who translate and do nothing else."""
    if settings.DEMO:
        return False
    if user.is_superuser:
        return True
    return not all(_translator_group.search(name) for name in user.groups.values_list("name", flat=True))


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def used_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened with a second factor (a passkey counts as both)."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


class SecondFactorMiddleware:
    """Below /admin/, lead who needs a factor and has none to the page that sets one up.

    An account that has one gets nothing from a session that was opened without it, whatever
    way that session came about.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith(STAFF_PATH) or not request.user.is_authenticated:
            return self.get_response(request)
        if has_factor(request.user):
            if not used_factor(request, request.user) and not proves_factor(path):
                return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
        elif needs_factor(request.user) and not is_account_page(path):
            return redirect("mfa_index")
        return self.get_response(request)


def proves_factor(path: str) -> bool:
    """The only pages for a session that still lacks the factor its account has."""
    names = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "wagtailadmin_logout")
    return path in map(reverse, names)


def is_account_page(path: str) -> bool:
    """Pages of sign-in and of the own account; the page at the folder itself is Wagtail's profile."""
    return path == reverse("wagtailadmin_logout") or (path.startswith(ACCOUNT_PATH) and path != ACCOUNT_PATH)


def record_new_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: object
) -> None:
    """Setting up the first factor proves it: nobody has to type a second code for the same session."""
    factors = Authenticator.objects.filter(user=user, type__in=FACTORS)
    if authenticator.type in FACTORS and factors.count() == 1:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
