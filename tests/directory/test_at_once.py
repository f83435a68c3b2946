"""Two changes at the same time, on two real connections: whoever commits last, the entry is right."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.utils import timezone

from directory.models import Association, Consent, DirectoryEntry
from directory.staff_choices import Channel
from sites.models import City
from tests.directory.make import make_association, make_contact

PATIENCE = 20  # seconds
BRIEFLY = 0.5


@pytest.fixture
def committed(db) -> Iterator[Association]:
    """An association with a person, for every connection to see (that of the test never commits); gone afterwards."""
    beside(make).join(PATIENCE)
    yield Association.objects.get(name="Zwei auf einmal")
    beside(lambda: Association.objects.filter(name="Zwei auf einmal").delete()).join(PATIENCE)


def make() -> None:
    association = make_association(City.objects.with_site().get(slug="dortmund"), "Zwei auf einmal")
    make_contact(association, (Channel.PAGE,), person="Ola Nowak")


def in_flight(change: Callable[[], None]) -> tuple[threading.Thread, threading.Event]:
    """Make the change in a transaction that stays open until the event is set; return when it is made."""
    made, may_commit = threading.Event(), threading.Event()

    def run() -> None:
        try:
            with transaction.atomic():
                change()
                made.set()
                may_commit.wait(PATIENCE)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert made.wait(PATIENCE)
    return thread, may_commit


def beside(change: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            change()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def withdraw() -> None:
    consent = Consent.objects.get(contact__association__name="Zwei auf einmal")
    consent.withdrawn_on = timezone.localdate()
    consent.save()


def publish() -> None:
    association = Association.objects.get(name="Zwei auf einmal")
    association.summary = "Neu."
    association.save_revision().publish()


@pytest.mark.parametrize(("first", "second"), [(publish, withdraw), (withdraw, publish)])
def test_a_withdrawal_and_a_publication_leave_no_person_behind(committed, first, second):
    one, may_commit = in_flight(first)
    other = beside(second)
    other.join(BRIEFLY)
    assert other.is_alive(), "the second change has to wait for the first"
    may_commit.set()
    one.join(PATIENCE)
    other.join(PATIENCE)
    entry = DirectoryEntry.objects.get(association=committed)
    assert entry.contacts == []
    assert entry.texts["de"]["summary"] == "Neu."


def test_until_the_withdrawal_is_committed_nobody_sees_half_of_it(committed):
    one, may_commit = in_flight(withdraw)
    assert DirectoryEntry.objects.get(association=committed).contacts
    may_commit.set()
    one.join(PATIENCE)
    assert DirectoryEntry.objects.get(association=committed).contacts == []
