"""Making, copying and withdrawing links in the admin, by those who may change the page, entry or city."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from sites.choices import CityState
from sites.models import CityLink, PreviewLink
from sites.previews.links import address_of
from sites.previews.office import share_url
from tests.directory.make import make_association
from tests.home.admin import soup_of
from tests.make import home_of, make_content, make_user
from tests.sites.previews.make import share, share_city


def withdraw_url(thing):
    return f"{share_url(thing)}withdraw/"


def is_refused(answer):
    return answer.status_code == 302 and answer["Location"] == "/admin/" or answer.status_code in (403, 404)


def person(role, city="dortmund"):
    group = Group.objects.get(name=f"{city}-{role}")
    return make_user(f"{role}.{city}@example.org", groups=[group])


@pytest.fixture
def hidden(dortmund):
    dortmund.state = CityState.HIDDEN
    dortmund.save()
    return dortmund


def test_an_editor_makes_a_link_and_copies_it(at, dortmund_editor, draft):
    answer = at("admin", dortmund_editor).post(share_url(draft), {"days": 3}, follow=True)

    link = PreviewLink.objects.get()
    page = soup_of(answer)
    assert link.made_by == dortmund_editor
    assert link.revision == draft.latest_revision
    assert page.select_one(f"#link-{link.pk}")["value"] == address_of(link)
    assert "Gültig bis" in page.select_one(f"label[for=link-{link.pk}]").get_text()


def test_a_link_holds_for_a_week_unless_something_else_is_chosen(at, dortmund_editor, draft):
    page = soup_of(at("admin", dortmund_editor).get(share_url(draft)))

    options = page.select("select[name=days] option")
    assert [option.get_text() for option in options] == ["1 Tag", "3 Tage", "7 Tage", "14 Tage", "30 Tage"]
    assert page.select_one("option[selected]")["value"] == "7"


@pytest.mark.parametrize("days", ["", "0", "-1", "31", "1000", "x"])
def test_another_time_than_those_offered_is_refused(at, dortmund_editor, draft, days):
    answer = at("admin", dortmund_editor).post(share_url(draft), {"days": days})

    assert answer.status_code == 200
    assert not PreviewLink.objects.exists()


def test_looking_makes_no_link(at, dortmund_editor, draft):
    at("admin", dortmund_editor).get(share_url(draft), {"days": 7})

    assert not PreviewLink.objects.exists()


def test_withdrawing_takes_all_links_of_the_page(at, dortmund_editor, draft):
    share(draft), share(draft)

    answer = at("admin", dortmund_editor).post(withdraw_url(draft), follow=True)

    assert not PreviewLink.objects.exists()
    assert "Alle Links sind zurückgezogen." in answer.text


def test_withdrawing_is_no_address_that_is_merely_opened(at, dortmund_editor, draft):
    share(draft)

    answer = at("admin", dortmund_editor).get(withdraw_url(draft))

    assert answer.status_code == 405
    assert PreviewLink.objects.exists()


@pytest.mark.parametrize("url_of", [share_url, withdraw_url])
def test_another_site_cannot_make_or_withdraw_a_link(dortmund_editor, draft, url_of):
    share(draft)
    browser = Client(enforce_csrf_checks=True, headers={"host": settings.ADMIN_HOST})
    browser.force_login(dortmund_editor)

    answer = browser.post(url_of(draft), {"days": 7})

    assert answer.status_code == 403
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize("url_of", [share_url, withdraw_url])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_of_another_city_is_refused(at, potsdam, dortmund_editor, url_of, method):
    page = make_content(home_of(potsdam), live=False)
    page.save_revision()
    share(page)

    answer = getattr(at("admin", dortmund_editor), method)(url_of(page), {"days": 7})

    assert is_refused(answer)
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize(("role", "may"), [("lead", True), ("editor", True), ("coordinator", False)])
def test_who_may_change_a_page_may_share_it(at, draft, role, may):
    answer = at("admin", person(role)).post(share_url(draft), {"days": 7})

    assert PreviewLink.objects.exists() == may
    assert is_refused(answer) != may


@pytest.mark.parametrize(("language", "may"), [("en", True), ("de", False), ("ar", False)])
def test_a_translator_shares_pages_of_her_language(at, dortmund, translator, language, may):
    page = make_content(home_of(dortmund, language), live=False)
    page.save_revision()

    at("admin", translator).post(share_url(page), {"days": 7})

    assert PreviewLink.objects.exists() == may


@pytest.mark.parametrize(
    ("role", "city", "may"),
    [
        ("lead", "dortmund", True),
        ("editor", "dortmund", True),
        ("coordinator", "dortmund", False),
        ("lead", "potsdam", False),
    ],
)
def test_who_may_change_an_entry_may_share_it(at, dortmund, role, city, may):
    association = make_association(dortmund, live=False)

    answer = at("admin", person(role, city)).post(share_url(association), {"days": 7})

    assert PreviewLink.objects.exists() == may
    assert is_refused(answer) != may
    assert ModelLogEntry.objects.filter(action="insist.preview.make").exists() == may


@pytest.mark.parametrize("model", ["insist_sites/city", "insist_sites/project", "auth/group", "no/thing"])
def test_nothing_but_pages_and_entries_is_shared(at, instance_admin, model):
    answer = at("admin", instance_admin).post(f"/admin/previews/{model}/1/", {"days": 7})

    assert answer.status_code == 404


def test_the_editor_of_a_page_has_a_button_for_it(at, dortmund_editor, draft):
    page = soup_of(at("admin", dortmund_editor).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])))

    assert "Vorschau-Link teilen" in page.select_one(f'a[href="{share_url(draft)}"]').get_text()


def test_the_editor_of_an_entry_has_a_button_for_it(at, dortmund, dortmund_editor):
    association = make_association(dortmund)
    url = reverse("wagtailsnippets_directory_association:edit", args=[association.pk])

    page = soup_of(at("admin", dortmund_editor).get(url))

    assert "Vorschau-Link teilen" in page.select_one(f'a[href="{share_url(association)}"]').get_text()


def test_a_link_to_an_old_version_says_that_a_newer_one_is_published(at, dortmund_editor, draft):
    share(draft)
    draft.save_revision().publish()

    answer = at("admin", dortmund_editor).get(share_url(draft))

    assert "Inzwischen ist eine neuere Fassung veröffentlicht" in answer.text


def test_in_a_hidden_city_the_page_says_that_the_city_needs_a_link_too(at, hidden, draft):
    by_lead = at("admin", person("lead")).get(share_url(draft))
    by_editor = at("admin", person("editor")).get(share_url(draft))

    assert "Die Stadt ist noch verborgen" in by_lead.text
    assert "Die Stadt ist noch verborgen" in by_editor.text
    city_url = reverse("share_city", args=[hidden.pk])
    assert city_url in by_lead.text
    assert city_url not in by_editor.text


def test_a_lead_makes_and_withdraws_links_to_her_hidden_city(at, hidden, dortmund_lead):
    admin, url = at("admin", dortmund_lead), reverse("share_city", args=[hidden.pk])

    page = soup_of(admin.post(url, {"days": 7}, follow=True))

    link = CityLink.objects.get()
    assert page.select_one(f"#link-{link.pk}")["value"] == address_of(link)
    admin.post(f"{url}withdraw/")
    assert not CityLink.objects.exists()
    logged = ModelLogEntry.objects.filter(action__startswith="insist.preview", user=dortmund_lead)
    assert logged.count() == 2


@pytest.mark.parametrize(
    ("role", "city"), [("editor", "dortmund"), ("coordinator", "dortmund"), ("lead", "potsdam")]
)
def test_nobody_else_opens_a_hidden_city(at, hidden, role, city):
    share_city(hidden)
    admin, url = at("admin", person(role, city)), reverse("share_city", args=[hidden.pk])

    answers = [admin.get(url), admin.post(url, {"days": 7}), admin.post(f"{url}withdraw/")]

    assert all(is_refused(answer) for answer in answers)
    assert CityLink.objects.count() == 1


def test_a_city_that_is_open_needs_no_link(at, dortmund, dortmund_lead):
    admin, url = at("admin", dortmund_lead), reverse("share_city", args=[dortmund.pk])

    page, answer = soup_of(admin.get(url)), admin.post(url, {"days": 7})

    assert not page.select("main form")
    assert is_refused(answer)
    assert not CityLink.objects.exists()


def test_the_settings_of_a_hidden_city_lead_to_its_links(at, hidden, dortmund_lead):
    url = reverse("wagtailsettings:edit", args=["insist_sites", "city", hidden.site_id])

    page = soup_of(at("admin", dortmund_lead).get(url))

    assert page.select_one(f'a[href="{reverse("share_city", args=[hidden.pk])}"]')
