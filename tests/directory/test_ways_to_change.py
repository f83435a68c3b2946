"""However a change comes about, the public row says it in the same transaction."""

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale

from directory.models import (
    Address,
    Association,
    Consent,
    Contact,
    DirectoryEntry,
    Exchange,
    Membership,
    MigrationReference,
    Term,
)
from directory.staff_choices import Channel, Direction, Precision
from sites.models import District
from tests.directory.make import district, field, make_association, make_contact, term
from tests.directory.outputs import chain_of
from tests.make import make_image

BASE = "/admin/snippets/directory"


def entry_of(association: Association) -> DirectoryEntry:
    return DirectoryEntry.objects.get(key=association.translation_key)


def persons(association: Association) -> list[str]:
    return [row["person"] for row in entry_of(association).current_contacts(Channel.PAGE)]


@pytest.fixture
def ola(dortmund) -> Contact:
    return make_contact(make_association(dortmund), (Channel.PAGE,), person="Ola Nowak")


def test_contacts_deleted_several_at_once_are_gone(at, ola, dortmund_lead):
    assert persons(ola.association) == ["Ola Nowak"]
    at("admin", dortmund_lead).post(f"/admin/bulk/directory/contact/delete/?id={ola.pk}")
    assert not Contact.objects.exists()
    assert persons(ola.association) == []


def test_contacts_changed_by_a_query_change_in_public(ola):
    Contact.objects.filter(pk=ola.pk).update(is_public=False)
    assert persons(ola.association) == []


def test_a_consent_counts_by_itself(ola):
    consent = Consent.objects.get()
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    assert persons(ola.association) == []
    consent.withdrawn_on = None
    consent.save()
    assert persons(ola.association) == ["Ola Nowak"]
    consent.delete()
    assert persons(ola.association) == []
    ola.consents.add(Consent(channel=Channel.PAGE))
    ola.save()
    assert persons(ola.association) == ["Ola Nowak"]
    ola.consents.model.objects.filter(contact=ola).delete()
    assert persons(ola.association) == []


def test_a_contact_that_moves_leaves_the_association_where_it_was(ola, dortmund):
    other = make_association(dortmund, "Chor Süd")
    contact = Contact.objects.get(pk=ola.pk)
    contact.association = other
    contact.save()
    assert persons(ola.association) == []
    assert persons(other) == ["Ola Nowak"]
    Contact.objects.filter(pk=ola.pk).update(association=ola.association_id)
    assert persons(ola.association) == ["Ola Nowak"]
    assert persons(other) == []


def test_an_association_that_moves_to_another_city_takes_its_persons_along(ola, halle):
    association = Association.objects.get()
    MigrationReference(association=association, value="mixed", publish=True, stated_by="Vorstand").save()
    association.copy_for_translation(Locale.objects.get(language_code="en")).save()
    association.city = halle
    association.save()
    assert entry_of(association).city == halle
    for model in (Association, Contact, MigrationReference):
        assert set(model.objects.values_list("city", flat=True)) == {halle.pk}


def test_a_statement_that_moves_leaves_the_association_where_it_was(dortmund):
    one, other = make_association(dortmund), make_association(dortmund, "Chor Süd")
    reference = MigrationReference(association=one, value="mixed", publish=True, stated_by="Vorstand")
    reference.save()
    reference.association = other
    reference.save()
    assert (entry_of(one).migration, entry_of(other).migration) == ("", "mixed")
    MigrationReference.objects.all().delete()
    assert entry_of(other).migration == ""


def test_rows_of_an_association_count_by_themselves(dortmund):
    ring = make_association(dortmund, "Ring", kind=term("kind", "umbrella"))
    offer = Exchange(direction=Direction.OFFER, type=term("exchange", "raum"))
    offer.locale = Locale.objects.get(language_code="de")
    association = make_association(
        dortmund,
        precision=Precision.STREET,
        addresses=[Address(street="Weg 1", is_public=True)],
        memberships=[Membership(umbrella=ring)],
        exchanges=[offer],
    )
    Address.objects.get().delete()
    Membership.objects.all().delete()
    exchange = Exchange.objects.get()
    exchange.audience = "members"
    exchange.save()
    entry = entry_of(association)
    assert (entry.facts, entry.umbrellas, entry.exchanges, entry.offers) == ({}, [], [], [])


def test_texts_go_with_their_row_and_with_the_association(at, dortmund, dortmund_lead):
    association = make_association(dortmund, summary="Wir singen.")
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.summary, english.live = "We sing.", True
    english.save()
    at("admin", dortmund_lead).post(f"/admin/bulk/directory/association/delete/?id={english.pk}")
    assert list(entry_of(association).texts) == ["de"]
    association.copy_for_translation(Locale.objects.get(language_code="ar")).save()
    at("admin", dortmund_lead).post(f"/admin/bulk/directory/association/delete/?id={association.pk}")
    assert not Association.objects.exists()
    assert not DirectoryEntry.objects.exists()


def test_an_association_is_archived_through_any_of_its_rows(dortmund):
    association = make_association(dortmund)
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save()
    english.archive()
    assert not DirectoryEntry.objects.exists()
    association.refresh_from_db()
    assert association.is_archived
    association.restore()
    assert DirectoryEntry.objects.exists()


