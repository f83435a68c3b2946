"""Associations on pages: named once by number, shown from their public entries, held to the city."""

import json

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from directory.models import Association
from home.choices import Listing, Role
from home.models import CirclePage, ForumPage, Involvement
from home.office.repeat import repeat
from sites.choices import CityState
from sites.takeover.act import take_over
from tests.directory.make import make_association
from tests.home.admin import edit_url, open_form, soup_of
from tests.home.make import make_page, take_offline
from tests.home.reading import section, words
from tests.make import (
    home_of,
    list_of,
    make_circle,
    make_event,
    make_fair,
    make_forum,
    make_image,
    make_project,
    make_project_page,
    make_story,
    make_translation,
    make_user,
    publish,
)


def name_on(page, *associations, role=Role.PARTICIPANT, **values):
    """Name associations on a page, and publish it."""
    for association in associations:
        page.involvements.add(Involvement(association=association, role=role, **values))
    return publish(page)


def lines(part):
    return [words(line) for line in part.select("li.near")] if part else []


@pytest.mark.parametrize(
    ("page_class", "role", "heading", "said"),
    [
        ("ForumPage", Role.HOST, "Mit dabei", "lädt ein"),
        ("EventPage", Role.PARTNER, "Mit dabei", "Kooperationspartner"),
        ("FairPage", Role.HOST, "Mit dabei", "lädt ein"),
        ("ResultPage", Role.PARTICIPANT, "Mit dabei", "macht mit"),
        ("NewsPage", Role.PARTICIPANT, "Mit dabei", "macht mit"),
        ("StoryPage", Role.PORTRAYED, "In dieser Geschichte", "im Porträt"),
        ("OfferPage", Role.CARRIER, "Wer dahintersteht", "Träger"),
        ("OfferPage", Role.FUNDER, "Wer dahintersteht", "fördert"),
        ("CirclePage", Role.MEMBER, "Mitglieder", "Mitglied"),
        ("ProjectPage", Role.INITIATOR, "Wer dahintersteht", "gab den Anstoß"),
    ],
)
def test_a_page_shows_its_associations_with_role_emblem_and_link(
    dortmund, read, page_class, role, heading, said
):
    from home import models

    page = make_page(dortmund, getattr(models, page_class))
    name_on(page, make_association(dortmund, "Chor Nord"), role=role)

    [line] = section(read(page), heading).select("li.near")

    assert words(line) == f"Chor Nord {said}"
    assert line.a["href"].endswith("/verzeichnis/chor-nord/")
    assert line.img["src"].startswith("/emblems/")


def test_the_page_in_another_language_shows_the_associations_of_the_german_one(at, dortmund):
    forum = make_forum(dortmund)
    home = publish(home_of(dortmund, "en"))
    english = make_translation(forum, home)
    name_on(english, make_association(dortmund, "Nur englisch"))
    name_on(forum, make_association(dortmund, "Chor Nord"))

    part = section(soup_of(at(dortmund).get(english.get_url())), "Taking part")

    assert lines(part) == ["Chor Nord takes part"]
    assert part.a["href"].endswith("/en/directory/chor-nord/")


def test_a_page_without_a_german_version_shows_its_own_associations(at, dortmund):
    forum = make_forum(dortmund)
    english = make_translation(forum, publish(home_of(dortmund, "en")))
    name_on(english, make_association(dortmund, "Chor Nord"))
    name_on(forum, make_association(dortmund, "Nur im Entwurf"))
    take_offline(forum)

    part = section(soup_of(at(dortmund).get(english.get_url())), "Taking part")

    assert lines(part) == ["Chor Nord takes part"]


def test_a_new_name_of_an_association_stands_on_all_pages_that_name_it(dortmund, read):
    association = make_association(dortmund, "Chor Nord")
    pages = [make_forum(dortmund), make_story(dortmund), make_event(make_forum(dortmund))]
    for page in pages:
        name_on(page, association, role=page.involvement_roles[0])

    association.name = "Stimmen aus dem Norden"
    association.save()

    for page in pages:
        text = words(read(page).main)
        assert "Stimmen aus dem Norden" in text
        assert "Chor Nord" not in text


