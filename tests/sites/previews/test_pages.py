"""A version of a page, shown to whoever has the link: as HTML and as data, and nothing else by it."""

import datetime

import pytest
import time_machine
from django.core.signing import Signer
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from sites.models import PreviewLink
from sites.previews.links import forget_ended_links, withdraw_preview_links
from sites.previews.tokens import SALT, token_of
from tests.home.admin import soup_of
from tests.home.make import restrict
from tests.make import (
    home_of,
    host_of,
    make_content,
    make_event,
    make_forum,
    make_translation,
    publish,
)
from tests.sites.previews.make import data_path_of, path_of, share, someone

WAYS = [path_of, data_path_of]


def change(page, **values):
    """Save a new version, without publishing it."""
    page = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()
    return page


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_is_shown_without_an_account(at, dortmund, draft, way):
    answer = at(dortmund).get(way(share(draft)))

    assert answer.status_code == 200
    assert "Noch geheim" in answer.text
    assert at(dortmund).get("/noch-geheim/").status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_a_link_shows_its_version_and_not_a_later_one(at, dortmund, draft, way):
    link = share(draft)
    change(draft, title="Später geändert")

    shown = at(dortmund).get(way(link)).text

    assert "Noch geheim" in shown
    assert "Später geändert" not in shown


@pytest.mark.parametrize("way", WAYS)
def test_nobody_keeps_what_a_link_shows(at, dortmund, draft, way):
    answer = at(dortmund).get(way(share(draft)))

    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "ETag" not in answer


def test_the_page_says_that_it_is_a_preview_and_until_when(at, dortmund, draft):
    with time_machine.travel("2026-11-25 12:00+01:00", tick=False):
        page = soup_of(at(dortmund).get(path_of(share(draft, days=7))))

    assert " ".join(page.select_one(".by-link").get_text().split()) == (
        "Vorschau – noch nicht veröffentlicht, gültig bis 2. Dezember 2026"
    )


def test_the_page_looks_like_any_other_and_names_no_address_to_search_engines(at, dortmund, draft):
    page = soup_of(at(dortmund).get(path_of(share(draft))))

    assert [link["rel"] for link in page.select("link")] == [["icon"], ["stylesheet"], ["stylesheet"]]
    assert page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert page.select_one(".masthead")
    assert not page.select('script, meta[property^="og:"]')


def test_links_on_the_page_lead_to_public_pages(at, dortmund, draft):
    page = soup_of(at(dortmund).get(path_of(share(draft))))

    addresses = {link["href"] for link in page.select("a[href]")}
    assert {"/foren/", "/angebote/"} <= addresses
    assert not [address for address in addresses if "_preview" in address or "noch-geheim" in address]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("wrong", ["kein-token", "p.1.1.1.20990101", "p.1.1.1.20990101.falsch", "%00", "."])
def test_what_nobody_signed_shows_nothing(at, dortmund, draft, way, wrong):
    link = share(draft)

    answer = at(dortmund).get(way(link).replace(token_of(link), wrong))

    assert answer.status_code == 404
    assert "Noch geheim" not in answer.text


@pytest.mark.parametrize("place", [0, 2, 4, 6, 8, -1])
def test_an_altered_link_shows_nothing(at, dortmund, draft, place):
    token = token_of(share(draft))
    letters = list(token)
    letters[place] = "2" if letters[place] != "2" else "3"

    answer = at(dortmund).get(f"/_preview/{''.join(letters)}/")

    assert answer.status_code == 404
    assert "Noch geheim" not in answer.text


def test_a_signature_of_something_else_opens_nothing(at, dortmund, draft):
    link = share(draft)
    text = token_of(link).rpartition(".")[0]

    assert Signer(salt=SALT, sep=".").sign(text) == token_of(link)
    forged = Signer(salt="anything", sep=".").sign(text)
    assert at(dortmund).get(f"/_preview/{forged}/").status_code == 404


