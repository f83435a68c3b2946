"""What allauth asks the product: nobody signs up, mail leaves through one place."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from sites.accounts import mail
from sites.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # people come by invitation

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        mail.send(email, str(message.subject), str(message.body))

    def get_client_ip(self, request: HttpRequest) -> str:
        # ForwardedMiddleware has put the client's address there, if a trusted proxy said it.
        return request.META.get("REMOTE_ADDR") or "127.0.0.1"


class FactorAdapter(DefaultMFAAdapter):
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "INSIST"}

    def get_totp_label(self, user: User) -> str:
        return user.email