def archive(association):
    association.archive()


def withdraw(association):
    association.live = False
    association.save()


def move_away(association):
    from sites.models import City

    association.city = City.objects.get(slug="potsdam")
    association.save()


def delete(association):
    association.delete()


@pytest.mark.parametrize("how", [archive, withdraw, move_away, delete])
def test_an_association_that_is_not_public_here_any_more_does_not_show(dortmund, read, how):
    association = make_association(dortmund, "Chor Nord")
    forum = name_on(make_forum(dortmund), association)

    how(association)

    page = read(forum)
    assert "Chor Nord" not in words(page.main)
    assert section(page, "Mit dabei") is None


def test_a_draft_that_names_an_association_shows_it_in_its_preview_only(dortmund, read):
    forum = make_forum(dortmund)
    forum.involvements.add(Involvement(association=make_association(dortmund, "Chor Nord")))
    forum.save_revision()

    preview = forum.get_latest_revision_as_object().make_preview_request().render()

    assert "Chor Nord" in preview.content.decode()
    assert "Chor Nord" not in words(read(ForumPage.objects.get(pk=forum.pk)).main)


def test_a_fair_lists_its_stands_by_number_then_by_name(dortmund, read):
    fair = make_fair(dortmund)
    for name, stand in [("Zora", "A 2"), ("Anna", "A 10"), ("Berta", ""), ("Chor", "A 2"), ("Dora", "B1")]:
        name_on(fair, make_association(dortmund, name), role=Role.STAND, stand=stand)
    host = Association.objects.get(name="Zora")
    name_on(fair, host, role=Role.HOST)

    page = read(fair)

    assert lines(section(page, "Stände")) == ["Chor A 2", "Zora A 2", "Anna A 10", "Dora B1", "Berta"]
    assert lines(section(page, "Mit dabei")) == ["Zora lädt ein"]


def test_an_association_with_two_roles_stands_once(dortmund, read):
    circle = make_circle(home_of(dortmund))
    association = make_association(dortmund, "Chor Nord")
    name_on(circle, association, role=Role.MEMBER, note="führt den Vorsitz")
    name_on(circle, association, role=Role.INITIATOR)

    assert lines(section(read(circle), "Mitglieder")) == [
        "Chor Nord Mitglied · gab den Anstoß führt den Vorsitz"
    ]


def test_a_project_page_shows_logos_beside_emblems(dortmund, read):
    logo = make_image(dortmund, consent_note="Mail des Vorstands")
    page = make_project_page(home_of(dortmund), make_project(dortmund))
    name_on(page, make_association(dortmund, "Chor Nord", logo=logo), role=Role.CARRIER)

    [line] = section(read(page), "Wer dahintersteht").select("li.near")

    assert len(line.select("img")) == 2


def test_hosts_are_organisers_for_other_programs(dortmund, read):
    event = name_on(make_event(make_forum(dortmund)), make_association(dortmund, "Chor Nord"), role=Role.HOST)

    graph = json.loads(read(event).select_one('script[type="application/ld+json"]').string)["@graph"]

    [thing] = [thing for thing in graph if thing["@type"] == "Event"]
    own, host = thing["organizer"]
    assert own["@id"].endswith("#insist")
    assert host["name"] == "Chor Nord"
    assert host["url"].startswith("http://dortmund")


def row(association, role=Role.PARTICIPANT, **values):
    return {"association": str(association.pk), "role": role, "note": "", **values}


def send(browser, page, *rows):
    url = edit_url(page)
    data = open_form(browser, url)
    for name in [name for name in data if name.startswith("involvements-")]:
        del data[name]
    data.update(nested_form_data({"involvements": inline_formset(rows)}))
    data["action-publish"] = "action-publish"
    return browser.post(url, data.dict())


