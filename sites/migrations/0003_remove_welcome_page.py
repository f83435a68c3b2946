"""Wagtail's first migration makes a welcome page and a site for every host; ours are made by create_city."""

from django.db import migrations


def remove_welcome_page(apps, schema_editor):
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, slug="home", title__startswith="Welcome to your new Wagtail site")
    Site.objects.filter(root_page__in=welcome).delete()
    count, _rows = welcome.delete()
    if count:
        Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("insist_sites", "0002_cities"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(remove_welcome_page, migrations.RunPython.noop)]
