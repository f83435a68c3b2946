"""The public forms of the directory: what visitors send becomes a message that the city's people work on."""

import datetime
import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.case_forms import PER_CITY
from directory.models import Case
from sites.choices import CityState
from tests.directory.make import make_association, make_contact

TEXTS = {"message": "Wir proben jetzt mittwochs.", "name": "Ola Nowak", "email": "ola@example.org"}
FORMS = {
    "chor-nord/change/": "change",
    "chor-nord/report/": "report",
    "chor-nord/message/": "contact",
    "new/": "missing",
}
REASON = {"reason": "wrong"}


@pytest.fixture
def chor(dortmund):
    return make_association(dortmund, "Chor Nord")


def send(at, city, path, *, after_seconds=30, prefix="/verzeichnis/", network="192.0.2.1", **changes):
    """Open a form, wait, and send it; `message=None` leaves a field out."""
    visitor = at(city)
    page = visitor.get(prefix + path)
    began = re.search(r'name="began" value="([^"]+)"', page.content.decode())
    assert began, "the page has a form"
    data = {**TEXTS, **REASON, "website": "", "began": began[1], **changes}
    data = {name: value for name, value in data.items() if value is not None}
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=after_seconds)):
        return visitor.post(prefix + path, data, REMOTE_ADDR=network)


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(("path", "kind"), FORMS.items())
def test_what_somebody_sends_becomes_a_case_of_the_city(at, dortmund, chor, path, kind):
    answer = send(at, dortmund, path)

    assert (answer.status_code, answer["Location"]) == (302, f"/verzeichnis/{path}sent/")
    case = Case.objects.get()
    assert (case.city, case.kind, case.state, case.language) == (dortmund, kind, "new", "de")
    assert case.association == (None if kind == "missing" else chor)
    assert (case.message, case.email) == (TEXTS["message"], TEXTS["email"])
    assert (case.reason == "wrong") == (kind == "report")
    assert "Vielen Dank" in at(dortmund).get(answer["Location"]).content.decode()


@pytest.mark.parametrize("path", FORMS)
def test_a_form_says_what_happens_next_who_reads_it_and_how_long_it_is_kept(at, dortmund, chor, path):
    text = soup(at(dortmund).get(f"/verzeichnis/{path}")).get_text(" ")

    assert "Wie es weitergeht" in text
    assert "Das Team von INSIST in Dortmund" in text
    assert "12 Monate" in text


@pytest.mark.parametrize("path", FORMS)
def test_no_cookie_is_set_nothing_is_stored_and_nothing_found_by_search_engines(at, dortmund, chor, path):
    visitor = at(dortmund)
    form = visitor.get(f"/verzeichnis/{path}")
    sent = send(at, dortmund, path)
    thanks = visitor.get(sent["Location"])

    for answer in (form, sent, thanks):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
    assert soup(form).find("meta", {"name": "robots", "content": "noindex"})


@pytest.mark.parametrize("path", FORMS)
def test_a_browser_without_cookies_may_send_a_form(at, dortmund, chor, path):
    visitor = at(dortmund)
    visitor.handler.enforce_csrf_checks = True

    assert visitor.post(f"/verzeichnis/{path}", TEXTS).status_code == 200


@pytest.mark.parametrize("path", ["", "chor-nord/", "new/sent/", "chor-nord/change/sent/"])
def test_what_is_no_form_takes_nothing(at, dortmund, chor, path):
    assert at(dortmund).post(f"/verzeichnis/{path}").status_code == 405


def test_other_pages_take_nothing(at, dortmund):
    assert at(dortmund).post("/").status_code == 405


