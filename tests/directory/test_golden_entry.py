"""A city full of what must not be shown, each with a word of its own: no output says one of them."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.models import Locale, ModelLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from directory.models import (
    Address,
    Association,
    Case,
    Consent,
    Contact,
    DirectoryEntry,
    Exchange,
    Membership,
    MigrationReference,
    Ownership,
)
from directory.staff_choices import Audience, Channel, Direction, Precision
from tests.directory.make import district, field, make_association, make_contact, term
from tests.directory.outputs import Output, outputs
from tests.make import make_image, make_user

pytestmark = pytest.mark.long

DAY = datetime.timedelta(days=1)
SHOWN = ("Turm der Lieder", "Sichtbarer Satz", "buero@example.org", "VR 4711")


def exchange(text: str, audience: str = Audience.PUBLIC, language: str = "de", **values) -> Exchange:
    row = Exchange(
        direction=Direction.OFFER, type=term("exchange", "raum"), text=text, audience=audience, **values
    )
    row.locale = Locale.objects.get(language_code=language)
    return row


def hide_in_association(city) -> Association:
    """A public association; whatever of it is not public carries the word kanari."""
    today = timezone.localdate()
    archived = make_association(city, "Kanari-Ring", kind=term("kind", "umbrella"), slug="ring-im-archiv")
    archived.archive()
    draft = make_association(city, "Kanari-Bund", kind=term("kind", "umbrella"), slug="bund", live=False)
    association = make_association(
        city,
        "Turm der Lieder",
        slug="turm-der-lieder",
        summary="Sichtbarer Satz.",
        main_field=field("musik"),
        district=district(city, "Innenstadt-Nord"),
        latitude=51.523456,
        longitude=7.454321,
        precision=Precision.STREET,
        register_number="VR 4711",
        addresses=[
            Address(street="Offene Str. 98765", is_public=True),
            Address(street="98765 Vordere Str.", is_public=True),
            Address(street="Kanarigasse 1", postcode="98765", town="Kanarihausen", is_public=False),
        ],
        memberships=[
            Membership(umbrella=archived, position="Kanari-Vorsitz"),
            Membership(umbrella=draft, position="Kanari-Beirat"),
        ],
        exchanges=[
            exchange("Saal Kanari-Mitglieder", Audience.MEMBERS, capacity="Kanari-Platz"),
            exchange("Saal Kanari-Büro", Audience.COORDINATORS),
            exchange("Saal Kanari-gestern", valid_until=today - DAY),
            exchange("Saal Kanari-morgen", valid_from=today + DAY),
        ],
    )
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.summary, english.live = "Kanari in English", False
    english.exchanges = [exchange("Kanari hall", language="en")]
    english.save()
    return association


def hide_persons(association: Association) -> None:
    today = timezone.localdate()
    make_contact(association, email="buero@example.org")
    consents = [
        [],
        [Consent(channel=Channel.PAGE, given_on=today - 9 * DAY, ends_on=today - DAY)],
        [Consent(channel=Channel.PAGE, withdrawn_on=today, withdrawn_how="mail")],
        [Consent(channel=Channel.PAGE, given_on=today + DAY)],
        [Consent(channel=Channel.COORDINATORS)],
        [Consent(channel=Channel.PRINT), Consent(channel=Channel.OTHER_CITIES)],
    ]
    for number, rows in enumerate(consents):
        contact = make_contact(
            association,
            person=f"Kanari Person {number}",
            email=f"kanari{number}@example.org",
            phone=f"+49 231 98765{number}",
            function={"de": "Kanari-Amt"},
        )
        contact.consents = rows
        contact.save()
    make_contact(association, (Channel.PAGE,), person="Kanari Zu", is_public=False)
    make_contact(association, email="kanari.postfach@example.org", is_public=False)


def hide_beside(association: Association) -> None:
    MigrationReference(
        association=association,
        value="migrant_led",
        use_for_matching=True,
        stated_by="Kanari-Vorstand",
    ).save()
    owner = make_user("kanari.owner@example.org", first_name="Kanari", last_name="Owner")
    Ownership.objects.create(association=association, user=owner)
    Case.objects.create(
        city=association.city,
        kind="change",
        association=association,
        name="Kanari Absender",
        email="kanari.absender@example.org",
        message="Kanari schreibt",
        note="Kanari-Notiz",
        language="de",
    )
    association.name, association.summary = "Kanari-Entwurf", "Kanari-Entwurfssatz"
    association.further_fields = [field("sport")]
    association.save_revision(user=owner)
    association.refresh_from_db()
    logo = make_image(association.city, title="Kanari-Zeichen", description="Kanari-Zeichen")
    Association.objects.filter(pk=association.pk).update(logo=logo, archived_at=None)


def make_golden(city) -> Association:
    association = hide_in_association(city)
    hide_persons(association)
    hide_beside(association)
    make_association(
        city, "Nachbarchor", main_field=field("musik"), district=district(city, "Innenstadt-Nord")
    )
    make_association(city, "Kanari-Verein", slug="entwurf", live=False, summary="Kanari-Verein im Entwurf")
    make_association(city, "Kanari-Archiv", slug="archiv", main_field=field("musik")).archive()
    return association


def faults(one: Output, association: Association) -> list[str]:
    """Canaries, the exact point, and the number of an umbrella that is not public."""
    hidden = [str(row.umbrella.translation_key) for row in association.memberships.select_related("umbrella")]
    words = ("kanari", "98765", "51.5234", "7.4543", "51,5234", *hidden)
    return [f"{one.name}: {word}" for word in words if word in one.text.lower()]


def test_no_output_of_any_city_says_what_is_private(dortmund, potsdam, halle):
    association = make_golden(dortmund)
    everything = [(city, one) for city in (dortmund, potsdam, halle) for one in outputs(city)]
    leaks = [fault for _city, one in everything for fault in faults(one, association)]
    assert leaks == []
    shown = "\n".join(one.text for city, one in everything if city == dortmund)
    assert [word for word in SHOWN if word not in shown] == []
    elsewhere = "\n".join(one.text for city, one in everything if city != dortmund)
    assert [word for word in SHOWN if word in elsewhere] == []
    assert len(everything) > 150


def test_the_public_row_holds_nothing_that_may_not_be_shown(dortmund):
    """Contacts whose consent is for print or other cities alone stay out of sight, not out of the row."""
    association = make_golden(dortmund)
    entry = DirectoryEntry.objects.get(key=association.translation_key)
    row = str(
        {name: value for name, value in vars(entry).items() if name not in ("contacts", "facts")}
    ).lower()
    # Offers that will hold or have held are kept with their days; see `current_exchanges`.
    assert row.count("kanari") == row.count("kanari-morgen") + row.count("kanari-gestern")
    assert [set(row["channels"]) for row in entry.contacts if row["person"]] == [
        {Channel.PRINT, Channel.OTHER_CITIES}
    ]


def test_neither_logs_nor_search_nor_references_hold_anything_of_persons(at, dortmund, dortmund_lead):
    association = make_golden(dortmund)
    lead = at("admin", dortmund_lead)
    contact = Contact.objects.filter(person__startswith="Kanari").first()
    base = "/admin/snippets/directory/contact"
    assert lead.get(f"{base}/edit/{contact.pk}/").status_code == 200
    assert lead.post(f"{base}/delete/{contact.pk}/").status_code == 302
    case = Case.objects.get()
    lead.post(f"/admin/snippets/directory/case/edit/{case.pk}/", {"state": "done", "note": "Kanari-Notiz"})
    insert_or_update_object(association)  # as after a commit
    persons = ("Kanari Person", "kanari0@", "Kanari Absender", "98765", "Kanari-Notiz", "Kanari schreibt")
    tables = (ModelLogEntry, IndexEntry, ReferenceIndex, Revision)
    found = [
        f"{table.__name__}: {row}"
        for table in tables
        for row in table.objects.values()
        if _says(row, persons)
    ]
    assert [line for line in found if "Kanari-Entwurf" not in line] == []
    assert ModelLogEntry.objects.filter(content_type__model="contact", deleted=True).exists()
    assert association.live


def _says(row: dict, words: tuple[str, ...]) -> bool:
    return any(word in str(row) for word in words)


def test_staff_of_another_city_find_nothing_of_it(at, dortmund, halle):
    association = make_golden(dortmund)
    lead = at("admin", make_user("halle@example.org", groups=[Group.objects.get(name="halle-lead")]))
    contact, case = association.contacts.first(), Case.objects.get()
    paths = [
        "",
        "snippets/directory/association/?q=Turm",
        "snippets/directory/contact/?q=Turm",
        "snippets/directory/case/",
        "snippets/directory/migrationreference/",
        "directory/confirmations/",
        "choose-unknown/",
        "snippets/choose/directory/association/results/?q=Turm",
        f"snippets/directory/association/edit/{association.pk}/",
        f"snippets/directory/association/history/{association.pk}/",
        f"snippets/directory/association/preview/{association.pk}/",
        f"snippets/directory/contact/edit/{contact.pk}/",
        f"snippets/directory/case/edit/{case.pk}/",
        "reports/site-history/",
    ]
    answers = {path: lead.get(f"/admin/{path}") for path in paths}
    for path, answer in answers.items():
        text = answer.content.decode()
        assert "kanari" not in text.lower(), path
        assert "Turm der Lieder" not in text, path
