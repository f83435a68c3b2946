"""Redirects: an editor has those of her own site, and neither sees nor names anything of another."""

import pytest
from django.urls import resolve, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from tests.make import home_of, make_content
from tests.sites.access.test_policies import one_of
from tests.sites.access.world import ROLES

CANARY = "rotkehlchen"
LIST, ADD = reverse("wagtailredirects:index"), reverse("wagtailredirects:add")
OURS = {
    "wagtailredirects:index": "own:redirects",
    "wagtailredirects:index_results": "own:redirects_results",
    "wagtailredirects:add": "own:redirect_add",
    "wagtailredirects:edit": "own:redirect_edit",
    "wagtailredirects:delete": "own:redirect_delete",
}


def make_redirect(city, path, **fields):
    return Redirect.objects.create(old_path=path, site=city.site if city else None, **fields)


def address(name, redirect):
    return reverse(f"wagtailredirects:{name}", args=[redirect.pk])


def form(city, **fields):
    return {"old_path": "/alt", "site": city.site.pk, "is_permanent": "on", "redirect_link": "", **fields}


@pytest.mark.parametrize(("theirs", "ours"), OURS.items())
def test_our_view_stands_at_the_address_of_wagtail_s(theirs, ours):
    keys = [1] if theirs.endswith((":edit", ":delete")) else []

    assert resolve(reverse(theirs, args=keys)).view_name == ours


@pytest.mark.parametrize("query", ["", "?q=rot", "?export=csv", "?ordering=-site"])
@pytest.mark.parametrize("path", [LIST, reverse("wagtailredirects:index_results")])
def test_the_list_the_search_and_the_export_hold_only_redirects_of_the_own_site(
    at, dortmund_editor, dortmund, potsdam, path, query
):
    make_redirect(dortmund, "/rotbuche", redirect_link="https://example.org/")
    make_redirect(potsdam, f"/{CANARY}", redirect_link=f"https://{CANARY}.example.org/")
    make_redirect(None, f"/{CANARY}-ueberall", redirect_link="https://example.org/")

    answer = at("admin", dortmund_editor).get(path + query)

    text = answer.getvalue().decode() if answer.streaming else answer.text
    assert "/rotbuche" in text
    assert CANARY not in text
    assert potsdam.site.hostname not in text


def test_the_filter_offers_only_the_own_site_and_takes_no_other(at, dortmund_editor, dortmund, potsdam):
    make_redirect(dortmund, "/eigenes")
    browser = at("admin", dortmund_editor)

    assert potsdam.site.hostname not in browser.get(LIST).text
    assert "/eigenes" in browser.get(f"{LIST}?site={potsdam.site.pk}").text


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_leads_and_editors_make_change_and_delete_redirects_of_their_site(at, dortmund, role):
    browser, page = at("admin", one_of(f"dortmund-{role}")), make_content(home_of(dortmund), live=False)

    browser.post(ADD, form(dortmund, redirect_page=page.pk))
    redirect = Redirect.objects.get(old_path="/alt")
    assert (redirect.site, redirect.redirect_page_id) == (dortmund.site, page.pk)

    assert browser.get(address("edit", redirect)).status_code == 200
    browser.post(address("edit", redirect), form(dortmund, redirect_link="https://example.org/"))
    redirect.refresh_from_db()
    assert redirect.redirect_link == "https://example.org/"

    assert browser.get(address("delete", redirect)).status_code == 200
    browser.post(address("delete", redirect))
    assert not Redirect.objects.filter(pk=redirect.pk).exists()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("lead", "editor")])
def test_nobody_else_sees_redirects(at, dortmund, role):
    browser = at("admin", one_of(f"dortmund-{role}"))

    assert browser.get(LIST).status_code == 302
    assert browser.get(ADD).status_code == 302


@pytest.mark.parametrize("name", ["edit", "delete"])
@pytest.mark.parametrize("where", ["another city", "all sites"])
def test_a_redirect_of_elsewhere_is_out_of_reach(at, dortmund_lead, dortmund, potsdam, name, where):
    city = potsdam if where == "another city" else None
    redirect = make_redirect(city, f"/{CANARY}", redirect_link="https://example.org/")
    browser = at("admin", dortmund_lead)

    answer = browser.get(address(name, redirect))
    assert answer.status_code == 302
    browser.post(address(name, redirect), form(dortmund, redirect_link="https://example.net/"))

    redirect.refresh_from_db()
    assert (redirect.site, redirect.redirect_link) == (city.site if city else None, "https://example.org/")


@pytest.mark.parametrize("chosen", ["another city", "all sites"])
def test_neither_a_foreign_site_nor_all_sites_can_be_chosen(at, dortmund_lead, dortmund, potsdam, chosen):
    own, browser = make_redirect(dortmund, "/eigenes"), at("admin", dortmund_lead)
    site = potsdam.site.pk if chosen == "another city" else ""
    fields = form(dortmund, site=site, redirect_link="https://example.org/")

    for path in (ADD, address("edit", own)):
        answer = browser.post(path, fields)
        assert "site" in answer.context["form"].errors
        assert potsdam.site.hostname not in answer.text
    assert not Redirect.objects.filter(old_path="/alt").exists()


