"""What Wagtail's first migrations make for every host, and what this product must not have.

A welcome page and a site (ours are made by create_city), and two groups with their
workflow, whose rights reach over all cities.
"""

from django.db import migrations


def remove_welcome_page(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, slug="home", title__startswith="Welcome to your new Wagtail site")
    Site.objects.filter(root_page__in=welcome).delete()
    count, _rows = welcome.delete()
    if count:
        Page.objects.filter(depth=1).update(numchild=0)


def remove_groups_of_all_cities(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("insist_sites", "0002_cities"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtaildocs", "0002_initial_data"),
    ]

    operations = [
        migrations.RunPython(remove_welcome_page, migrations.RunPython.noop),
        migrations.RunPython(remove_groups_of_all_cities, migrations.RunPython.noop),
    ]
