"""Translating: in the own city, and a translator only into her language."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from tests.make import home_of, locale, make_content
from tests.sites.access.test_policies import one_of


def make_translation_of(city, language):
    page = make_content(home_of(city), title="Zu übersetzen")
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale(language))
    translation.save_target()
    return translation


def put(browser, translation):
    segment = translation.source.stringsegment_set.first()
    path = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return browser.put(path, "value=Text", content_type="application/x-www-form-urlencoded").status_code


def po_file(browser, translation):
    return browser.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).status_code


def submit(browser, page, *languages):
    path = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    browser.post(path, {"locales": [locale(language).pk for language in languages]})
    return set(page.get_translations().values_list("locale__language_code", flat=True))


def test_a_translator_translates_into_her_language(at, translator, dortmund):
    translation = make_translation_of(dortmund, "en")

    assert put(at("admin", translator), translation) in (200, 201)
    assert po_file(at("admin", translator), translation) == 200


@pytest.mark.parametrize(("city", "language"), [("dortmund", "ar"), ("potsdam", "en")])
def test_a_translator_translates_neither_into_other_languages_nor_other_cities(
    request, at, translator, city, language
):
    translation = make_translation_of(request.getfixturevalue(city), language)

    assert put(at("admin", translator), translation) == 302
    assert po_file(at("admin", translator), translation) == 302


def test_a_translator_submits_a_page_into_her_language_only(at, translator, dortmund):
    browser, page = at("admin", translator), make_content(home_of(dortmund))

    assert submit(browser, page, "ar", "en") == set()
    assert submit(browser, page, "en") == {"en"}


def test_an_editor_submits_a_page_into_every_language_of_her_city(at, dortmund_editor, dortmund):
    assert submit(at("admin", dortmund_editor), make_content(home_of(dortmund)), "ar", "en") == {"ar", "en"}


def test_a_translator_of_one_city_who_edits_another_stays_a_translator_in_the_first(at, dortmund, potsdam):
    browser = at("admin", one_of("dortmund-translator-en", "potsdam-editor"))

    assert po_file(browser, make_translation_of(dortmund, "ar")) == 302
    assert po_file(browser, make_translation_of(potsdam, "ar")) == 200


def test_who_edits_another_city_submits_into_her_one_language_only_where_she_translates(
    at, dortmund, potsdam
):
    browser, page = (
        at("admin", one_of("dortmund-translator-en", "potsdam-editor")),
        make_content(home_of(dortmund)),
    )

    assert submit(browser, page, "ar") == set()
    assert submit(browser, page, "en") == {"en"}


def test_a_language_that_is_no_number_is_refused_by_the_form(at, dortmund, dortmund_editor):
    path = reverse("wagtail_localize:submit_page_translation", args=[make_content(home_of(dortmund)).pk])

    answer = at("admin", dortmund_editor).post(path, {"locales": ["ar"]})

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_the_root_of_all_pages_opens_as_the_way_to_the_own_ones(at, dortmund_editor):
    root = Page.get_first_root_node()
    browser = at("admin", dortmund_editor)

    assert browser.get(reverse("wagtailadmin_explore", args=[root.pk])).status_code in (200, 302)
    assert browser.get(reverse("wagtailadmin_explore", args=[root.pk])).headers.get("Location") != "/admin/"
    assert browser.get(reverse("wagtailadmin_pages:history", args=[root.pk])).headers["Location"] == "/admin/"
