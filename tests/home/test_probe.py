import pytest
from django.urls import reverse
from wagtail.models import Page
from tests.make import *
from home.models import *

def test_probe(at, dortmund, dortmund_editor):
    admin = at("admin", dortmund_editor)
    home = home_of(dortmund)
    for name, parent in [("contentpage", home), ("projectpage", home), ("listpage", home), ("forumpage", list_of(dortmund, Listing.FORUMS)), ("eventpage", make_forum(dortmund)), ("resultpage", list_of(dortmund, Listing.RESULTS))]:
        r = admin.get(reverse("wagtailadmin_pages:add", args=("home", name, parent.pk)))
        print(name, r.status_code, len(r.content))
        open(f"/tmp/th/{name}.html", "w").write(r.text)
    r = admin.get(reverse("wagtailadmin_pages:edit", args=(home.pk,)))
    print(r.status_code, r.context["form"].fields.keys() if r.context else None)
    for n in ("directory_term",):
        from directory.models import Term
        r = admin.get(reverse(Term.snippet_viewset.get_url_name("list")))
        print(r.status_code, r.get("Location"))