@pytest.mark.parametrize(
    ("path", "changes", "field", "message"),
    [
        ("chor-nord/change/", {"message": ""}, "message", "„Was hat sich geändert?“"),
        ("chor-nord/change/", {"message": "   \n "}, "message", "Bitte füllen Sie"),
        ("chor-nord/change/", {"message": None}, "message", "Bitte füllen Sie"),
        ("chor-nord/change/", {"email": "ola.example.org"}, "email", "@"),
        ("chor-nord/change/", {"message": "a" * 10_000}, "message", "10000 Zeichen"),
        ("chor-nord/change/", {"name": "a" * 121}, "name", "„Ihr Name“ hat 121 Zeichen"),
        ("chor-nord/change/", {"email": f"{'a' * 60}@{'b.' * 110}org"}, "email", ""),
        ("chor-nord/report/", {"reason": None}, "reason", "„Worum geht es?“"),
        ("chor-nord/report/", {"reason": "erfunden"}, "reason", "erfunden"),
        ("chor-nord/report/", {"message": ""}, "message", "„Was sollten wir wissen?“"),
        ("chor-nord/message/", {"name": ""}, "name", "„Ihr Name“"),
        ("chor-nord/message/", {"email": ""}, "email", "„Ihre E-Mail-Adresse“"),
        ("new/", {"name": ""}, "name", "„Name des Vereins oder der Initiative“"),
        ("new/", {"message": ""}, "message", "„Was machen Sie?“"),
        ("new/", {"email": "ola@"}, "email", "@"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    at, dortmund, chor, path, changes, field, message
):
    answer = send(at, dortmund, path, **changes)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert message in str(answer.context["form"].errors[field][0])
    page = soup(answer)
    assert page.select_one(".field--error .error")
    sent = {**TEXTS, **changes}
    assert page.find("textarea").get_text().strip() == (sent["message"] or "").strip()
    assert not Case.objects.exists()


def test_a_message_of_the_full_length_is_taken(at, dortmund, chor):
    send(at, dortmund, "chor-nord/change/", message="ä" * 3000)

    assert len(Case.objects.get().message) == 3000


def test_what_is_written_is_shown_as_text(at, dortmund, chor):
    answer = send(
        at, dortmund, "chor-nord/change/", message="<script>alert(1)</script> Nachbar*innen", email="x"
    )

    assert b"<script>alert" not in answer.content
    assert soup(answer).find("textarea").get_text().strip().endswith("Nachbar*innen")


def test_name_and_address_may_be_left_out_where_nobody_has_to_answer(at, dortmund, chor):
    send(at, dortmund, "chor-nord/change/", name="", email="")
    send(at, dortmund, "chor-nord/report/", name=None, email="")

    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"website": "https://example.org"}, "konnte nicht gesendet werden"),
        ({"after_seconds": 0}, "sehr schnell"),
        ({"began": ""}, "zu lange"),
    ],
)
def test_what_a_program_sends_is_refused_and_the_text_stays(at, dortmund, chor, how, words):
    answer = send(at, dortmund, "chor-nord/change/", **how)

    assert words in soup(answer).select_one("[role=alert]").get_text()
    assert TEXTS["message"] in soup(answer).find("textarea").get_text()
    assert not Case.objects.exists()


def test_a_network_sends_five_in_an_hour_and_no_more(at, dortmund, chor):
    for _number in range(5):
        send(at, dortmund, "chor-nord/change/")

    answer = send(at, dortmund, "chor-nord/change/")

    assert "zu viele Nachrichten" in soup(answer).select_one("[role=alert]").get_text()
    assert Case.objects.count() == 5
    assert send(at, dortmund, "chor-nord/change/", network="192.0.2.2").status_code == 302


@pytest.mark.full
def test_many_networks_together_cannot_flood_a_city(at, dortmund, potsdam, chor):
    for number in range(PER_CITY):
        send(at, dortmund, "chor-nord/change/", network=f"198.51.100.{number}")

    answer = send(at, dortmund, "chor-nord/report/", network="203.0.113.1")

    assert "in einer Stunde" in soup(answer).select_one("[role=alert]").get_text()
    assert TEXTS["message"] in soup(answer).find("textarea").get_text()
    assert Case.objects.count() == PER_CITY
    assert send(at, potsdam, "new/").status_code == 302
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=62)):
        assert send(at, dortmund, "chor-nord/report/", network="203.0.113.1").status_code == 302


@pytest.mark.parametrize(
    ("open_to_contact", "has_address", "offered"),
    [
        ("", False, True),
        ("yes", False, True),
        ("through_city", False, True),
        ("not_now", False, False),
        ("", True, False),
        ("yes", True, False),
        ("through_city", True, True),
        ("not_now", True, False),
    ],
)
def test_the_city_passes_messages_on_where_an_association_has_no_address_or_wants_it_so(
    at, dortmund, open_to_contact, has_address, offered
):
    association = make_association(dortmund, "Chor Nord", open_to_contact=open_to_contact)
    if has_address:
        make_contact(association)

    page = soup(at(dortmund).get("/verzeichnis/chor-nord/"))
    answer = at(dortmund).get("/verzeichnis/chor-nord/message/")

    assert bool(page.find("a", href="/verzeichnis/chor-nord/message/")) == offered
    assert answer.status_code == (200 if offered else 404)


