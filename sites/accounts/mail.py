"""The mails of accounts: what allauth asks to be sent, in our words and by the one way of sites.mail."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.mail import send_mail

# allauth's name of a mail with a link → its template, and where allauth keeps the link.
LETTERS = {
    "account/email/password_reset_key": ("password_reset", "password_reset_url"),
    "account/email/email_confirmation": ("confirm_address", "activate_url"),
    "account/email/email_confirmation_signup": ("confirm_address", "activate_url"),
}
# allauth's name of a notice → what happened to the account: subject and first sentence.
NOTICES: dict[str, Promise] = {
    "account/email/password_changed": _("Your password was changed"),
    "account/email/password_reset": _("Your password was set anew"),
    "account/email/password_set": _("A password was set for your account"),
    "account/email/email_changed": _("Your e-mail address was changed from %(from_email)s to %(to_email)s"),
    "account/email/email_deleted": _("The e-mail address %(deleted_email)s was removed from your account"),
    "mfa/email/totp_activated": _("An app for codes was added to your account"),
    "mfa/email/totp_deactivated": _("The app for codes was removed from your account"),
    "mfa/email/webauthn_added": _("A passkey was added to your account"),
    "mfa/email/webauthn_removed": _("A passkey was removed from your account"),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account"),
}


def send_account_mail(name: str, to: str, context: dict[str, Any]) -> None:
    """Queue the mail that allauth calls `name`. Raises KeyError for one that is in neither table."""
    language = language_of(context.get("user"))
    if name in LETTERS:
        template, link = LETTERS[name]
        send_mail(f"account/{template}", to=to, language=language, link=context[link])
        return
    with translation.override(language):
        change = str(NOTICES[name]) % context
    send_mail(
        "account/notice",
        to=to,
        language=language,
        change=change,
        time=timezone.now(),
        network=context["ip"],
        browser=context["user_agent"],
        link=settings.WAGTAILADMIN_BASE_URL + reverse("account_reset_password"),
    )


def language_of(person: User | None) -> str:
    """The language somebody reads the admin in, if she chose one; else the product's."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
