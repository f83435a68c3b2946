"""How editors and leads look after associations in the admin."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.models import WorkflowState

from directory.models import (
    Address,
    Association,
    Confirmation,
    Consent,
    Contact,
    DirectoryEntry,
    MigrationReference,
)
from directory.staff_choices import Way
from sites.models import District
from tests.directory.make import field, make_association, make_contact, term
from tests.make import make_user

BASE = "/admin/snippets/directory"


def blank_formsets(*names: str) -> dict[str, str]:
    return {
        f"{name}-{part}": "0" for name in names for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    } | {f"{name}-MAX_NUM_FORMS": "1000" for name in names}


def association_data(city, **values) -> dict:
    data = {
        "city": city.pk,
        "name": "Chor Nord",
        "kind": term("kind", "association").pk,
        "precision": "district",
        "description": "null",
        "further_fields": [],
    }
    return data | blank_formsets("exchanges", "addresses", "memberships") | values


@pytest.fixture
def halle_lead(halle):
    return make_user("lead.halle@example.org", groups=[Group.objects.get(name="halle-lead")])


@pytest.fixture
def coordinator(dortmund):
    return make_user("coordinator@example.org", groups=[Group.objects.get(name="dortmund-coordinator")])


def test_an_editors_entry_goes_to_the_leads_and_is_public_once_one_approves(
    at, dortmund, dortmund_editor, dortmund_lead
):
    data = association_data(dortmund, **{"action-submit": "1"})
    answer = at("admin", dortmund_editor).post(f"{BASE}/association/add/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    association = Association.objects.get(name="Chor Nord")
    assert not association.live
    state = WorkflowState.objects.get(object_id=str(association.pk))
    assert state.workflow == dortmund.homes().first().get_workflow()
    task = state.current_task_state
    url = f"{BASE}/association/workflow/action/{association.pk}/approve/{task.pk}/"
    assert at("admin", dortmund_editor).post(url).status_code in (302, 403)
    association.refresh_from_db()
    assert not association.live
    at("admin", dortmund_lead).post(url)
    association.refresh_from_db()
    assert association.live
    assert DirectoryEntry.objects.filter(key=association.translation_key).exists()


def test_an_editor_cannot_publish_and_a_lead_of_another_city_neither(
    at, dortmund, dortmund_editor, halle_lead
):
    halle_lead.groups.add(Group.objects.get(name="dortmund-editor"))
    for user in (dortmund_editor, halle_lead):
        data = association_data(dortmund, name=f"Chor {user.pk}", **{"action-publish": "1"})
        at("admin", user).post(f"{BASE}/association/add/", data)
        assert not Association.objects.filter(name=f"Chor {user.pk}", live=True).exists()


def test_while_a_change_waits_the_public_keeps_the_approved_version(at, dortmund, dortmund_editor):
    association = make_association(dortmund, "Chor Nord", summary="Wir singen.")
    association.save_revision()
    data = association_data(dortmund, summary="Wir tanzen.", slug="chor-nord", **{"action-submit": "1"})
    answer = at("admin", dortmund_editor).post(f"{BASE}/association/edit/{association.pk}/", data)
    assert answer.status_code == 302
    assert "Wir singen." in at(dortmund).get("/verzeichnis/chor-nord/").content.decode()


def test_whoever_approves_sees_what_changed_field_by_field(at, dortmund, dortmund_editor, dortmund_lead):
    association = make_association(dortmund, "Chor Nord", summary="Wir singen.")
    association.save_revision()
    association.summary = "Wir tanzen."
    association.save_revision(user=dortmund_editor)
    url = f"{BASE}/association/history/{association.pk}/revisions/compare/earliest...latest/"
    page = at("admin", dortmund_lead).get(url)
    text = page.content.decode()
    assert "singen" in text
    assert "tanzen" in text


@pytest.mark.parametrize(
    ("values", "name", "message"),
    [
        ({"latitude": "48.1", "longitude": "11.5"}, "latitude", "nicht in Dortmund"),
        ({"latitude": "51.5"}, "longitude", "gehören zusammen"),
        ({"languages": ["xx"]}, "languages", "xx"),
        ({"founded_year": "2990"}, "founded_year", "noch nicht"),
        ({"main_field": "musik", "further_fields": ["musik"]}, "further_fields", "schon das Hauptfeld"),
        ({"further_fields": ["musik"]}, "main_field", "Hauptfeld"),
        (
            {"main_field": "musik", "further_fields": ["sport", "kultur", "jugend", "familie", "umwelt"]},
            "further_fields",
            "höchstens 4",
        ),
        ({"slug": "ar-raqs"}, "slug", "Sprachkürzel"),
        ({"kind": ""}, "kind", "Feld"),
        ({"website": "keine Adresse"}, "website", "gültige Adresse"),
    ],
)
def test_what_is_wrong_is_said_in_german_at_its_field(at, dortmund, dortmund_editor, values, name, message):
    for key in ("main_field",):
        if key in values:
            values = values | {key: field(values[key]).pk}
    if "further_fields" in values:
        values = values | {"further_fields": [field(code).pk for code in values["further_fields"]]}
    answer = at("admin", dortmund_editor).post(
        f"{BASE}/association/add/", association_data(dortmund, **values)
    )
    assert answer.status_code == 200
    assert message in " ".join(answer.context["form"].errors[name])
    assert "Chor Nord" in answer.content.decode()


def test_a_register_number_is_taken_once(at, dortmund, dortmund_editor):
    make_association(dortmund, "Chor Süd", register_number="VR 1", register_court="Dortmund")
    data = association_data(dortmund, register_number="vr 1", register_court="Dortmund")
    errors = at("admin", dortmund_editor).post(f"{BASE}/association/add/", data).context["form"].errors
    assert "Chor Süd" in errors["register_number"][0]


def test_an_offer_does_not_end_before_it_begins(at, dortmund, dortmund_editor):
    offer = {
        "exchanges-TOTAL_FORMS": "1",
        "exchanges-0-direction": "offer",
        "exchanges-0-type": term("exchange", "raum").pk,
        "exchanges-0-audience": "public",
        "exchanges-0-valid_from": "2026-05-02",
        "exchanges-0-valid_until": "2026-05-01",
    }
    form = (
        at("admin", dortmund_editor)
        .post(f"{BASE}/association/add/", association_data(dortmund, **offer))
        .context["form"]
    )
    assert "endet, bevor" in form.formsets["exchanges"].forms[0].errors["valid_until"][0]


def test_a_private_home_is_never_shown_exactly(at, dortmund, dortmund_editor):
    home = {
        "precision": "exact",
        "addresses-TOTAL_FORMS": "1",
        "addresses-0-kind": "meeting",
        "addresses-0-street": "Weg 1",
    }
    form = (
        at("admin", dortmund_editor)
        .post(f"{BASE}/association/add/", association_data(dortmund, **home))
        .context["form"]
    )
    assert "precision" in form.errors


def contact_data(association, **values) -> dict:
    data = {
        "association": association.pk,
        "function_de": "Vorstand",
        "person": "Ola Nowak",
        "email": "ola@example.org",
        "is_public": "on",
    }
    return data | blank_formsets("consents") | values


def consent(**values) -> dict:
    row = {"channel": "page", "wording": "2026-11", "given_how": "written", "given_on": "2026-01-01"} | values
    return {"consents-TOTAL_FORMS": "1"} | {f"consents-0-{name}": value for name, value in row.items()}


def test_a_person_without_consent_cannot_be_marked_public(at, dortmund, dortmund_editor):
    association = make_association(dortmund)
    answer = at("admin", dortmund_editor).post(f"{BASE}/contact/add/", contact_data(association))
    assert "Einwilligung" in answer.context["form"].errors["is_public"][0]
    withdrawn = consent(withdrawn_on="2026-02-01", withdrawn_how="mail")
    answer = at("admin", dortmund_editor).post(f"{BASE}/contact/add/", contact_data(association, **withdrawn))
    assert "is_public" in answer.context["form"].errors
    answer = at("admin", dortmund_editor).post(f"{BASE}/contact/add/", contact_data(association, **consent()))
    assert answer.status_code == 302
    assert Consent.objects.get().recorded_by == dortmund_editor


def test_a_consent_once_recorded_is_withdrawn_and_not_deleted(at, dortmund, dortmund_editor):
    contact = make_contact(make_association(dortmund), ("page",), person="Ola Nowak")
    row = contact.consents.get()
    data = contact_data(contact.association, **consent(id=row.pk, DELETE="on", ORDER="1"))
    data |= {"consents-INITIAL_FORMS": "1"}
    at("admin", dortmund_editor).post(f"{BASE}/contact/edit/{contact.pk}/", data)
    assert Consent.objects.filter(pk=row.pk).exists()


def test_a_contact_belongs_to_an_association_of_the_own_city(at, dortmund, dortmund_editor, potsdam):
    foreign = make_association(potsdam)
    at("admin", dortmund_editor).post(f"{BASE}/contact/add/", contact_data(foreign, **consent()))
    assert not Contact.objects.exists()


def test_only_leads_record_what_an_association_says_of_itself(at, dortmund, dortmund_editor, dortmund_lead):
    association = make_association(dortmund)
    data = {
        "association": association.pk,
        "value": "mixed",
        "stated_by": "Vorstand",
        "stated_how": "talk",
        "stated_on": "2026-01-01",
    }
    url = f"{BASE}/migrationreference/add/"
    at("admin", dortmund_editor).post(url, data)
    assert not MigrationReference.objects.exists()
    at("admin", dortmund_lead).post(url, data)
    assert MigrationReference.objects.get().recorded_by == dortmund_lead


def test_entries_are_confirmed_with_one_click_the_oldest_first(at, dortmund, potsdam, coordinator):
    never = make_association(dortmund, "Nie gefragt")
    old = make_association(dortmund, "Lange her")
    fresh = make_association(dortmund, "Gestern")
    make_association(potsdam, "Anderswo")
    today = timezone.localdate()
    Confirmation(association=old, confirmed_on=today - datetime.timedelta(days=500)).save()
    Confirmation(association=fresh, confirmed_on=today).save()
    text = at("admin", coordinator).get("/admin/directory/confirmations/").content.decode()
    assert text.index(never.name) < text.index(old.name) < text.index(fresh.name)
    assert "Anderswo" not in text
    at("admin", coordinator).post(f"/admin/directory/confirmations/{old.pk}/", {"how": Way.PHONE})
    assert DirectoryEntry.objects.get(slug="lange-her").confirmed_on == today
    assert Confirmation.objects.filter(association=old).first().recorded_by == coordinator


def test_leads_archive_and_restore_several_at_once(at, dortmund, dortmund_lead, dortmund_editor):
    some = [make_association(dortmund, f"Chor {number}") for number in range(3)]
    ids = "&".join(f"id={one.pk}" for one in some[:2])
    at("admin", dortmund_editor).post(f"/admin/bulk/directory/association/archive/?{ids}")
    assert DirectoryEntry.objects.count() == 3
    at("admin", dortmund_lead).post(f"/admin/bulk/directory/association/archive/?{ids}")
    assert [entry.name for entry in DirectoryEntry.objects.all()] == ["Chor 2"]
    at("admin", dortmund_lead).post(f"/admin/bulk/directory/association/restore/?{ids}")
    assert DirectoryEntry.objects.count() == 3


def test_the_form_and_the_preview_of_an_entry_open(at, dortmund, dortmund_editor):
    association = make_association(dortmund, addresses=[Address(street="Weg 1", is_public=True)])
    association.save_revision()
    page = at("admin", dortmund_editor).get(f"{BASE}/association/edit/{association.pk}/")
    assert page.status_code == 200
    url = f"{BASE}/association/preview/{association.pk}/"
    data = association_data(dortmund, name="Neuer Name", slug=association.slug)
    assert at("admin", dortmund_editor).post(url, data).json()["is_valid"]
    preview = at("admin", dortmund_editor).get(url).content.decode()
    assert "Neuer Name" in preview


def test_associations_are_searched_and_narrowed_at_once(at, dortmund, dortmund_editor):
    place = District.objects.filter(region__cities=dortmund).first()
    association = make_association(
        dortmund, "Chor Nord", alternative_names=["Kuzey Korosu"], main_field=field("musik"), district=place
    )
    insert_or_update_object(association)  # as after a commit
    editor = at("admin", dortmund_editor)
    narrowed = f"&kind={association.kind_id}&main_field={association.main_field_id}&district={place.pk}"
    for query in ("Chor", "Kuzey"):
        for more in ("", f"{narrowed}&live=true&is_archived=false&city={dortmund.pk}"):
            answer = editor.get(f"{BASE}/association/?q={query}{more}")
            assert association.name in answer.content.decode(), query + more
    chosen = editor.get("/admin/snippets/choose/directory/association/results/?q=Chor")
    assert association.name in chosen.content.decode()