def test_entry_and_directory_lead_to_the_forms(at, dortmund, chor):
    entry = soup(at(dortmund).get("/verzeichnis/chor-nord/"))
    directory = soup(at(dortmund).get("/verzeichnis/"))

    assert entry.find("a", href="/verzeichnis/chor-nord/change/")
    assert entry.find("a", href="/verzeichnis/chor-nord/report/")
    assert "Ihr Verein fehlt?" in directory.get_text()
    assert directory.find("a", href="/verzeichnis/new/")


def test_a_form_follows_an_association_to_its_new_address(at, dortmund, chor):
    chor.slug = "stimmen-nord"
    chor.save()

    answer = at(dortmund).get("/verzeichnis/chor-nord/report/")

    assert (answer.status_code, answer["Location"]) == (301, "/verzeichnis/stimmen-nord/report/")


@pytest.mark.parametrize("path", ["chor-nord/change/", "chor-nord/change/sent/", "gibt-es-nicht/report/"])
def test_there_is_no_form_for_what_is_not_public(at, dortmund, potsdam, chor, path):
    assert at(potsdam).get(f"/verzeichnis/{path}").status_code == 404
    chor.archive()
    assert at(dortmund).get(f"/verzeichnis/{path}").status_code == 404


def test_an_archived_city_takes_nothing_and_offers_nothing(at, dortmund, chor):
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    for path in FORMS:
        assert at(dortmund).get(f"/verzeichnis/{path}").status_code == 404
        assert at(dortmund).post(f"/verzeichnis/{path}", TEXTS).status_code == 404
    for path in ("", "chor-nord/"):
        page = soup(at(dortmund).get(f"/verzeichnis/{path}"))
        assert not [
            link for link in page.find_all("a") if link["href"].endswith(("change/", "new/", "message/"))
        ]


def test_an_arabic_form_speaks_arabic_from_right_to_left_and_so_do_its_errors(at, dortmund, chor):
    answer = send(at, dortmund, "chor-nord/change/", prefix="/ar/dalil/", email="ola", message="")
    page = soup(answer)

    assert page.html["dir"] == "rtl"
    assert page.find("label", {"for": "id_message"}).get_text().strip() == "ما الذي تغيّر؟"
    assert "ما الذي تغيّر؟" in page.select_one("#id_message_error").get_text()
    assert page.select_one("#id_email_error").get_text().strip()
    send(at, dortmund, "chor-nord/change/", prefix="/ar/dalil/", message="تغيّر الموعد")
    assert Case.objects.get().language == "ar"


def test_a_form_leads_to_itself_in_the_other_languages(at, dortmund, chor):
    page = soup(at(dortmund).get("/verzeichnis/chor-nord/change/"))

    assert page.find("a", href="/en/directory/chor-nord/change/")


@pytest.mark.parametrize("path", [*FORMS, "new/sent/"])
def test_a_form_takes_at_most_fifteen_queries(at, dortmund, chor, path):
    visitor = at(dortmund)
    visitor.get(f"/verzeichnis/{path}")
    with CaptureQueriesContext(connection) as queries:
        visitor.get(f"/verzeichnis/{path}")

    assert len(queries) <= 15


@pytest.mark.parametrize("name", ["New", "Offices"])
def test_no_association_takes_an_address_of_the_directory_itself(at, dortmund, name):
    association = make_association(dortmund, name)

    assert association.slug == f"verein-{name.lower()}"
    assert name in at(dortmund).get(f"/verzeichnis/{association.slug}/").content.decode()


@pytest.mark.parametrize("slug", ["new", "offices"])
def test_an_editor_is_told_which_address_the_directory_needs_itself(dortmund, slug):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError) as error:
        make_association(dortmund, "Chor Nord", slug=slug)

    assert "Verzeichnis selbst" in str(error.value)