def test_an_editor_names_an_association_of_her_city(at, dortmund, dortmund_editor, read):
    forum = make_forum(dortmund, audience="Chöre")

    answer = send(
        at("admin", dortmund_editor), forum, row(make_association(dortmund, "Chor Nord"), Role.HOST)
    )

    assert answer.status_code == 302
    assert lines(section(read(forum), "Mit dabei")) == ["Chor Nord lädt ein"]


def involvement_faults(answer):
    return answer.context["form"].formsets["involvements"].errors


def test_an_association_of_another_city_is_refused_at_its_field(at, dortmund, potsdam, instance_admin):
    forum = make_forum(dortmund)
    foreign = make_association(potsdam, "Ruderclub")

    answer = send(at("admin", instance_admin), forum, row(foreign))

    [errors] = involvement_faults(answer)
    assert errors["association"] == ["Bitte wählen Sie einen Verein aus dem Verzeichnis dieser Stadt."]
    assert "Ruderclub" not in answer.content.decode()
    assert not forum.involvements.filter(association=foreign).exists()


def test_the_row_of_a_translation_is_no_association_to_choose(at, dortmund, dortmund_editor):
    association = make_association(dortmund, "Chor Nord")
    english = association.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save()

    [errors] = involvement_faults(send(at("admin", dortmund_editor), make_forum(dortmund), row(english)))

    assert "association" in errors


def test_a_page_offers_the_roles_that_make_sense_on_it(at, dortmund, dortmund_editor):
    form = at("admin", dortmund_editor).get(edit_url(make_circle(home_of(dortmund)))).context["form"]

    empty = form.formsets["involvements"].empty_form

    assert [value for value, _label in empty.fields["role"].choices] == list(CirclePage.involvement_roles)
    assert "stand" not in empty.fields


def test_a_role_that_does_not_fit_the_page_is_refused(at, dortmund, dortmund_editor):
    association = make_association(dortmund, "Chor Nord")

    answer = send(at("admin", dortmund_editor), make_forum(dortmund), row(association, Role.STAND))

    [errors] = involvement_faults(answer)
    assert "role" in errors


def test_a_translation_asks_for_no_associations(at, dortmund, instance_admin):
    forum = name_on(make_forum(dortmund), make_association(dortmund, "Chor Nord"))
    english = make_translation(forum, publish(home_of(dortmund, "en")))
    browser = at("admin", instance_admin)

    form = browser.get(edit_url(english)).context["form"]

    assert "involvements" not in form.formsets
    data = open_form(browser, edit_url(english))
    data["action-publish"] = "action-publish"
    assert browser.post(edit_url(english), data.dict()).status_code == 302


def test_taking_a_page_over_leaves_its_associations_behind(dortmund, potsdam):
    editor = make_user("potsdam@example.org", groups=[Group.objects.get(name="potsdam-editor")])
    forum = name_on(make_forum(dortmund, audience="Chöre"), make_association(dortmund, "Chor Nord"))

    taken = take_over(editor, forum.pk, list_of(potsdam, Listing.FORUMS).pk)

    draft = ForumPage.objects.get(pk=taken.page_id)
    assert draft.get_latest_revision_as_object().involvements.count() == 0
    assert draft.involvements.count() == 0


def test_a_copy_within_the_city_keeps_its_associations(dortmund, dortmund_editor):
    event = name_on(make_event(make_forum(dortmund)), make_association(dortmund, "Chor Nord"), role=Role.HOST)

    copy = repeat(event, event.starts_at.date().replace(year=2099), dortmund_editor)

    [involvement] = copy.involvements.all()
    assert (involvement.association.name, involvement.role) == ("Chor Nord", Role.HOST)


def test_the_preview_of_a_page_in_a_hidden_city_shows_its_associations(dortmund, at):
    dortmund.state = CityState.HIDDEN
    dortmund.save()
    forum = name_on(make_forum(dortmund), make_association(dortmund, "Chor Nord"))

    answer = forum.make_preview_request()

    assert "Chor Nord" in answer.render().content.decode()
