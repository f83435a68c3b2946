"""The public row of an association: written with every change, with what is public and nothing else."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from directory.choices import Statement
from directory.entries import write_due_entries, write_entries
from directory.models import (
    Address,
    Association,
    Confirmation,
    DirectoryEntry,
    Exchange,
    Membership,
    MigrationReference,
    OldAddress,
    PrivateEntry,
)
from directory.staff_choices import Audience, Channel, Direction, Precision
from tests.directory.make import district, field, make_association, make_contact, term
from tests.make import locale

DAY = datetime.timedelta(days=1)


def entry_of(association: Association) -> DirectoryEntry:
    return DirectoryEntry.objects.get(key=association.translation_key)


def is_shown(association: Association) -> bool:
    return DirectoryEntry.objects.filter(key=association.translation_key).exists()


def test_a_published_association_has_an_entry_and_a_draft_has_none(dortmund):
    assert is_shown(make_association(dortmund))
    assert not is_shown(make_association(dortmund, "Noch nicht fertig", live=False))


def test_a_draft_with_a_new_offer_is_translated_and_then_published(dortmund):
    association = make_association(dortmund)
    offer = Exchange(direction="offer", type=term("exchange", "raum"), text="Ein Saal", locale=locale("de"))
    association.exchanges = [offer]
    association.save_revision()
    association = Association.objects.get(pk=association.pk)
    english = association.copy_for_translation(locale("en"))
    english.save()

    association.get_latest_revision().publish()

    assert [row.locale.language_code for row in english.exchanges.all()] == ["en"]
    assert entry_of(association).current_exchanges("offer")[0]["texts"]["de"] == "Ein Saal"


def test_publishing_a_revision_brings_its_facts_and_a_draft_brings_none(dortmund):
    association = make_association(dortmund, main_field=field("musik"))
    association.main_field = field("sport")
    association.name = "Turnen der Nachbarn"
    revision = association.save_revision()
    assert entry_of(association).fields == ["musik"]
    revision.publish()
    entry = entry_of(association)
    assert (entry.name, entry.fields) == ("Turnen der Nachbarn", ["sport"])


def test_unpublishing_archiving_and_deleting_take_the_entry_away(dortmund):
    association = make_association(dortmund)
    association.unpublish()
    assert not is_shown(association)
    association.save_revision().publish()
    association.archive()
    assert not is_shown(association)
    association.restore()
    assert is_shown(association)
    association.delete()
    assert not is_shown(association)


def test_an_archived_association_stays_away_when_a_draft_of_before_is_published(dortmund):
    association = make_association(dortmund)
    revision = association.save_revision()
    association.refresh_from_db()
    association.archive()
    revision.publish()
    assert not is_shown(association)


def test_texts_of_all_published_languages_stand_in_one_entry(dortmund):
    association = make_association(dortmund, summary="Wir singen.")
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.summary, english.live = "We sing.", False
    english.save()
    assert entry_of(association).texts == {"de": {"summary": "Wir singen."}}
    english.live = True
    english.save()
    assert entry_of(association).texts["en"] == {"summary": "We sing."}
    assert DirectoryEntry.objects.count() == 1


def test_texts_go_with_the_association_that_they_belong_to(dortmund):
    association = make_association(dortmund, summary="Wir singen.")
    association.copy_for_translation(Locale.objects.get(language_code="en")).save()
    association.delete()
    assert not Association.objects.filter(translation_key=association.translation_key).exists()


def test_a_function_mailbox_is_shown_and_a_person_only_with_her_consent(dortmund):
    association = make_association(dortmund)
    make_contact(association, email="buero@example.org")
    make_contact(association, person="Zeynep Aydoğdu", email="zeynep@example.org")
    make_contact(association, (Channel.PAGE,), person="Ola Nowak", email="ola@example.org")
    contacts = entry_of(association).current_contacts(Channel.PAGE)
    assert [contact["email"] for contact in contacts] == ["buero@example.org", "ola@example.org"]
    assert "zeynep" not in str(entry_of(association).contacts)
    assert "ola" not in str(entry_of(association).current_contacts(Channel.API))


def test_a_contact_that_is_not_to_be_shown_is_nowhere_in_the_entry(dortmund):
    association = make_association(dortmund)
    make_contact(association, (Channel.PAGE,), person="Ola Nowak", is_public=False)
    make_contact(association, (Channel.COORDINATORS,), person="Ada Ferrante")
    assert entry_of(association).contacts == []


def test_a_consent_that_is_withdrawn_takes_the_person_away_at_once(dortmund):
    association = make_association(dortmund)
    contact = make_contact(association, (Channel.PAGE, Channel.API), person="Ola Nowak")
    consent = contact.consents.get(channel=Channel.PAGE)
    consent.withdrawn_on = timezone.localdate()
    contact.consents = [consent, contact.consents.get(channel=Channel.API)]
    contact.save()
    assert entry_of(association).current_contacts(Channel.PAGE) == []
    assert entry_of(association).current_contacts(Channel.API)


def test_a_consent_ends_by_the_clock_though_nothing_is_written(dortmund, time_machine):
    association = make_association(dortmund)
    contact = make_contact(association, (Channel.PAGE,), person="Ola Nowak")
    consent = contact.consents.get()
    consent.ends_on = timezone.localdate() + 3 * DAY
    contact.consents = [consent]
    contact.save()
    entry = entry_of(association)
    assert entry.current_contacts(Channel.PAGE)
    assert entry.fresh_until
    time_machine.move_to(entry.fresh_until)
    assert entry.current_contacts(Channel.PAGE) == []
    assert write_due_entries() == 1
    assert entry_of(association).contacts == []
    assert write_due_entries() == 0


def test_offers_show_to_those_they_are_for_and_as_long_as_they_hold(dortmund, time_machine):
    today = timezone.localdate()
    rows = [
        Exchange(direction=Direction.OFFER, type=term("exchange", "raum"), text="Ein Saal"),
        Exchange(direction=Direction.NEED, type=term("exchange", "geraete"), audience=Audience.MEMBERS),
        Exchange(direction=Direction.OFFER, type=term("exchange", "kueche"), valid_until=today),
        Exchange(direction=Direction.NEED, type=term("exchange", "buehne"), valid_from=today + DAY),
    ]
    for row in rows:
        row.locale = Locale.objects.get(language_code="de")
    association = make_association(dortmund, exchanges=rows)
    entry = entry_of(association)
    assert (entry.offers, entry.needs) == (["raum", "kueche"], [])
    assert PrivateEntry.objects.get(key=entry.key).exchanges[0]["type"] == "geraete"
    assert entry.fresh_until
    time_machine.move_to(entry.fresh_until)
    assert [row["type"] for row in entry.current_exchanges(Direction.OFFER)] == ["raum"]
    write_due_entries()
    assert (entry_of(association).offers, entry_of(association).needs) == (["raum"], ["buehne"])


def test_the_migration_reference_is_public_only_where_the_association_wants_it(dortmund):
    association = make_association(dortmund)
    reference = MigrationReference(
        association=association, value=Statement.MIGRANT_LED, use_for_matching=True, stated_by="Vorstand"
    )
    reference.save()
    assert entry_of(association).migration == ""
    assert PrivateEntry.objects.get(key=association.translation_key).migration == Statement.MIGRANT_LED
    reference.publish = True
    reference.save()
    assert entry_of(association).migration == Statement.MIGRANT_LED
    reference.withdraw("phone")
    assert entry_of(association).migration == ""
    assert PrivateEntry.objects.get(key=association.translation_key).migration == ""
    assert reference.withdrawn_on == timezone.localdate()


@pytest.mark.parametrize(
    ("precision", "streets"),
    [
        (Precision.EXACT, ["Schützenstr. 12 a"]),
        (Precision.STREET, ["Schützenstr."]),
        (Precision.DISTRICT, []),
    ],
)
def test_the_place_is_shown_as_exactly_as_it_may_be(dortmund, precision, streets):
    place = district(dortmund, "Innenstadt-Nord")
    association = make_association(
        dortmund,
        latitude=51.5271,
        longitude=7.4701,
        precision=precision,
        district=place,
        addresses=[
            Address(street="Schützenstr. 12 a", is_public=True),
            Address(street="Geheime Gasse 1", is_public=False),
        ],
    )
    entry = entry_of(association)
    assert [address["street"] for address in entry.facts.get("addresses", [])] == streets
    shown = (51.5271, 7.4701) if precision == Precision.EXACT else (place.latitude, place.longitude)
    assert (entry.latitude, entry.longitude) == shown
    assert "Geheime" not in str(entry.facts)


def test_a_renamed_association_leaves_its_old_address_behind(dortmund):
    association = make_association(dortmund, "Chor Nord")
    assert association.slug == "chor-nord"
    association.slug = "stimmen-nord"
    association.save()
    assert OldAddress.objects.get().slug == "chor-nord"
    association.slug = "chor-nord"
    association.save()
    assert [old.slug for old in OldAddress.objects.all()] == ["stimmen-nord"]


def test_nobody_takes_an_address_that_led_elsewhere(dortmund, potsdam):
    association = make_association(dortmund, "Chor Nord")
    association.slug = "stimmen-nord"
    association.save()
    assert make_association(dortmund, "Chor Nord").slug == "chor-nord-2"
    assert make_association(potsdam, "Chor Nord").slug == "chor-nord"
    with pytest.raises(ValidationError, match="slug"):
        make_association(dortmund, "Chor Süd", slug="stimmen-nord")


def test_members_are_found_at_their_umbrella(dortmund):
    ring = make_association(dortmund, "Ring der Chöre", kind=term("kind", "umbrella"))
    choir = make_association(dortmund, memberships=[Membership(umbrella=ring, position="Vorsitz")])
    entry = entry_of(choir)
    assert entry.umbrellas == [ring.translation_key]
    assert entry.facts["positions"] == {str(ring.translation_key): "Vorsitz"}


def test_the_last_confirmation_counts(dortmund):
    association = make_association(dortmund)
    assert entry_of(association).confirmed_on is None
    today = timezone.localdate()
    for days in (3, 30):
        Confirmation(association=association, confirmed_on=today - days * DAY).save()
    assert entry_of(association).confirmed_on == today - 3 * DAY


def test_what_is_not_known_is_not_said(dortmund):
    entry = entry_of(make_association(dortmund, "Nur ein Name"))
    assert entry.facts == {}
    assert (entry.open_to_contact, entry.migration, entry.languages, entry.target_groups) == ("", "", [], [])


def test_writing_many_costs_as_many_queries_as_writing_one(dortmund, django_assert_num_queries):
    associations = [make_association(dortmund, f"Chor {number}") for number in range(12)]
    for association in associations:
        make_contact(association, (Channel.PAGE,), person="Ola Nowak")
    with CaptureQueriesContext(connection) as one:
        write_entries([associations[0].translation_key])
    with django_assert_num_queries(len(one)):
        write_entries([association.translation_key for association in associations])
