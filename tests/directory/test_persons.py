"""A person who asks is told what is stored on her, or is gone everywhere."""

import io
import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Locale, ModelLogEntry, Revision, TaskState

from directory.models import Case, Consent, Contact, DirectoryEntry, Erasure, Exchange
from directory.persons import Traces, digest, erase
from sites.mail import send_mail
from sites.models import Invitation, Mail
from tests.directory.make import make_association, make_contact, term
from tests.make import make_user

OLA = "ola.nowak@example.org"
TEXT = "<p>Fragen an Ola Nowak, Ola.Nowak@example.org oder 0231 / 555 01-17.</p>"


@pytest.fixture
def ola(dortmund, dortmund_lead) -> Contact:
    """Her name, address and number stand wherever they can."""
    offer = Exchange(direction="offer", type=term("exchange", "raum"), text=f"Schlüssel bei {OLA}")
    offer.locale = Locale.objects.get(language_code="de")
    association = make_association(dortmund, "Chor Nord", description=TEXT, exchanges=[offer])
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.live = True
    english.save()
    contact = make_contact(
        association, ("page", "api"), person="Ola Nowak", email=OLA, phone="+49 231 5550117"
    )
    association.save_revision(user=dortmund_lead)
    association.get_workflow().start(association, dortmund_lead)
    TaskState.objects.update(comment="Bitte Ola Nowak fragen")
    Case.objects.create(
        city=dortmund,
        kind="change",
        name="Ola N.",
        email=OLA,
        message="Gruß, Ola N.",
        language="de",
        note="Ola N. rief an",
    )
    Case.objects.create(city=dortmund, kind="change", message=f"Schreiben Sie {OLA}", language="de")
    Invitation.objects.create(city=dortmund, email=OLA)
    send_mail("trial", to=OLA, city=dortmund)
    ModelLogEntry.objects.log_action(contact, "wagtail.edit", title="Ola Nowak", data={"email": OLA})
    return contact


def everywhere() -> str:
    """All rows of all tables that could hold something of her."""
    from directory.models import Association

    tables = (
        Association,
        Case,
        Consent,
        Contact,
        DirectoryEntry,
        Erasure,
        Exchange,
        Invitation,
        Mail,
        ModelLogEntry,
        Revision,
        TaskState,
    )
    return "\n".join(str(list(table._base_manager.values())) for table in tables).lower()


def test_whoever_is_erased_is_in_no_table_and_that_it_was_done_is_recorded(at, ola, dortmund_lead):
    traces = ("ola n", "ola.nowak", "5550117", "555 01-17")
    assert all(trace in everywhere() for trace in traces)
    lead = at("admin", dortmund_lead)
    url = f"/admin/directory/persons/{ola.pk}/erase/"
    page = lead.get(url).content.decode()
    assert "Ola Nowak" in page
    assert Contact.objects.exists()
    assert lead.post(url).status_code == 302
    assert [trace for trace in traces if trace in everywhere()] == []
    record = Erasure.objects.get()
    assert record.erased_by == dortmund_lead
    assert record.counts == {
        "contacts": 1, "consents": 2, "texts": 4, "revisions": 1, "comments": 1, "messages": 2, "log entries": 1,
        "mails": 1, "invitations": 1,
    }  # fmt: skip
    assert "Fragen an …" in DirectoryEntry.objects.get().texts["de"]["description"]


def test_only_leads_of_the_city_erase_and_export(at, ola, dortmund_editor, halle):
    elsewhere = make_user("lead.halle@example.org", groups=[Group.objects.get(name="halle-lead")])
    for user in (dortmund_editor, elsewhere):
        at("admin", user).post(f"/admin/directory/persons/{ola.pk}/erase/")
    assert Contact.objects.exists()
    at("admin", dortmund_editor).post("/admin/directory/persons/", {"email": OLA})
    found = at("admin", elsewhere).post("/admin/directory/persons/", {"email": OLA}).json()
    assert [found[kind] for kind in ("contacts", "messages", "invitations", "mails")] == [[], [], [], []]


def test_the_same_person_in_another_city_stays(ola, halle):
    make_contact(make_association(halle), ("page",), person="Ola Nowak", email=OLA)
    erase(OLA, ola.city)
    assert Contact.objects.get().city == halle


def test_a_lead_downloads_what_is_stored_on_an_address(at, ola, dortmund_lead):
    lead = at("admin", dortmund_lead)
    assert lead.get("/admin/directory/persons/").status_code == 200
    answer = lead.post("/admin/directory/persons/", {"email": OLA.upper()})
    assert "attachment" in answer["Content-Disposition"]
    found = answer.json()
    assert found["contacts"][0]["person"] == "Ola Nowak"
    assert [row["channel"] for row in found["contacts"][0]["consents"]] == ["page", "api"]
    assert found["messages"][0]["message"] == "Gruß, Ola N."
    assert len(found["mails"]) == len(found["invitations"]) == 1
    assert found["account"] is None
    wrong = lead.post("/admin/directory/persons/", {"email": "ola"})
    assert "gültige" in wrong.content.decode()


def test_the_command_knows_all_cities_and_the_account(ola, dortmund_lead):
    out = io.StringIO()
    call_command("export_person", dortmund_lead.email, stdout=out)
    assert json.loads(out.getvalue())["account"]["roles"] == ["dortmund-lead"]
    with pytest.raises(CommandError, match="no mail address"):
        call_command("export_person", "ola")


def test_who_was_erased_is_erased_again_after_a_restore(ola, dortmund, tmp_path):
    erase(OLA, dortmund)
    kept, restored = io.StringIO(), io.StringIO()
    call_command("erasures", "list", stdout=kept)
    assert OLA not in kept.getvalue()
    Erasure.objects.all().delete()
    association = make_association(dortmund, "Chor Süd")
    make_contact(association, ("page",), person="Ola Nowak", email=OLA.title())
    make_contact(association, email="buero@example.org")
    path = tmp_path / "erasures"
    path.write_text(kept.getvalue())
    call_command("erasures", "replay", str(path), stdout=restored)
    assert "1 erasures, 1 addresses erased again" in restored.getvalue()
    assert [contact.email for contact in Contact.objects.all()] == ["buero@example.org"]
    path.write_text("nicht von uns\n")
    with pytest.raises(CommandError, match="line 1"):
        call_command("erasures", "replay", str(path))


def test_somebody_with_a_telephone_only_is_erased_as_well(dortmund):
    association = make_association(dortmund, summary="Ruf an: 0231 5550118.")
    make_contact(association, ("page",), person="Ada Ferrante", email="", phone="+49 (0) 231 555-0118")
    other = make_contact(association, ("page",), person="Ola Nowak", email="", phone="0231 5550119")
    from directory.persons import address_of

    erase(address_of(association.contacts.get(person="Ada Ferrante")), dortmund)
    assert list(Contact.objects.all()) == [other]
    assert "0118" not in everywhere()


@pytest.mark.parametrize(
    "written", ["0231 5550117", "+49 231 5550117", "0049-231-5550117", "(0231) 555 01 17", "0231/5550117"]
)
def test_a_number_is_found_however_it_is_written(written):
    assert Traces(["+49 231 5550117"]).out_of({"a": [f"Tel. {written}, abends"]}) == {"a": ["Tel. …, abends"]}


def test_a_digest_does_not_depend_on_letters_and_does_not_tell_the_address():
    assert digest(" Ola@Example.org ") == digest("ola@example.org") != digest("ole@example.org")
    assert len(digest("ola@example.org")) == 64
