"""What stands around every public page: menu, breadcrumbs, project, contact, foot."""

import pytest
from django.urls import reverse

from home.choices import Listing
from sites.choices import CityState
from sites.models import RoleContact
from tests.make import (
    home_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_project,
    make_project_page,
    make_translation,
    publish,
)


def frame_of(at, city, page):
    answer = at(city).get(page.get_url())
    assert answer.status_code == 200
    return answer.context["frame"]


def make_contact(city, place="Hier", **fields):
    return RoleContact.objects.create(
        city=city, function={"de": "Büro"}, email="b@example.org", place=place, **fields
    )


def make_current(city, **fields):
    return make_project(city, is_current=True, **fields)


def test_a_page_belongs_to_the_current_project_of_its_city(at, dortmund):
    current = make_current(dortmund, name="Laufend")
    make_project(dortmund, name="Früher")

    assert frame_of(at, dortmund, make_content(home_of(dortmund))).project == current


def test_a_page_of_a_city_without_a_current_project_belongs_to_none(at, dortmund, potsdam):
    make_current(potsdam)
    make_project(dortmund, name="Früher")

    assert frame_of(at, dortmund, make_content(home_of(dortmund))).project is None


def test_a_page_below_a_project_page_belongs_to_that_project(at, dortmund):
    make_current(dortmund, name="Laufend")
    earlier = make_project(dortmund, name="Früher")
    about = make_project_page(home_of(dortmund), earlier)

    below = make_content(make_content(about))

    assert frame_of(at, dortmund, about).project == earlier
    assert frame_of(at, dortmund, below).project == earlier


def test_the_nearest_project_page_above_counts(at, dortmund):
    whole, part = make_project(dortmund, name="Ganzes"), make_project(dortmund, name="Teil")
    outer = make_project_page(home_of(dortmund), whole)
    inner = make_project_page(outer, part)

    assert frame_of(at, dortmund, make_content(inner)).project == part
    assert frame_of(at, dortmund, make_content(outer)).project == whole


def test_a_page_s_own_project_comes_before_the_one_above(at, dortmund):
    make_current(dortmund)
    above, own = make_project(dortmund, name="Darüber"), make_project(dortmund, name="Eigenes")

    page = make_content(make_project_page(home_of(dortmund), above), project=own)

    assert frame_of(at, dortmund, page).project == own


def test_a_project_of_another_city_is_never_shown(at, dortmund, potsdam):
    current = make_current(dortmund)
    foreign = make_project(potsdam, name="Fremd")

    page = make_content(home_of(dortmund), project=foreign)

    assert frame_of(at, dortmund, page).project == current


def test_the_nearest_contact_stands_at_the_end(at, dortmund):
    page = make_content(home_of(dortmund))
    assert frame_of(at, dortmund, page).contact == dortmund.contact

    current = make_current(dortmund, contact=make_contact(dortmund, "Projekt"))
    assert frame_of(at, dortmund, page).contact == current.contact

    page.contact = make_contact(dortmund, "Seite")
    publish(page)
    assert frame_of(at, dortmund, page).contact == page.contact


def test_the_contact_is_written_on_the_page(at, dortmund):
    answer = at(dortmund).get("/")

    assert '<a href="tel:+492315550171" dir="ltr">0231 5550171</a>' in answer.text
    assert '<a href="mailto:dortmund@example.org" dir="ltr">dortmund@example.org</a>' in answer.text


def test_a_page_of_a_city_without_contact_is_shown_all_the_same(at, dortmund):
    dortmund.contact = None
    dortmund.save()

    assert at(dortmund).get("/").status_code == 200


def test_the_menu_holds_the_published_pages_below_home_that_are_meant_for_it(at, dortmund):
    make_content(home_of(dortmund), title="Im Menü", show_in_menus=True)
    make_content(home_of(dortmund), title="Nicht im Menü")
    make_content(home_of(dortmund), title="Entwurf", show_in_menus=True, live=False)

    menu = frame_of(at, dortmund, home_of(dortmund)).menu

    lists = ["Vereine", "Veranstaltungen", "Foren", "Ergebnisse", "Angebote", "Geschichten"]
    assert [link.title for link in menu] == [*lists, "Im Menü"]


def test_the_menu_marks_where_the_reader_is(at, dortmund):
    forum = make_forum(dortmund)

    marked = [link.title for link in frame_of(at, dortmund, forum).menu if link.is_current]

    assert marked == ["Foren"]


def test_the_menu_is_in_the_language_of_the_page(at, dortmund):
    english = publish(home_of(dortmund, "en"))

    menu = frame_of(at, dortmund, english).menu

    assert [(link.title, link.url) for link in menu][0] == ("Associations", "/en/directory/")


