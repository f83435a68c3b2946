"""The admin of projects and contacts: forms, lists and choosers end at the border of the city."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.urls import resolve, reverse

from sites.models import Project, RoleContact
from tests.make import make_project
from tests.sites.access.test_policies import make_contact, one_of

PROJECT = "wagtailsnippets_insist_sites_project"
CONTACT = "wagtailsnippets_insist_sites_rolecontact"
CHOOSER = "wagtailsnippetchoosers_insist_sites_project"


def project_form(city, **fields):
    inline = {
        f"{name}-{key}": 0 for name in ("fundings", "carriers") for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return {
        "city": city.pk,
        "name": "Neu",
        "starts_on": "2025-01-01",
        "starts_precision": "day",
        "ends_on": "2026-01-01",
        "ends_precision": "day",
        **inline,
        **fields,
    }


def test_a_lead_makes_a_project_of_her_city(at, dortmund_lead, dortmund):
    at("admin", dortmund_lead).post(reverse(f"{PROJECT}:add"), project_form(dortmund))

    assert Project.objects.get(name="Neu").city == dortmund


def test_a_lead_cannot_make_a_project_of_another_city(at, dortmund_lead, potsdam):
    answer = at("admin", dortmund_lead).post(reverse(f"{PROJECT}:add"), project_form(potsdam))

    assert "city" in answer.context["form"].errors
    assert not Project.objects.filter(name="Neu").exists()


def test_a_lead_cannot_move_a_project_to_another_city(at, dortmund_lead, dortmund, potsdam):
    project = make_project(dortmund)

    at("admin", dortmund_lead).post(reverse(f"{PROJECT}:edit", args=[project.pk]), project_form(potsdam))

    project.refresh_from_db()
    assert project.city == dortmund


@pytest.mark.parametrize("field", ["contact", "parent", "predecessor"])
def test_a_project_cannot_name_a_thing_of_another_city(at, dortmund_lead, dortmund, potsdam, field):
    other = make_contact(potsdam) if field == "contact" else make_project(potsdam)

    answer = at("admin", dortmund_lead).post(
        reverse(f"{PROJECT}:add"), project_form(dortmund, **{field: other.pk})
    )

    assert field in answer.context["form"].errors


def test_the_form_and_the_filter_name_no_other_city(at, dortmund_lead, dortmund, potsdam):
    make_project(dortmund)
    browser = at("admin", dortmund_lead)

    assert ">Potsdam<" not in browser.get(reverse(f"{PROJECT}:add")).text
    assert ">Potsdam<" not in browser.get(reverse(f"{PROJECT}:list")).text.replace(" ", "").replace("\n", "")


def test_an_editor_who_leads_another_city_cannot_delete_a_contact_where_she_edits(at, dortmund, potsdam):
    browser, contact = at("admin", one_of("dortmund-editor", "potsdam-lead")), make_contact(dortmund)

    answer = browser.post(reverse(f"{CONTACT}:delete", args=[contact.pk]))

    assert answer.status_code == 302
    assert RoleContact.objects.filter(pk=contact.pk).exists()


def test_the_chooser_offers_and_gives_only_projects_of_the_own_city(at, dortmund_lead, dortmund, potsdam):
    own, other = make_project(dortmund, name="Eigenes"), make_project(potsdam, name="Fremdes")
    browser = at("admin", dortmund_lead)

    offered = browser.get(reverse(f"{CHOOSER}:choose_results")).text

    assert "Eigenes" in offered
    assert "Fremdes" not in offered
    assert browser.get(reverse(f"{CHOOSER}:chosen", args=[own.pk])).status_code == 200
    assert browser.get(reverse(f"{CHOOSER}:chosen", args=[other.pk])).status_code == 404
    assert (
        "Fremdes" not in browser.get(reverse(f"{CHOOSER}:chosen_multiple"), {"id": [own.pk, other.pk]}).text
    )


def test_several_are_deleted_only_where_all_are_of_the_own_city(at, dortmund_lead, dortmund, potsdam):
    own, other = make_project(dortmund), make_project(potsdam, name="Fremdes")
    path = reverse("wagtail_bulk_action", args=["insist_sites", "project", "delete"])
    browser = at("admin", dortmund_lead)

    for keys in (f"id={own.pk}&id={other.pk}", "id=all"):
        assert "Fremdes" not in browser.get(f"{path}?{keys}").text
        browser.post(f"{path}?{keys}")
    assert Project.objects.filter(pk__in=[own.pk, other.pk]).count() == 2

    browser.post(f"{path}?id={own.pk}")
    assert list(Project.objects.filter(pk__in=[own.pk, other.pk])) == [other]


def test_of_several_only_those_that_were_chosen_are_given(at, dortmund_lead, dortmund):
    one, _other = make_project(dortmund, name="Ausgesucht"), make_project(dortmund, name="Liegengebliebenes")
    path = reverse(f"{CHOOSER}:chosen_multiple")

    text = at("admin", dortmund_lead).get(path, {"id": [one.pk]}).text

    assert "Ausgesucht" in text
    assert "Liegengebliebenes" not in text


def test_the_view_itself_asks_about_its_object_without_the_gate(rf, dortmund_lead, dortmund, potsdam):
    make_project(dortmund)
    foreign = make_project(potsdam)
    path = reverse(f"{PROJECT}:edit", args=[foreign.pk])
    request = rf.get(path)
    request.user, request._messages = dortmund_lead, CookieStorage(request)

    assert resolve(path).func(request, pk=str(foreign.pk)).status_code == 302
    assert resolve(path).func(request, pk="999999").status_code == 404
