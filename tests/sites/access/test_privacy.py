"""Privacy of pages: leads and editors give own pages a shared password, and that is all there is to choose."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction, get_page_models

from sites.access.groups import media_collection
from tests.make import home_of, make_content
from tests.sites.access.test_policies import one_of


def address(page):
    return reverse("wagtailadmin_pages:set_privacy", args=[page.pk])


def send(browser, page, **fields):
    return json.loads(browser.post(address(page), fields).content)


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_leads_and_editors_give_a_page_a_shared_password_and_take_it_away(at, dortmund, role):
    browser, page = at("admin", one_of(f"dortmund-{role}")), make_content(home_of(dortmund))

    assert send(browser, page, restriction_type="password", password="geheim")["is_public"] is False
    assert page.get_view_restrictions().get().password == "geheim"

    assert send(browser, page, restriction_type="none")["is_public"] is True
    assert not page.get_view_restrictions().exists()


@pytest.mark.parametrize("role", ["coordinator", "translator-en"])
def test_nobody_else_does(at, dortmund, role):
    browser, page = at("admin", one_of(f"dortmund-{role}")), make_content(home_of(dortmund, "en"))

    assert browser.get(address(page)).status_code == 302
    browser.post(address(page), {"restriction_type": "password", "password": "geheim"})
    assert not page.get_view_restrictions().exists()


def test_the_privacy_of_a_page_of_another_city_is_neither_shown_nor_changed(at, dortmund_lead, potsdam):
    browser, page = at("admin", dortmund_lead), make_content(home_of(potsdam), title="Rotkehlchen")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="Rotkehlchen")

    assert "Rotkehlchen" not in browser.get(address(page)).text
    browser.post(address(page), {"restriction_type": "none"})

    assert page.get_view_restrictions().get().password == "Rotkehlchen"


@pytest.mark.parametrize("model", get_page_models())
def test_every_kind_of_page_offers_a_shared_password_only(model):
    assert model._meta.label == "wagtailcore.Page" or model.private_page_options == ["password"]


def test_the_form_offers_neither_a_sign_in_nor_groups_and_names_none(at, dortmund_lead, dortmund):
    browser, page = at("admin", dortmund_lead), make_content(home_of(dortmund))
    group = Group.objects.get(name="potsdam-lead")

    shown = json.loads(browser.get(address(page)).content)["html"]
    for kind in ("login", "groups"):
        assert send(browser, page, restriction_type=kind, groups=[group.pk])["step"] == "set_privacy"
    send(browser, page, restriction_type="password", password="geheim", groups=[group.pk])

    assert 'value="password"' in shown
    assert 'value="login"' not in shown
    assert "potsdam" not in shown
    assert not group.pageviewrestriction_set.exists()


@pytest.mark.parametrize("kind", ["page", "collection"])
def test_the_form_offers_a_shared_password_or_none(at, dortmund, dortmund_lead, kind):
    if kind == "page":
        path = reverse("wagtailadmin_pages:set_privacy", args=[make_content(home_of(dortmund)).pk])
    else:
        below = media_collection(dortmund).add_child(name="Sommerfest")
        path = reverse("wagtailadmin_collections:set_privacy", args=[below.pk])

    form = at("admin", dortmund_lead).get(path).context["form"]

    assert [code for code, _label in form.fields["restriction_type"].choices] == ["none", "password"]
    assert not form.fields["groups"].queryset.exists()
