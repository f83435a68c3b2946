"""The one way to prove a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from sites.accounts.demo import PASSWORD, is_demo_account
from sites.accounts.models import User


class PasswordBackend(AuthenticationBackend):
    """Address and password; without DEMO=1 nothing that the demonstration made known opens anything."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        if not settings.DEMO and credentials.get("password") == PASSWORD:
            return None
        return super().authenticate(request, **credentials)

    def user_can_authenticate(self, user: User | None) -> bool:
        # Asked again with every request, so that a session of such an account ends too.
        if user is not None and not settings.DEMO and is_demo_account(user):
            return False
        return super().user_can_authenticate(user)


def login_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the address that somebody tries to sign in with, in small letters: what axes counts by."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("login") or request.POST.get("login")
    return str(name or "").strip().lower()
