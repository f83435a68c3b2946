"""The table in which limits of sign-in are counted over all processes."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE IF EXISTS insist_limits")


class Migration(migrations.Migration):
    dependencies = [("insist_sites", "0006_form_uses")]

    operations = [migrations.RunPython(make_table, drop_table)]