def test_who_asks_with_a_wrong_link_is_told_in_german_whom_to_ask(at, dortmund):
    answer = at(dortmund).get("/_preview/falsch/")

    page = soup_of(answer)
    assert page.h1.get_text() == "Dieser Link führt zu keiner Vorschau."
    assert page.select_one('main a[href="#contact"]')
    assert answer["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("way", WAYS)
def test_a_link_ends_after_its_last_day(at, dortmund, draft, way):
    with time_machine.travel("2026-11-25 12:00+01:00", tick=False):
        link = share(draft, days=1)

    with time_machine.travel("2026-11-26 23:59+01:00", tick=False):
        assert at(dortmund).get(way(link)).status_code == 200
    with time_machine.travel("2026-11-27 00:00+01:00", tick=False):
        answer = at(dortmund).get(way(link))

    assert answer.status_code == 410
    assert "Noch geheim" not in answer.text


def test_an_ended_link_says_the_same_when_its_row_is_gone(at, dortmund, draft):
    with time_machine.travel(timezone.now() - datetime.timedelta(days=10)):
        link = share(draft, days=7)
        path = path_of(link)
    held = share(draft)
    before = at(dortmund).get(path)

    assert forget_ended_links() == "1 links forgotten"

    after = at(dortmund).get(path)
    assert before.status_code == after.status_code == 410
    assert before.content == after.content
    assert list(PreviewLink.objects.all()) == [held]


@pytest.mark.parametrize("way", WAYS)
def test_withdrawing_ends_all_links_of_a_page_and_of_no_other(at, dortmund, draft, way):
    other = make_content(home_of(dortmund), live=False)
    first, second, of_other = share(draft), share(change(draft, title="Neu")), share(other)
    paths = [way(first), way(second)]

    withdraw_preview_links(draft, someone())

    assert [at(dortmund).get(path).status_code for path in paths] == [410, 410]
    assert at(dortmund).get(way(of_other)).status_code == 200


def test_a_link_whose_row_means_something_else_by_now_shows_nothing(at, dortmund, draft):
    """As after a backup was restored, when numbers are given once more."""
    link = share(draft)
    path = path_of(link)
    other = make_content(home_of(dortmund), title="Ein anderes Geheimnis", live=False)
    PreviewLink.objects.filter(pk=link.pk).update(revision=other.save_revision())

    answer = at(dortmund).get(path)

    assert answer.status_code == 410
    assert "Geheimnis" not in answer.text


def test_a_link_to_a_deleted_version_has_ended(at, dortmund, draft):
    link = share(draft)
    path = path_of(link)
    change(draft, title="Neu")
    link.revision.delete()

    answer = at(dortmund).get(path)

    assert answer.status_code == 410
    assert "Fragen Sie" in answer.text


def test_a_link_to_a_deleted_page_has_ended(at, dortmund, draft):
    link = share(draft)
    path = path_of(link)
    Page.objects.get(pk=draft.pk).delete()

    assert at(dortmund).get(path).status_code == 410


@pytest.mark.parametrize("way", WAYS)
def test_a_link_opens_nothing_on_the_host_of_another_city(at, potsdam, draft, way):
    answer = at(potsdam).get(way(share(draft)))

    assert answer.status_code == 404
    assert "Noch geheim" not in answer.text


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("host", ["admin", "unbekannt.example.org"])
def test_a_link_opens_nothing_on_a_host_without_a_city(at, draft, way, host):
    assert at(host).get(way(share(draft))).status_code == 404


def test_a_page_that_was_moved_to_another_city_is_not_shown(at, dortmund, potsdam, draft):
    link = share(draft)
    Page.objects.get(pk=draft.pk).move(home_of(potsdam), pos="last-child")

    assert at(dortmund).get(path_of(link)).status_code == 410
    assert at(potsdam).get(path_of(link)).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_what_a_newer_publication_took_back_is_not_shown_any_more(at, dortmund, way):
    page = make_content(home_of(dortmund), title="Öffentlich", slug="offen")
    link = share(change(page, title="Zu früh"))
    publish(change(page, title="Richtig"))

    answer = at(dortmund).get(way(link))

    assert answer.status_code == 410
    assert "Zu früh" not in answer.text
    assert "/offen" in answer.text


def test_a_version_that_has_been_published_itself_says_so_and_leads_there(at, dortmund, draft):
    link = share(draft)
    link.revision.publish()

    page = soup_of(at(dortmund).get(path_of(link)))
    told = at(dortmund).get(data_path_of(link)).json()

    assert "diese Fassung ist veröffentlicht" in page.select_one(".by-link").get_text()
    assert page.select_one(".by-link a")["href"] == "/noch-geheim/"
    assert told["review_state"] == "published"
    assert told["preview"]["published"] == f"http://{host_of(dortmund)}/noch-geheim"


def test_sharing_a_page_without_versions_changes_nothing_about_it(at, dortmund, draft):
    Page.objects.filter(pk=draft.pk).update(live=True, has_unpublished_changes=False, latest_revision=None)
    Revision.objects.filter(object_id=str(draft.pk)).delete()

    link = share(Page.objects.get(pk=draft.pk).specific)

    stored = Page.objects.get(pk=draft.pk)
    page = soup_of(at(dortmund).get(path_of(link)))
    assert (stored.live, stored.has_unpublished_changes) == (True, False)
    assert "diese Fassung ist veröffentlicht" in page.select_one(".by-link").get_text()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("live", [True, False])
def test_taking_a_page_offline_ends_its_links(at, dortmund, way, live):
    page = make_content(home_of(dortmund), live=live)
    page.refresh_from_db()
    page.save_revision()
    link = share(page)
    if not live:
        publish(page)

    Page.objects.get(pk=page.pk).specific.unpublish()

    assert at(dortmund).get(way(link)).status_code == 410
    assert at(dortmund).get(way(share(Page.objects.get(pk=page.pk).specific))).status_code == 200


@pytest.mark.parametrize("way", WAYS)
def test_a_page_behind_a_password_is_shown_by_its_own_link_only(at, dortmund, way):
    page = make_content(home_of(dortmund), title="Nur für den Kreis")
    child = make_content(page, title="Darunter")
    restrict(page)
    visitor = at(dortmund)

    answer = visitor.get(way(share(page)))

    assert answer.status_code == 200
    assert "Nur für den Kreis" in answer.text
    assert "Darunter" not in answer.text
    assert "Nur für den Kreis" not in visitor.get(page.url, follow=True).text
    assert "Darunter" not in visitor.get(child.url, follow=True).text


@pytest.mark.parametrize("way", WAYS)
def test_a_preview_shows_no_other_draft(at, dortmund, way):
    forum = make_forum(dortmund, live=False)
    make_event(forum, title="Auch geheim", live=False)
    make_event(forum, title="Schon offen")
    forum.save_revision()

    shown = at(dortmund).get(way(share(forum))).text

    assert "Schon offen" in shown
    assert "Auch geheim" not in shown


def test_a_draft_in_arabic_is_shown_in_arabic_and_right_to_left(at, dortmund, draft):
    page = make_translation(draft, home_of(dortmund, "ar"), title="مسودة", live=False)
    page.save_revision()
    link = share(page)

    answer = at(dortmund).get(path_of(link))
    told = at(dortmund).get(data_path_of(link)).json()

    html = soup_of(answer).html
    assert (html["lang"], html["dir"], answer["Content-Language"]) == ("ar", "rtl", "ar")
    assert "معاينة" in html.select_one(".by-link").get_text()
    assert (told["language"]["token"], told["dir"], told["served_language"]) == ("ar", "rtl", "ar")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_link_only_reads(at, dortmund, draft, method):
    link, client = share(draft), at(dortmund)

    answers = [getattr(client, method)(way(link)) for way in WAYS]

    assert [answer.status_code for answer in answers] == [405, 405]


@pytest.mark.parametrize("way", WAYS)
def test_a_link_works_without_the_slash_at_its_end(at, dortmund, draft, way):
    assert at(dortmund).get(way(share(draft)).rstrip("/")).status_code == 200


def test_making_and_withdrawing_stand_in_the_log(dortmund_editor, draft):
    share(draft, user=dortmund_editor)
    withdraw_preview_links(draft, dortmund_editor)

    entries = PageLogEntry.objects.filter(page=draft.pk, action__startswith="insist.preview")
    found = [(entry.action, entry.user) for entry in entries.order_by("timestamp")]
    assert found == [
        ("insist.preview.make", dortmund_editor),
        ("insist.preview.withdraw", dortmund_editor),
    ]