def test_members_forget_an_umbrella_that_was_deleted_and_do_not_name_one_that_is_not_public(at, dortmund):
    ring = make_association(dortmund, "Ring", kind=term("kind", "umbrella"))
    choir = make_association(dortmund, memberships=[Membership(umbrella=ring)])
    client = at(dortmund)
    page = f"/verzeichnis/{choir.slug}/"
    assert str(ring.translation_key) in client.get(page).content.decode()
    ring.archive()
    assert str(ring.translation_key) not in client.get(page).content.decode()
    ring.restore()
    Association.objects.filter(pk=ring.pk).delete()
    assert entry_of(choir).umbrellas == []


def test_entries_follow_the_words_and_places_they_borrow(dortmund):
    place = district(dortmund, "Innenstadt-Nord")
    own = Term.objects.create(
        vocabulary="activity_field",
        code="hoerspiel",
        labels={"de": "Hörspiel"},
        city=dortmund,
        parent=field("musik"),
    )
    association = make_association(dortmund, main_field=own, district=place, target_groups=[])
    assert entry_of(association).fields == ["hoerspiel", "musik"]
    own.parent = field("sport")
    own.save()
    assert entry_of(association).fields == ["hoerspiel", "sport"]
    own.code = "podcast"
    own.save()
    assert entry_of(association).fields == ["podcast", "sport"]
    place.latitude = 51.6
    place.save()
    assert entry_of(association).latitude == 51.6
    place.delete()
    entry = entry_of(association)
    assert (entry.district, entry.districts, entry.latitude) == (None, [], None)


def test_a_district_that_joins_another_is_found_there(dortmund):
    place = district(dortmund, "Innenstadt-Nord")
    association = make_association(dortmund, district=place)
    above = District.objects.filter(region=place.region).exclude(pk=place.pk).filter(parent=None).first()
    place.parent = above
    place.save()
    assert above.pk in entry_of(association).districts


def test_a_logo_goes_when_the_note_of_its_consent_does(dortmund):
    logo = make_image(dortmund, consent_note="Vorstand, 1. Mai, schriftlich")
    association = make_association(dortmund, logo=logo)
    assert entry_of(association).logo == logo
    logo.consent_note = ""
    logo.save()
    assert entry_of(association).logo is None
    logo.consent_note = "wieder da"
    logo.save()
    assert entry_of(association).logo == logo
    logo.delete()
    assert entry_of(association).logo is None


def test_a_city_goes_with_all_its_entries(dortmund, halle):
    make_contact(make_association(dortmund), (Channel.PAGE,), person="Ola Nowak")
    kept = make_association(halle)
    dortmund.delete()
    assert [entry.key for entry in DirectoryEntry.objects.all()] == [kept.translation_key]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_whoever_recorded_a_consent_may_go(ola, dortmund_lead):
    Consent.objects.update(recorded_by=dortmund_lead)
    dortmund_lead.delete()
    assert persons(ola.association) == ["Ola Nowak"]


def test_a_language_that_the_city_gives_up_is_not_answered(at, dortmund):
    association = make_association(dortmund, summary="Wir singen.")
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.summary, english.live = "We sing.", True
    english.save()
    dortmund.languages = ["de"]
    dortmund.save()
    texts = [one.text for language in ("de", "en") for one in chain_of(at(dortmund), dortmund, language)]
    assert not [text for text in texts if "We sing." in text]


def test_a_change_that_fails_changes_nothing(ola):
    with pytest.raises(RuntimeError), transaction.atomic():
        ola.delete()
        raise RuntimeError
    assert persons(ola.association) == ["Ola Nowak"]


def test_old_revisions_are_shown_with_the_persons_of_today(at, ola, dortmund_lead):
    association = Association.objects.get()
    revision = association.save_revision()
    association.summary = "Neuer Stand."
    association.save_revision()
    lead = at("admin", dortmund_lead)
    url = f"{BASE}/association/history/{association.pk}/revisions/{revision.pk}/view/"
    assert "Ola Nowak" in lead.get(url).content.decode()
    consent = Consent.objects.get()
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    answer = lead.get(url)
    assert answer.status_code == 200
    assert "Ola Nowak" not in answer.content.decode()
    assert "Ola" not in str(revision.content)


def test_an_entry_that_is_not_stored_yet_has_a_preview(at, dortmund, dortmund_editor):
    from tests.directory.test_admin import association_data

    editor = at("admin", dortmund_editor)
    url = f"{BASE}/association/preview/"
    assert editor.post(url, association_data(dortmund, name="Noch nicht da")).json()["is_valid"]
    answer = editor.get(url)
    assert answer.status_code == 200
    assert "Noch nicht da" in answer.content.decode()


@pytest.mark.parametrize(
    ("street", "shown"),
    [
        ("Lange Str. 12 a", "Lange Str."),
        ("Lange Str.12", "Lange Str."),
        ("Lange Str. Nr. 12", "Lange Str."),
        ("12 a Lange Str.", "Lange Str."),
        ("Lange Str.", "Lange Str."),
    ],
)
def test_the_number_of_a_house_is_found_wherever_it_stands(dortmund, street, shown):
    addresses = [Address(street=street, is_public=True)]
    association = make_association(dortmund, precision=Precision.STREET, addresses=addresses)
    assert [row["street"] for row in entry_of(association).facts["addresses"]] == [shown]
