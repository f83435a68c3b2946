"""A document disappears by itself when the consent to it ends, and so does its file."""

import datetime

import pytest
import time_machine

from tests.home.admin import soup_of
from tests.home.make import make_document
from tests.make import home_of, make_circle, make_content, make_event, make_forum, make_result, stream

LAST_DAY = datetime.date(2026, 12, 31)
ON_THE_LAST_DAY = "2026-12-31 23:59+01:00"
AFTER_IT = "2027-01-01 00:01+01:00"


def travel(moment):
    return time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False)


@pytest.fixture
def document(dortmund):
    return make_document(
        dortmund, title="Heft mit Porträts", consent_note="schriftlich", consent_ends=LAST_DAY
    )


def listed(*documents):
    return ("documents", {"heading": "Zum Mitnehmen", "documents": [document.pk for document in documents]})


def body_page(city, document):
    return make_content(home_of(city), body=[listed(document, make_document(city, title="Bleibt"))])


def linking_page(city, document):
    text = f'<p>Bleibt: das <a linktype="document" id="{document.pk}">Heft mit Porträts</a></p>'
    return make_content(home_of(city), body=[("text", text)])


def unfolding_page(city, document):
    text = f'<p>Bleibt: das <a linktype="document" id="{document.pk}">Heft mit Porträts</a></p>'
    return make_content(home_of(city), body=[("details", {"summary": "Mehr", "text": text})])


def table_page(city, document):
    cell = f'<p>Bleibt: das <a linktype="document" id="{document.pk}">Heft</a></p>'
    table = {"columns": [{"type": "rich_text", "heading": "Wo"}], "rows": [{"values": [cell]}]}
    return make_content(home_of(city), body=[("table", {"caption": "Hefte", "table": table})])


def circle_page(city, document):
    step = {"date": "2026-03-12", "title": "Bleibt", "decision": "", "documents": [document.pk]}
    return make_circle(home_of(city), steps=stream([("step", step)]))


def result_page(city, document):
    material = stream([listed(document, make_document(city, title="Bleibt"))])
    return make_result(city, make_event(make_forum(city)), material=material)


@pytest.mark.parametrize(
    "make", [body_page, linking_page, unfolding_page, table_page, circle_page, result_page]
)
def test_no_page_leads_to_a_document_whose_consent_has_ended(at, dortmund, document, make):
    page = make(dortmund, document)

    with travel(ON_THE_LAST_DAY):
        before = at(dortmund).get(page.get_url()).text
    with travel(AFTER_IT):
        after = at(dortmund).get(page.get_url()).text

    assert document.url in before
    assert document.url not in after
    assert "Bleibt" in after


def test_a_list_of_documents_goes_with_its_last_one(at, dortmund, document):
    page = make_content(home_of(dortmund), body=[listed(document)])

    with travel(AFTER_IT):
        shown = soup_of(at(dortmund).get(page.get_url())).main

    assert "Zum Mitnehmen" not in shown.get_text()
    assert not shown.select("ul.linkrow")


def test_the_file_is_served_on_the_last_day_and_not_after_it(at, dortmund, document):
    with travel(ON_THE_LAST_DAY):
        before = at(dortmund).get(document.url).status_code
    with travel(AFTER_IT):
        after = at(dortmund).get(document.url).status_code

    assert (before, after) == (200, 404)


def test_a_consent_that_is_withdrawn_counts_at_once(at, dortmund, document):
    page = body_page(dortmund, document)
    with travel(ON_THE_LAST_DAY):
        document.consent_ends = LAST_DAY - datetime.timedelta(days=1)
        document.save()

        assert at(dortmund).get(document.url).status_code == 404
        assert document.url not in at(dortmund).get(page.get_url()).text


def test_no_cache_and_no_search_engine_keeps_what_may_have_to_go(at, dortmund, document):
    with travel(ON_THE_LAST_DAY):
        answer = at(dortmund).get(document.url)
    other = at(dortmund).get(make_document(dortmund).url)

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" not in other.get("Cache-Control", "")


def test_a_document_without_an_end_of_consent_stays(at, dortmund):
    document = make_document(dortmund)

    with travel("2090-01-01 12:00+01:00"):
        assert at(dortmund).get(document.url).status_code == 200
