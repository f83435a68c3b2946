"""Keeps allauth's list of addresses in step with the address of the account."""

from typing import Any

from allauth.account.models import EmailAddress

from sites.accounts.models import User


def keep_address(
    instance: User, raw: bool, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """After a save: the account's address is the only confirmed one.

    Whoever writes it (an accepted invitation, the instance admin, a confirmed change) has
    made sure of it. An old address must stop signing in, so it goes.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    addresses = EmailAddress.objects.filter(user=instance)
    if addresses.filter(email=instance.email, verified=True, primary=True).exists():
        return
    addresses.filter(verified=True).exclude(email=instance.email).delete()
    addresses.exclude(email=instance.email).update(primary=False)
    addresses.update_or_create(
        user=instance, email=instance.email, defaults={"verified": True, "primary": True}
    )
