"""Accounts of the demonstration have a password that everybody knows: they exist under DEMO=1 only."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sites.accounts.models import User

PASSWORD = "insist-demo-passwort"  # noqa: S105
# Reserved for examples (RFC 2606): nobody can receive mail there, so nobody real has such an account.
DOMAIN = "example.org"


def is_demo_account(user: User) -> bool:
    return user.email.lower().endswith(f"@{DOMAIN}")


def refuse_demo_accounts() -> None:
    """Raise ImproperlyConfigured when accounts of the demonstration exist without DEMO=1."""
    if settings.DEMO:
        return
    found = User.objects.filter(email__iendswith=f"@{DOMAIN}", is_active=True).count()
    if found:
        raise ImproperlyConfigured(
            f"{found} accounts of the demonstration (…@{DOMAIN}) are active: delete them, or set DEMO=1"
        )
