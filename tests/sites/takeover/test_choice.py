"""Who may take over what, and where to."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageLogEntry, ReferenceIndex

from home.choices import Listing
from home.models import ForumPage
from sites.choices import CityState
from sites.models import Takeover
from sites.takeover.act import take_over
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_user,
)
from tests.sites.takeover.make import (
    CANARY,
    LIST,
    NOT_PUBLIC,
    body,
    edit,
    edit_draft,
    origin_url,
    page_url,
    picture,
)


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_what_the_public_does_not_see_is_neither_offered_nor_taken_over(
    at, dortmund, potsdam_editor, forums, state
):
    forum = make_forum(dortmund, title=CANARY)
    assert CANARY in at("admin", potsdam_editor).get(LIST, {"q": CANARY}).text
    NOT_PUBLIC[state](forum, dortmund)

    browser = at("admin", potsdam_editor)
    assert f">{CANARY}<" not in browser.get(LIST).text
    assert browser.get(page_url(forum)).status_code == 404
    assert browser.post(page_url(forum), {"parent": forums.pk}).status_code == 404
    with pytest.raises(PermissionDenied):
        take_over(potsdam_editor, forum.pk, forums.pk)
    assert not Takeover.objects.exists()


def test_a_draft_title_is_neither_shown_nor_searched(at, dortmund, potsdam_editor):
    edit_draft(make_forum(dortmund, title="Räume teilen"), title=CANARY)

    answer = at("admin", potsdam_editor).get(LIST, {"q": "Kanarien"})

    assert CANARY not in answer.text
    assert "Räume teilen" not in answer.text


def test_a_page_of_an_archived_city_can_be_taken_over(dortmund, taken):
    forum = make_forum(dortmund, title="Was war")
    dortmund.state = CityState.ARCHIVED
    dortmund.save()

    assert taken(forum).title == "Was war"


def test_the_list_holds_no_page_of_the_own_city(at, dortmund, potsdam, potsdam_editor):
    make_forum(dortmund, title="Fremdes Forum")
    make_forum(potsdam, title="Eigenes Forum")

    text = at("admin", potsdam_editor).get(LIST, {"q": "Forum"}).text

    assert "Fremdes Forum" in text
    assert "Eigenes Forum" not in text


def test_the_list_can_be_narrowed_to_a_city_and_to_words(at, dortmund, halle, potsdam_editor):
    make_forum(dortmund, title="Räume teilen")
    make_forum(halle, title="Räume bauen")

    text = at("admin", potsdam_editor).get(LIST, {"city": halle.pk, "q": "räume"}).text

    assert "Räume bauen" in text
    assert "Räume teilen" not in text


def test_below_a_parent_the_list_holds_what_can_stand_there_in_its_language(
    at, dortmund, potsdam_editor, forums
):
    make_event(make_forum(dortmund, title="Deutsches Forum"), title="Ein Treffen")
    make_content(home_of(dortmund), title="Eine Seite")
    make_forum(dortmund, language="en", title="English forum")

    text = at("admin", potsdam_editor).get(LIST, {"parent": forums.pk}).text

    assert "Deutsches Forum" in text
    assert "Eine Seite" not in text
    assert "English forum" not in text


def test_below_a_page_that_can_hold_nothing_the_list_is_empty(at, dortmund, potsdam, potsdam_editor):
    make_forum(dortmund, title="Fremdes Forum")
    event = make_event(make_forum(potsdam))

    assert "Fremdes Forum" not in at("admin", potsdam_editor).get(LIST, {"parent": event.pk}).text


def test_front_pages_are_not_offered(at, dortmund, potsdam_editor):
    home = edit(home_of(dortmund), title="Dortmund zusammen")

    browser = at("admin", potsdam_editor)
    assert "Dortmund zusammen" not in browser.get(LIST).text
    assert browser.get(page_url(home)).status_code != 200


def parents_offered(answer):
    return {value for value, _name in answer.context["form"].fields["parent"].choices}


def test_offered_are_places_of_the_own_city_in_the_same_language_that_the_type_allows(
    at, dortmund, potsdam, potsdam_editor
):
    forum = make_forum(dortmund)
    own = {list_of(potsdam, listing).pk for listing in Listing} | {home_of(potsdam).pk}

    assert parents_offered(at("admin", potsdam_editor).get(page_url(forum))) == own


@pytest.mark.parametrize("place", ["other city", "other language", "other type", "nowhere"])
def test_a_page_cannot_be_taken_over_to_a_place_that_was_not_offered(
    at, dortmund, potsdam, potsdam_editor, place
):
    forum = make_forum(dortmund)
    parent = {
        "other city": list_of(dortmund, Listing.FORUMS).pk,
        "other language": list_of(potsdam, Listing.FORUMS, "en").pk,
        "other type": make_content(home_of(potsdam)).pk,
        "nowhere": 0,
    }[place]

    answer = at("admin", potsdam_editor).post(page_url(forum), {"parent": parent})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    with pytest.raises(PermissionDenied):
        take_over(potsdam_editor, forum.pk, parent)
    assert not Takeover.objects.exists()


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_leads_and_editors_take_over_by_sending_the_form(at, dortmund, potsdam, forums, role):
    user = make_user("wer@example.org", groups=[Group.objects.get(name=f"potsdam-{role}")])
    forum = make_forum(dortmund, title="Räume teilen")

    answer = at("admin", user).post(page_url(forum), {"parent": forums.pk})

    draft = ForumPage.objects.child_of(forums).get(title="Räume teilen")
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert not draft.live


@pytest.mark.parametrize("role", ["coordinator", "translator-en", None])
def test_others_take_nothing_over(at, dortmund, potsdam, role):
    groups = [Group.objects.get(name=f"potsdam-{role}")] if role else []
    user = make_user("wer@example.org", groups=groups)
    forum = make_forum(dortmund, language="en", title=CANARY)
    parent = list_of(potsdam, Listing.FORUMS, "en")

    browser = at("admin", user)
    for answer in (
        browser.get(LIST),
        browser.get(page_url(forum)),
        browser.post(page_url(forum), {"parent": parent.pk}),
    ):
        assert answer.status_code in (302, 403)
        assert CANARY not in answer.text
    assert not Takeover.objects.exists()


def test_who_may_add_files_but_no_pages_takes_nothing_over(at, dortmund, potsdam, potsdam_editor):
    GroupPagePermission.objects.filter(group__name="potsdam-editor").delete()
    make_forum(dortmund, title=CANARY)

    answer = at("admin", potsdam_editor).get(LIST)

    assert answer.status_code in (302, 403)
    assert CANARY not in answer.text


def test_without_signing_in_there_is_nothing(at, dortmund):
    forum = make_forum(dortmund, title=CANARY)

    for url in (LIST, page_url(forum), origin_url(forum)):
        answer = at("admin").get(url)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_an_editor_of_an_archived_city_takes_nothing_over(at, dortmund, potsdam, potsdam_editor):
    potsdam.state = CityState.ARCHIVED
    potsdam.save()

    assert at("admin", potsdam_editor).get(LIST).status_code in (302, 403)


def test_nobody_takes_a_page_over_into_an_archived_city(dortmund, potsdam, forums, instance_admin):
    forum = make_forum(dortmund)
    potsdam.state = CityState.ARCHIVED
    potsdam.save()

    with pytest.raises(PermissionDenied):
        take_over(instance_admin, forum.pk, forums.pk)


def test_roles_in_both_cities_open_no_draft_of_either(dortmund, potsdam, forums):
    groups = Group.objects.filter(name__in=["dortmund-editor", "potsdam-editor"])
    user = make_user("beide@example.org", groups=list(groups))
    draft = make_forum(dortmund, live=False)

    with pytest.raises(PermissionDenied):
        take_over(user, draft.pk, forums.pk)


def test_a_page_is_not_taken_over_into_its_own_city(dortmund, potsdam, dortmund_editor):
    forum = make_forum(dortmund)

    with pytest.raises(PermissionDenied):
        take_over(dortmund_editor, forum.pk, list_of(dortmund, Listing.FORUMS).pk)


def test_only_sending_the_form_takes_a_page_over(at, dortmund, potsdam_editor, forums):
    forum = make_forum(dortmund)

    at("admin", potsdam_editor).get(page_url(forum), {"parent": forums.pk})

    assert not Takeover.objects.exists()


def test_a_forged_form_takes_nothing_over(dortmund, potsdam_editor, forums):
    browser = Client(enforce_csrf_checks=True, headers={"host": settings.ADMIN_HOST})
    browser.force_login(potsdam_editor)

    assert browser.post(page_url(make_forum(dortmund)), {"parent": forums.pk}).status_code == 403
    assert not Takeover.objects.exists()


def test_the_log_of_the_own_city_tells_of_it_and_that_of_the_other_does_not(dortmund, taken):
    forum = make_forum(dortmund, title="Räume teilen")
    before = PageLogEntry.objects.filter(page=forum.pk).count()

    draft = taken(forum)

    entry = PageLogEntry.objects.get(page=draft.pk, action="insist.take_over")
    assert "Räume teilen (Dortmund)" in entry.message
    assert PageLogEntry.objects.filter(page=forum.pk).count() == before


def test_nothing_in_the_other_city_refers_to_the_draft(dortmund, taken):
    forum = make_forum(dortmund)

    taken(forum)

    assert not ReferenceIndex.get_references_to(forum).exists()


def test_what_was_left_out_is_said_after_taking_over(at, dortmund, potsdam_editor, forums):
    forum = make_forum(dortmund, body=body(picture(make_image(dortmund, consent_note=CANARY))))

    answer = at("admin", potsdam_editor).post(page_url(forum), {"parent": forums.pk}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 2
    assert CANARY not in answer.text


# In the admin


def test_a_page_that_can_hold_pages_has_a_button_for_it(at, dortmund, potsdam, potsdam_editor, forums):
    text = at("admin", potsdam_editor).get(reverse("wagtailadmin_explore", args=[forums.pk])).text

    assert f"{LIST}?parent={forums.pk}" in text


def test_a_translator_sees_neither_button_nor_menu_item(at, potsdam):
    user = make_user("wer@example.org", groups=[Group.objects.get(name="potsdam-translator-en")])
    parent = list_of(potsdam, Listing.FORUMS, "en")

    text = at("admin", user).get(reverse("wagtailadmin_explore", args=[parent.pk])).text

    assert LIST not in text


def test_the_page_tells_of_its_origin(at, dortmund, taken, potsdam_editor):
    draft = taken(make_forum(dortmund, title="Räume teilen"))

    browser = at("admin", potsdam_editor)
    assert origin_url(draft) in browser.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    text = browser.get(origin_url(draft)).text
    assert "Räume teilen" in text
    assert "potsdam@example.org" in text


def count_queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len(queries)


def test_the_list_takes_as_many_queries_for_twenty_pages_as_for_one(at, dortmund, potsdam_editor):
    browser = at("admin", potsdam_editor)
    make_forum(dortmund, title="Räume 0")
    one = count_queries(browser, f"{LIST}?q=Räume")

    for number in range(1, 20):
        make_forum(dortmund, title=f"Räume {number}")

    assert count_queries(browser, f"{LIST}?q=Räume") == one


def test_choosing_a_place_takes_as_many_queries_for_many_places_as_for_few(
    at, dortmund, potsdam, potsdam_editor
):
    browser = at("admin", potsdam_editor)
    event = make_event(make_forum(dortmund))
    make_forum(potsdam)
    few = count_queries(browser, page_url(event))

    for _number in range(8):
        make_forum(potsdam)

    assert count_queries(browser, page_url(event)) == few