def test_breadcrumbs_lead_from_below_home_to_the_page(at, dortmund):
    meeting = make_event(make_forum(dortmund, title="Räume", slug="raeume"), title="Erstes Treffen")

    crumbs = frame_of(at, dortmund, meeting).breadcrumbs

    assert [(link.title, link.url) for link in crumbs] == [
        ("Foren", "/foren/"),
        ("Räume", "/foren/raeume/"),
        ("Erstes Treffen", ""),
    ]
    assert [link.is_current for link in crumbs] == [False, False, True]


def test_breadcrumbs_leave_out_what_is_not_published(at, dortmund):
    shown = make_content(home_of(dortmund), title="Oben")
    draft = make_content(shown, title="Entwurf", live=False)

    crumbs = frame_of(at, dortmund, make_content(draft, title="Unten")).breadcrumbs

    assert [link.title for link in crumbs] == ["Oben", "Unten"]


def test_a_page_directly_below_home_needs_no_breadcrumbs_nor_does_home(at, dortmund):
    assert frame_of(at, dortmund, home_of(dortmund)).breadcrumbs == []
    assert frame_of(at, dortmund, make_content(home_of(dortmund))).breadcrumbs == []


def test_the_foot_has_the_legal_pages_in_the_language_of_the_page(at, dortmund):
    english = publish(home_of(dortmund, "en"))

    german = [link.title for link in frame_of(at, dortmund, home_of(dortmund)).footer]

    assert german == ["Impressum", "Datenschutz", "Erklärung zur Barrierefreiheit"]
    assert [link.url for link in frame_of(at, dortmund, english).footer][0].startswith("/en/")


def test_the_foot_names_the_other_cities_but_no_hidden_one(at, dortmund, potsdam, halle):
    halle.state = CityState.HIDDEN
    halle.save()

    answer = at(dortmund).get("/")

    assert [link.title for link in answer.context["frame"].other_cities] == ["Potsdam"]
    assert "Halle" not in answer.text


def test_the_foot_names_archived_cities(at, dortmund, halle):
    halle.state = CityState.ARCHIVED
    halle.save()

    titles = [link.title for link in frame_of(at, dortmund, home_of(dortmund)).other_cities]

    assert titles == ["Halle (Saale)", "Potsdam"]


def test_another_city_is_named_and_reached_in_the_language_of_the_page_where_it_has_that(
    at, dortmund, potsdam, halle
):
    publish(home_of(dortmund, "ar"))
    abroad = home_of(potsdam, "ar")
    abroad.title = "بوتسدام"
    publish(abroad)

    links = frame_of(at, dortmund, home_of(dortmund, "ar")).other_cities

    assert [(link.title, link.url, link.language) for link in links] == [
        ("Halle (Saale)", "http://halle.localhost:8000/", "de"),
        ("بوتسدام", "http://potsdam.localhost:8000/ar/", "ar"),
    ]


def test_a_language_that_another_city_gave_up_leads_to_its_german_home(at, dortmund, potsdam):
    english = publish(home_of(dortmund, "en"))
    publish(home_of(potsdam, "en"))
    potsdam.languages = ["de"]
    potsdam.save()

    links = frame_of(at, dortmund, english).other_cities

    assert "http://potsdam.localhost:8000/" in [link.url for link in links]


def test_social_networks_of_the_city_stand_at_the_foot(at, dortmund, potsdam):
    dortmund.social_links = [("link", {"name": "Mastodon", "url": "https://social.example.org/@insist"})]
    dortmund.save()

    link = '<a href="https://social.example.org/@insist" rel="me">Mastodon</a>'

    assert link in at(dortmund).get("/").text
    assert link not in at(potsdam).get("/").text


def test_the_language_button_says_language_in_two_more_languages_of_the_city(at, dortmund, halle):
    assert frame_of(at, dortmund, home_of(dortmund)).language_words == [("en", "Language"), ("ar", "اللغة")]
    assert frame_of(at, halle, home_of(halle)).language_words == [("en", "Language")]


def test_each_page_loads_the_stylesheet_of_its_city(at, dortmund):
    frame = frame_of(at, dortmund, list_of(dortmund, Listing.FORUMS))

    assert frame.stylesheet.startswith("/inks/")
    assert f'<link rel="stylesheet" href="{frame.stylesheet}">' in at(dortmund).get("/foren/").text


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_preview_in_the_admin_stands_in_the_frame_of_the_page_s_city(at, potsdam, instance_admin, language):
    page = make_content(home_of(potsdam, language), title="Vorschau", live=False)

    answer = at("admin", instance_admin).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert "<title>Vorschau – INSIST Potsdam</title>" in answer.text


def test_the_page_says_in_which_languages_it_exists(at, dortmund):
    english = publish(home_of(dortmund, "en"))
    page = make_content(home_of(dortmund), slug="haus")
    make_translation(page, english, slug="house")

    links = frame_of(at, dortmund, page).languages

    assert [(link.code, link.url, link.is_current) for link in links] == [
        ("de", "/haus/", True),
        ("en", "/en/house/", False),
        ("ar", None, False),
    ]
