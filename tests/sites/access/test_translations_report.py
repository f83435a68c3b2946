"""The list of translations: those of the own city, for a translator into her language."""

import pytest
from django.urls import resolve, reverse
from wagtail_localize.models import Translation, TranslationSource

from tests.make import home_of, locale, make_content
from tests.sites.access.test_policies import one_of

REPORT = reverse("wagtail_localize:translations_report")
RESULTS = reverse("wagtail_localize:translations_report_results")


def translate(city, title, *languages):
    page = make_content(home_of(city), title=title)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    for language in languages:
        Translation.objects.create(source=source, target_locale=locale(language)).save_target()
    return page


def listed(browser, path=REPORT):
    answer = browser.get(path)
    assert answer.status_code == 200
    return {
        (translation.source.object_repr, translation.target_locale.language_code)
        for translation in answer.context["object_list"]
    }


def test_our_view_stands_at_the_address_of_wagtail_localize_s():
    assert resolve(REPORT).view_name == "own:translations"
    assert resolve(RESULTS).view_name == "own:translations_results"


@pytest.mark.parametrize("role", ["lead", "editor"])
@pytest.mark.parametrize("path", [REPORT, RESULTS])
def test_leads_and_editors_list_the_translations_of_their_city_only(at, dortmund, potsdam, role, path):
    translate(dortmund, "Eigenes", "en", "ar")
    translate(potsdam, "Rotkehlchen", "en", "ar")
    browser = at("admin", one_of(f"dortmund-{role}"))

    assert listed(browser, path) == {("Eigenes", "en"), ("Eigenes", "ar")}
    assert "Rotkehlchen" not in browser.get(path).text


def test_a_translator_lists_those_into_her_language(at, translator, dortmund, potsdam):
    translate(dortmund, "Eigenes", "en", "ar")
    translate(potsdam, "Rotkehlchen", "en")

    assert listed(at("admin", translator)) == {("Eigenes", "en")}


def test_a_translator_who_edits_another_city_has_all_languages_there(at, dortmund, potsdam, halle):
    for city in (dortmund, potsdam, halle):
        translate(city, city.slug, "en", "ar")

    browser = at("admin", one_of("dortmund-translator-ar", "potsdam-editor", "halle-coordinator"))

    assert listed(browser) == {("dortmund", "ar"), ("potsdam", "en"), ("potsdam", "ar")}


def test_a_coordinator_has_no_such_list(at, dortmund):
    assert at("admin", one_of("dortmund-coordinator")).get(REPORT).status_code == 302


@pytest.mark.parametrize(
    "query", ["source_title=Rot", "target_locale=en", "source_locale=de", "waiting_for_translation=true"]
)
def test_no_filter_and_no_spreadsheet_reaches_further(at, dortmund_lead, dortmund, potsdam, query):
    translate(dortmund, "Eigenes", "en")
    translate(potsdam, "Rotkehlchen", "en")
    browser = at("admin", dortmund_lead)

    assert "Rotkehlchen" not in {title for title, _language in listed(browser, f"{REPORT}?{query}")}
    export = browser.get(f"{REPORT}?{query}&export=csv")
    assert b"Rotkehlchen" not in (export.getvalue() if export.streaming else export.content)


def test_the_instance_admin_lists_all(at, instance_admin, dortmund, potsdam):
    translate(dortmund, "Eigenes", "en")
    translate(potsdam, "Fremdes", "ar")

    assert {("Eigenes", "en"), ("Fremdes", "ar")} <= listed(at("admin", instance_admin))
