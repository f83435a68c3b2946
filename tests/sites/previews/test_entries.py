"""A version of an entry, shown by a link: never more of it than may be public today."""

import datetime

import pytest
from django.utils import timezone

from directory.models import Address, Association, DirectoryEntry, Exchange
from directory.staff_choices import Audience, Channel, Direction, Precision
from tests.directory.make import make_association, make_contact, term
from tests.home.admin import soup_of
from tests.make import home_of, host_of, locale, publish
from tests.sites.previews.make import data_path_of, path_of, share

WAYS = [path_of, data_path_of]
EVERYWHERE = (Channel.PAGE, Channel.API)


@pytest.fixture
def draft(dortmund):
    """An association that was never published."""
    association = make_association(dortmund, "Chor Noch Geheim", summary="Vier Stimmen.", live=False)
    association.save_revision()
    return association


@pytest.mark.parametrize("way", WAYS)
def test_an_entry_is_shown_before_anybody_approved_it(at, dortmund, draft, way):
    answer = at(dortmund).get(way(share(draft)))

    assert answer.status_code == 200
    assert "Chor Noch Geheim" in answer.text
    assert not DirectoryEntry.objects.filter(association=draft).exists()
    assert answer["Cache-Control"] == "no-store, private"
    assert not answer.cookies


def test_an_entry_has_the_shape_of_a_published_one(at, dortmund, draft):
    link, client = share(draft), at(dortmund)

    told = client.get(f"{data_path_of(link)}?expand=breadcrumbs,translations").json()

    draft.get_latest_revision().publish()
    public = client.get(f"/++api++/verzeichnis/{draft.slug}").json()
    assert set(told) - set(public) == {"preview"}
    assert set(public) <= set(told)
    assert told["@type"] == "Association"
    assert told["parent"]["@id"] == f"http://{host_of(dortmund)}/verzeichnis"
    assert told["@components"]["breadcrumbs"]["items"][-1] == {
        "@id": told["@id"],
        "title": "Chor Noch Geheim",
    }
    assert told["@components"]["translations"]["items"] == []
    assert told["review_state"] == "private"


def test_the_page_of_an_entry_is_a_preview_like_any_other(at, dortmund, draft):
    page = soup_of(at(dortmund).get(path_of(share(draft))))

    assert "noch nicht veröffentlicht" in page.select_one(".by-link").get_text()
    assert not page.select('script, link[rel=canonical], meta[property^="og:"]')
    full = ("/", "#", "http", "mailto:", "tel:")
    assert not [link for link in page.select("a[href]") if not link["href"].startswith(full)]


@pytest.mark.parametrize("way", WAYS)
def test_a_consent_that_is_withdrawn_after_the_link_was_made_hides_the_person(at, dortmund, draft, way):
    contact = make_contact(draft, EVERYWHERE, person="Ola Nowak", email="ola@example.org")
    path = way(share(draft))
    before = at(dortmund).get(path).text

    for consent in contact.consents.all():
        consent.withdrawn_on, consent.withdrawn_how = timezone.localdate(), "Anruf"
        consent.save()

    after = at(dortmund).get(path).text
    assert "Ola Nowak" in before
    assert "Ola Nowak" not in after
    assert "ola@example.org" not in after
    assert "Chor Noch Geheim" in after


@pytest.mark.parametrize("way", WAYS)
def test_a_contact_that_is_closed_or_deleted_after_the_link_was_made_is_gone(at, dortmund, draft, way):
    closed = make_contact(draft, email="zu@example.org")
    deleted = make_contact(draft, email="weg@example.org")
    path = way(share(draft))
    before = at(dortmund).get(path).text

    closed.is_public = False
    closed.save()
    deleted.delete()

    after = at(dortmund).get(path).text
    assert "zu@example.org" in before and "weg@example.org" in before
    assert "zu@example.org" not in after and "weg@example.org" not in after


def test_a_person_who_agreed_to_pages_only_is_not_told_as_data(at, dortmund, draft):
    make_contact(draft, (Channel.PAGE,), person="Ola Nowak")
    link = share(draft)

    assert "Ola Nowak" in at(dortmund).get(path_of(link)).text
    assert "Ola Nowak" not in at(dortmund).get(data_path_of(link)).text


@pytest.mark.parametrize("way", WAYS)
def test_what_members_alone_may_know_is_not_shown(at, dortmund, way):
    private = Exchange(
        direction=Direction.OFFER,
        type=term("exchange", "raum"),
        text="Schlüssel beim Hausmeister",
        audience=Audience.COORDINATORS,
    )
    private.locale = locale("de")
    draft = make_association(
        dortmund,
        live=False,
        precision=Precision.DISTRICT,
        addresses=[Address(street="Geheimweg 3", postcode="44135", town="Dortmund", is_public=True)],
        exchanges=[private],
    )
    draft.save_revision()

    shown = at(dortmund).get(way(share(draft))).text

    assert "Hausmeister" not in shown
    assert "Geheimweg" not in shown


@pytest.mark.parametrize("way", WAYS)
def test_what_a_newer_approval_took_back_is_not_shown_any_more(at, dortmund, way):
    association = make_association(
        dortmund,
        precision=Precision.EXACT,
        addresses=[Address(street="Privatweg 3", postcode="44135", town="Dortmund", is_public=True)],
    )
    publish(association)
    path = way(share(association))
    before = at(dortmund).get(path).text

    association.precision = Precision.DISTRICT
    publish(association)

    answer = at(dortmund).get(path)
    assert "Privatweg" in before
    assert answer.status_code == 410
    assert "Privatweg" not in answer.text
    assert f"/verzeichnis/{association.slug}" in answer.text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("end", ["archive", "unpublish", "delete"])
def test_an_entry_that_is_archived_offline_or_deleted_is_not_shown(at, dortmund, way, end):
    association = make_association(dortmund, "Chor von früher")
    association.save_revision()
    path = way(share(association))

    getattr(Association.objects.get(pk=association.pk), end)()

    answer = at(dortmund).get(path)
    assert answer.status_code == 410
    assert "Chor von früher" not in answer.text


def test_an_entry_is_shown_in_the_language_of_its_version(at, dortmund, draft):
    publish(home_of(dortmund, "en"))
    english = draft.copy_for_translation(locale("en"))
    english.summary = "Four voices."
    english.live = False
    english.save()
    english.save_revision()
    link = share(english)

    html = soup_of(at(dortmund).get(path_of(link))).html
    told = at(dortmund).get(data_path_of(link)).json()

    assert html["lang"] == "en"
    assert "Four voices." in html.get_text()
    assert (told["language"]["token"], told["description"]) == ("en", "Four voices.")


@pytest.mark.parametrize("way", WAYS)
def test_an_entry_of_another_city_is_not_found(at, potsdam, draft, way):
    assert at(potsdam).get(way(share(draft))).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_an_entry_that_went_to_another_city_is_not_shown(at, dortmund, potsdam, draft, way):
    path = way(share(draft))
    stored = Association.objects.get(pk=draft.pk)
    stored.city = potsdam
    stored.save()

    assert at(dortmund).get(path).status_code == 410
    assert at(potsdam).get(path).status_code == 404


def test_a_consent_that_ends_hides_the_person_on_the_day_after(at, dortmund, draft):
    contact = make_contact(draft, EVERYWHERE, person="Ola Nowak")
    path = path_of(share(draft))

    consent = contact.consents.get(channel=Channel.PAGE)
    consent.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    consent.save()

    assert "Ola Nowak" not in at(dortmund).get(path).text
