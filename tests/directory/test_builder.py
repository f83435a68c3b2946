"""Associations from plain descriptions, as the demonstration and the benchmarks write them."""

import datetime

from django.utils import timezone

from directory.demo.builder import Builder
from directory.models import Association, DirectoryEntry, PrivateEntry

RING = {
    "code": "ring",
    "name": "Ring der Chöre e. V.",
    "kind": "umbrella",
    "main_field": "musik",
    "summary": "Wir singen.",
    "precision": "district",
}
CHOIR = {
    "code": "chor",
    "name": "Chor Nord e. V.",
    "alternative_names": ["Kuzey Korosu"],
    "kind": "association",
    "main_field": "musik",
    "further_fields": ["jugend"],
    "target_groups": ["jugendliche"],
    "languages": ["de", "tr"],
    "summary": "Dienstags wird gesungen.",
    "description": "Erster Absatz.\n\nZweiter <Absatz>.",
    "district": "innenstadt-nord",
    "latitude": 51.527,
    "longitude": 7.468,
    "precision": "exact",
    "open_to_contact": "yes",
    "confirmed_days_ago": 40,
    "umbrellas": ["ring"],
    "addresses": [
        {"kind": "meeting", "street": "Weg 1", "postcode": "44145", "town": "Dortmund", "is_public": True}
    ],
    "exchange": [
        {"direction": "offer", "type": "raum", "text": "Ein Saal", "visibility": "public", "valid_days": 20},
        {"direction": "need", "type": "geraete", "text": "Noten", "visibility": "coordinators"},
    ],
    "contacts": [
        {
            "function": "Vorstand",
            "person": "Ola Nowak",
            "email": "ola@example.org",
            "consent": ["page"],
            "is_public": True,
        },
        {
            "function": "Kasse",
            "person": "Ada Ferrante",
            "email": "ada@example.org",
            "consent": [],
            "is_public": True,
        },
    ],
    "migration_reference": {"value": "mixed", "publish": False, "use_for_matching": True},
}
ENGLISH = {
    "chor": {"summary": "Singing on Tuesdays.", "description": "One.", "exchange": ["A hall", "Sheet music"]}
}


def test_a_description_becomes_an_association_with_its_public_entry(dortmund):
    assert Builder(dortmund, timezone.localdate()).write([RING, CHOIR], {"en": ENGLISH}) == 2
    entry = DirectoryEntry.objects.get(slug="chor-nord")
    assert entry.fields == ["musik", "jugend"]
    assert entry.offers == ["raum"]
    assert entry.needs == []
    assert entry.texts["de"]["description"] == "<p>Erster Absatz.</p><p>Zweiter &lt;Absatz&gt;.</p>"
    assert entry.texts["en"]["summary"] == "Singing on Tuesdays."
    assert entry.exchanges[0]["texts"] == {"de": "Ein Saal", "en": "A hall"}
    assert entry.confirmed_on == timezone.localdate() - datetime.timedelta(days=40)
    assert [contact["person"] for contact in entry.contacts] == ["Ola Nowak"]
    assert entry.umbrellas == [DirectoryEntry.objects.get(slug="ring-der-choere").key]
    assert PrivateEntry.objects.get(key=entry.key).migration == "mixed"


def test_what_is_built_is_as_valid_as_what_a_form_takes(dortmund):
    Builder(dortmund, timezone.localdate()).write([RING, CHOIR], {"en": ENGLISH})
    for association in Association.objects.all():
        association.full_clean()


def test_equal_names_get_addresses_of_their_own(dortmund):
    builder = Builder(dortmund, timezone.localdate())
    builder.write([RING], {})
    builder.write([RING | {"code": "ring-2"}], {})
    assert set(DirectoryEntry.objects.values_list("slug", flat=True)) == {
        "ring-der-choere",
        "ring-der-choere-2",
    }


def test_writing_many_costs_as_many_queries_as_writing_few(dortmund, django_assert_max_num_queries):
    builder = Builder(dortmund, timezone.localdate())
    many = [CHOIR | {"code": f"chor-{number}", "umbrellas": []} for number in range(60)]
    with django_assert_max_num_queries(45):
        builder.write(many, {})
