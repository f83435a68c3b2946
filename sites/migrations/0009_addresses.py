"""Accounts from before sign-in by allauth: their addresses count as confirmed, as those made since do."""

from typing import Any

from django.db import migrations


def add_addresses(apps: Any, schema_editor: Any) -> None:
    user_model = apps.get_model("insist_sites", "User")
    address_model = apps.get_model("account", "EmailAddress")
    for user in user_model.objects.filter(emailaddress=None).exclude(email=""):
        address_model.objects.create(user=user, email=user.email.lower(), verified=True, primary=True)


class Migration(migrations.Migration):
    dependencies = [
        ("insist_sites", "0008_invitations"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(add_addresses, migrations.RunPython.noop)]
