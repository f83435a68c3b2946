"""What becomes of a message: a mail at most once an hour, a list in the admin, an end after a year."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.case_jobs import delete_old_cases, tell_cities
from directory.models import Case, Confirmation
from sites.choices import CityState
from sites.models import Mail, RoleContact
from sites.registry import registry
from tests.directory.make import make_association
from tests.make import make_user
from tests.sites.access.answers import is_refused

LIST = "/admin/snippets/directory/case/"
START = "/admin/"


def make_case(city, **values):
    values = {"kind": "change", "message": "Wir proben mittwochs.", "language": "de"} | values
    days = values.pop("days_ago", 0)
    case = Case.objects.create(city=city, **values)
    Case.objects.filter(pk=case.pk).update(created_at=timezone.now() - datetime.timedelta(days=days))
    return case


def after(**span):
    return time_machine.travel(timezone.now() + datetime.timedelta(**span))


def one_of(group):
    return make_user(f"{group}@case.example.org", groups=[Group.objects.get(name=group)])


def panels(browser):
    found = browser.get(START).context["panels"]
    return {panel.heading: panel for panel in found if hasattr(panel, "rows")}


def test_a_city_is_told_of_many_messages_with_one_mail_an_hour(dortmund):
    for _number in range(3):
        make_case(dortmund, message="Geheim", name="Ola Nowak", email="ola@example.org")

    assert tell_cities() == 1
    with after(minutes=30):
        make_case(dortmund)
        assert tell_cities() == 0
    with after(minutes=61):
        assert tell_cities() == 1
    with after(minutes=125):
        assert tell_cities() == 0

    last, first = Mail.objects.filter(template="cases")
    assert first.recipient == "dortmund@example.org"
    assert first.subject == "3 neue Nachrichten aus dem Verzeichnis von Dortmund"
    assert "4 neue" in last.subject
    assert "http://admin.localhost:8000/admin/snippets/directory/case/" in first.text
    for secret in ("Geheim", "Ola", "ola@example.org"):
        assert secret not in first.text + first.html + first.subject


def test_a_message_that_somebody_works_on_is_not_told(dortmund):
    make_case(dortmund, state="in_work")

    assert tell_cities() == 0


def test_a_message_that_nobody_looked_at_is_told_again_after_a_month(dortmund):
    make_case(dortmund)
    tell_cities()
    Mail.objects.all().delete()  # as the clock does with the records of mails

    with after(days=31):
        assert tell_cities() == 1


def test_each_city_gets_its_own_mail_and_one_without_a_mailbox_none(dortmund, potsdam, halle):
    for city in (dortmund, potsdam, halle):
        make_case(city)
    potsdam.contact = RoleContact.objects.create(city=potsdam, function={"de": "Büro"}, phone="0331 1")
    potsdam.save()
    halle.state = CityState.ARCHIVED
    halle.save()

    assert tell_cities() == 1
    assert Mail.objects.get().recipient == "dortmund@example.org"


def test_messages_that_are_dealt_with_are_deleted_after_twelve_months(dortmund):
    moment = datetime.datetime(2027, 3, 1, 3, tzinfo=datetime.UTC)
    with time_machine.travel(moment, tick=False):
        gone = [make_case(dortmund, state=state, days_ago=366) for state in ("done", "refused")]
        kept = [make_case(dortmund, state=state, days_ago=366) for state in ("new", "in_work")]
        kept.append(make_case(dortmund, state="done", days_ago=364))

        assert delete_old_cases() == len(gone)

    assert set(Case.objects.all()) == set(kept)


def test_the_clock_does_both(db):
    jobs = {job.name: job.minutes for job in registry.jobs}

    assert jobs["directory_tell_cities"] <= 60
    assert jobs["directory_delete_old_cases"] == 24 * 60


def test_the_list_shows_what_is_still_to_be_done_until_asked_for_more(at, dortmund, dortmund_editor):
    for state in ("new", "in_work", "done", "refused"):
        make_case(dortmund, state=state, association=make_association(dortmund, f"Verein {state}"))
    browser = at("admin", dortmund_editor)

    def shown(query=""):
        return {case.state for case in browser.get(f"{LIST}{query}").context["object_list"]}

    assert shown() == {"new", "in_work"}
    assert shown("?state=open") == {"new", "in_work"}
    assert shown("?state=done") == {"done"}
    assert shown("?state=all") == {"new", "in_work", "done", "refused"}
    text = browser.get(f"{LIST}?state=all").content.decode()
    for words in ("neu", "in Arbeit", "erledigt", "nicht aufgegriffen"):
        assert words in text


def test_an_unknown_state_hides_nothing(at, dortmund, dortmund_editor):
    make_case(dortmund)

    assert len(at("admin", dortmund_editor).get(f"{LIST}?state=erfunden").context["object_list"]) == 1


def test_a_message_is_read_and_not_changed_and_who_handled_it_is_noted(at, dortmund, dortmund_editor):
    case = make_case(
        dortmund, kind="report", reason="gone", name="Ola", email="ola@example.org", language="ar"
    )
    browser = at("admin", dortmund_editor)
    page = browser.get(f"{LIST}edit/{case.pk}/").content.decode()
    for words in (
        "Wir proben mittwochs.",
        "Ola",
        "ola@example.org",
        "Den Verein gibt es nicht mehr",
        "Arabisch",
    ):
        assert words in page
    assert "None" not in page[page.index("Was gesendet wurde") :]

    changed = {"state": "done", "note": "Angerufen.", "message": "Anders", "email": "x@example.org"}
    answer = browser.post(f"{LIST}edit/{case.pk}/", changed)

    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.state, case.note, case.handled_by) == ("done", "Angerufen.", dortmund_editor)
    assert (case.message, case.email) == ("Wir proben mittwochs.", "ola@example.org")


def test_messages_are_for_the_people_of_their_city(at, dortmund, potsdam):
    case = make_case(potsdam, message="Kanari aus Potsdam")
    for group in ("dortmund-lead", "dortmund-editor", "dortmund-coordinator"):
        browser = at("admin", one_of(group))
        assert browser.get(LIST).status_code == 200
        assert not browser.get(f"{LIST}?state=all").context["object_list"]
        assert is_refused(browser.get(f"{LIST}edit/{case.pk}/"))
        assert is_refused(browser.post(f"{LIST}edit/{case.pk}/", {"state": "done", "note": ""}))
        assert is_refused(browser.get(f"{LIST}add/"))
    assert is_refused(at("admin", one_of("dortmund-translator-en")).get(LIST))
    case.refresh_from_db()
    assert case.state == "new"


@pytest.mark.parametrize(("role", "may"), [("coordinator", False), ("editor", False), ("lead", True)])
def test_leads_alone_delete_messages(at, dortmund, role, may):
    case = make_case(dortmund)
    at("admin", one_of(f"dortmund-{role}")).post(f"{LIST}delete/{case.pk}/")

    assert Case.objects.filter(pk=case.pk).exists() != may


@pytest.mark.parametrize("role", ["lead", "editor", "coordinator"])
def test_the_start_page_counts_new_messages_and_names_the_oldest_five(at, dortmund, potsdam, role):
    make_case(potsdam)
    make_case(dortmund, state="in_work")
    for number in range(7):
        association = make_association(dortmund, f"Verein {number}")
        Confirmation(association=association).save()
        make_case(dortmund, association=association, days_ago=number)
    browser = at("admin", one_of(f"dortmund-{role}"))

    panel = panels(browser)["7 neue Nachrichten"]

    assert [row.note for row in panel.rows] == [f"Verein {number}" for number in (6, 5, 4, 3, 2)]
    assert browser.get(panel.rows[0].url).status_code == 200
    assert browser.get(panel.more_url).status_code == 200


def test_the_start_page_names_entries_that_nobody_confirmed_and_the_share_of_the_others(at, dortmund):
    today = timezone.localdate()
    for name, days in (("Frisch", 10), ("Letztes Jahr", 364), ("Lange her", 400), ("Nie", None)):
        association = make_association(dortmund, name)
        if days is not None:
            day = today - datetime.timedelta(days=days)
            Confirmation(association=association, confirmed_on=day).save()

    panel = panels(at("admin", one_of("dortmund-coordinator")))["Nie oder lange nicht bestätigte Einträge"]

    assert [row.title for row in panel.rows] == ["Nie", "Lange her"]
    assert "50 % von 4 Einträgen" in panel.sentence
    assert "mindestens 80 %" in panel.sentence


def test_there_are_no_panels_where_nothing_is_to_be_done(at, dortmund, potsdam):
    make_case(potsdam)
    make_association(potsdam)
    Confirmation(association=make_association(dortmund)).save()

    assert panels(at("admin", one_of("dortmund-coordinator"))) == {}


def test_a_translator_is_told_of_neither(at, dortmund):
    make_case(dortmund, association=make_association(dortmund, "Kanari"))

    assert "Kanari" not in at("admin", one_of("dortmund-translator-en")).get(START).text


def test_list_and_start_page_take_as_many_queries_for_many_messages_as_for_few(at, dortmund):
    browser = at("admin", one_of("dortmund-coordinator"))

    def make_some(count):
        for _number in range(count):
            make_case(dortmund, association=make_association(dortmund), handled_by=one_of_many())

    def one_of_many():
        return make_user(f"{Case.objects.count()}@example.org")

    def count(path):
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            browser.get(path)
        return len(queries)

    make_some(6)  # one more than a panel shows
    few = count(LIST), count(START)
    make_some(12)

    assert (count(LIST), count(START)) == few
