"""Rows of the read model that somebody spoilt are found, named and set right."""

import io
import uuid

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.entries import write_entries
from directory.jobs import run_check_of_entries
from directory.models import Consent, DirectoryEntry, MigrationReference, OldAddress, PrivateEntry
from directory.repair import all_keys, compare, repair
from tests.directory.make import field, make_association, make_contact


def run(action: str) -> str:
    out = io.StringIO()
    call_command("directory", action, stdout=out)
    return out.getvalue()


@pytest.fixture
def spoilt(dortmund):
    changed, lost, extra, stale = (
        make_association(dortmund, f"Chor {n}", main_field=field("musik")) for n in "ABCD"
    )
    MigrationReference(association=changed, value="mixed", stated_by="Vorstand").save()
    make_contact(stale, ("page",), person="Ola Nowak")
    DirectoryEntry.objects.filter(association=changed).update(
        slug="falsch", fields=["sport"], migration="mixed"
    )
    PrivateEntry.objects.filter(association=changed).update(migration="mixed")
    DirectoryEntry.objects.filter(association=lost).delete()
    key = extra.translation_key
    with connection.cursor() as cursor:  # past everything that would notice
        cursor.execute("UPDATE directory_association SET live = false WHERE id = %s", [extra.pk])
        cursor.execute("UPDATE directory_directoryentry SET key = %s WHERE key = %s", [uuid.uuid4(), key])
        cursor.execute("UPDATE directory_consent SET withdrawn_on = %s", [timezone.localdate()])
    return changed, lost, extra, stale


def test_check_names_entry_and_column_and_changes_nothing(spoilt):
    out = io.StringIO()
    with pytest.raises(CommandError, match="5 entries are wrong"):
        call_command("directory", "check", stdout=out)
    text = out.getvalue()
    for line in (
        "DirectoryEntry.slug: 'falsch'",
        "DirectoryEntry.fields",
        "PrivateEntry.migration: differs",
        "missing",
    ):
        assert line in text
    assert "should not be there" in text
    assert "Ola" not in text
    assert DirectoryEntry.objects.filter(slug="falsch").exists()


def test_rebuild_sets_right_and_then_all_is_right(spoilt):
    changed, lost, extra, stale = spoilt
    assert "5 entries repaired" in run("rebuild")
    assert "All entries are right" in run("check")
    entry = DirectoryEntry.objects.get(association=changed)
    assert (entry.slug, entry.fields, entry.migration) == ("chor-a", ["musik"], "")
    assert DirectoryEntry.objects.filter(association=lost).exists()
    assert not DirectoryEntry.objects.filter(association=extra).exists()
    assert DirectoryEntry.objects.get(association=stale).contacts == []
    assert not OldAddress.objects.exists()


def test_every_night_the_clock_does_the_same_and_says_how_many(spoilt):
    assert run_check_of_entries() == "5 of 5 entries repaired"
    assert run_check_of_entries() == "0 of 4 entries repaired"


def test_what_only_waits_for_the_clock_is_not_wrong(dortmund, time_machine):
    contact = make_contact(make_association(dortmund), ("page",), person="Ola Nowak")
    consent = Consent.objects.get(contact=contact)
    consent.ends_on = timezone.localdate()
    consent.save()
    entry = DirectoryEntry.objects.get()
    assert entry.fresh_until
    time_machine.move_to(entry.fresh_until)
    assert compare([entry.key]) == []


def test_looking_at_many_costs_as_many_queries_as_looking_at_few(dortmund, django_assert_num_queries):
    associations = [make_association(dortmund, f"Chor {number}") for number in range(12)]
    for association in associations:
        make_contact(association, ("page",), person="Ola Nowak")
    for action in (compare, repair):
        with CaptureQueriesContext(connection) as one:
            action(all_keys()[:1])
        with django_assert_num_queries(len(one)):
            action(all_keys())
    write_entries(all_keys())