def test_a_foreign_page_cannot_be_the_target_and_its_title_is_not_told(at, dortmund_lead, dortmund, potsdam):
    own, browser = make_redirect(dortmund, "/eigenes"), at("admin", dortmund_lead)
    draft = make_content(home_of(potsdam), title=CANARY, live=False)

    for path in (ADD, address("edit", own)):
        answer = browser.post(path, form(dortmund, redirect_page=draft.pk))
        assert "redirect_page" in answer.context["form"].errors
        assert CANARY not in answer.text
    assert not Redirect.objects.filter(redirect_page=draft).exists()


def test_a_target_in_another_city_that_the_instance_admin_chose_is_shown_without_its_title(
    at, dortmund_lead, dortmund, potsdam
):
    page = make_content(home_of(potsdam), title="Zaunkönig", slug="oeffentlich")
    redirect = make_redirect(dortmund, "/eigenes", redirect_page=page)
    browser = at("admin", dortmund_lead)

    listed, edited = browser.get(LIST).text, browser.get(address("edit", redirect)).text

    assert "/oeffentlich/" in listed
    assert "Zaunkönig" not in listed + edited


def test_a_person_of_two_cities_has_the_redirects_of_those_where_she_edits(at, dortmund, potsdam, halle):
    for city in (dortmund, potsdam, halle):
        make_redirect(city, f"/in-{city.slug}")

    text = at("admin", one_of("dortmund-editor", "potsdam-lead", "halle-translator-en")).get(LIST).text

    assert "/in-dortmund" in text
    assert "/in-potsdam" in text
    assert "/in-halle" not in text


def test_the_import_stays_closed_and_is_not_offered(at, dortmund_lead, instance_admin):
    path = reverse("wagtailredirects:start_import")

    assert at("admin", dortmund_lead).get(path).status_code == 302
    assert path not in at("admin", dortmund_lead).get(LIST).text
    assert path in at("admin", instance_admin).get(LIST).text


def test_the_instance_admin_has_the_redirects_of_all_sites(at, instance_admin, potsdam):
    everywhere, browser = make_redirect(None, "/ueberall"), at("admin", instance_admin)
    make_redirect(potsdam, "/in-potsdam")

    assert {redirect.old_path for redirect in browser.get(LIST).context["redirects"]} >= {
        "/ueberall",
        "/in-potsdam",
    }
    assert browser.get(address("edit", everywhere)).status_code == 200
    browser.post(ADD, form(potsdam, site="", redirect_link="https://example.org/"))
    assert Redirect.objects.get(old_path="/alt").site is None


def test_the_menu_leads_there(at, dortmund_editor, translator):
    assert f'"{LIST}"' in at("admin", dortmund_editor).get("/admin/").text
    assert f'"{LIST}"' not in at("admin", translator).get("/admin/").text


def test_the_list_asks_as_many_questions_for_20_redirects_as_for_one(
    at, dortmund_editor, dortmund, django_assert_max_num_queries
):
    browser = at("admin", dortmund_editor)
    make_redirect(dortmund, "/eins", redirect_page=make_content(home_of(dortmund)))
    with django_assert_max_num_queries(60) as few:
        browser.get(LIST)
    for number in range(19):
        make_redirect(dortmund, f"/noch-{number}", redirect_page=make_content(home_of(dortmund)))

    with django_assert_max_num_queries(len(few)):
        browser.get(LIST)


def test_the_policy_asks_about_the_redirect_at_hand(dortmund_lead, instance_admin, dortmund, potsdam):
    policy = policy_registry.get_by_type(Redirect)
    own, other, everywhere = (
        make_redirect(city, f"/{number}") for number, city in enumerate((dortmund, potsdam, None))
    )

    def may(user):
        return [
            policy.user_has_permission_for_instance(user, "change", redirect)
            for redirect in (own, other, everywhere)
        ]

    assert may(dortmund_lead) == [True, False, False]
    assert may(instance_admin) == [True, True, True]
    assert set(policy.instances_user_has_any_permission_for(dortmund_lead, ["change"])) >= {own}
    assert other not in policy.instances_user_has_any_permission_for(dortmund_lead, ["change"])


def test_the_list_names_and_links_a_target_of_the_own_city(at, dortmund_editor, dortmund):
    page = make_content(home_of(dortmund), title="Ziel im Garten")
    make_redirect(dortmund, "/zur-seite", redirect_page=page)
    make_redirect(dortmund, "/hinaus", redirect_link="https://example.org/anderswo")

    text = at("admin", dortmund_editor).get(LIST).text

    assert "Ziel im Garten" in text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
    assert "https://example.org/anderswo" in text
