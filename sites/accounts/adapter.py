"""What allauth asks the product: nobody signs up, mail leaves through one place."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from sites.accounts.mail import send_account_mail
from sites.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # people come by invitation

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        send_account_mail(template_prefix, email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        # The one who reads it decides on the language: allauth itself does not pass her on.
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def get_client_ip(self, request: HttpRequest) -> str:
        # ForwardedMiddleware has put the client's address there, if a trusted proxy said it.
        return request.META.get("REMOTE_ADDR") or "127.0.0.1"


class FactorAdapter(DefaultMFAAdapter):
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "INSIST"}

    def get_totp_label(self, user: User) -> str:
        return user.email
