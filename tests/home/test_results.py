import datetime

import pytest

from home.choices import Listing
from home.models import ResultPage
from tests.home.admin import soup_of
from tests.home.make import expire, make_document, restrict, take_offline
from tests.home.reading import leads_to, section, titles, words
from tests.make import (
    add_page,
    home_of,
    list_of,
    make_event,
    make_forum,
    make_image,
    make_result,
    make_translation,
    publish,
    stream,
)


@pytest.fixture
def event(dortmund):
    return make_event(make_forum(dortmund), days=-10, title="Offene Probe")


def steps(*values):
    return stream([("step", {"state": state, "text": text, "date": date}) for state, text, date in values])


def source_line(page):
    """The line that says which event this came from."""
    return next(
        (part for part in page.select(".page-head .meta") if "Aus der Veranstaltung" in part.get_text()), None
    )


def test_a_result_names_and_dates_the_event_it_came_from(dortmund, event, read):
    page = read(make_result(dortmund, event))

    link = source_line(page).a
    assert link.get_text() == "Offene Probe"
    assert leads_to(link, event)
    assert str(event.starts_at.year) in source_line(page).get_text()


def test_a_result_says_when_it_was_published(dortmund, event, read):
    result = make_result(dortmund, event)
    type(result).objects.filter(pk=result.pk).update(
        first_published_at=datetime.datetime(2024, 5, 6, 12, tzinfo=datetime.UTC)
    )

    assert "Veröffentlicht am 6. Mai 2024" in words(read(result).select_one(".page-head"))


def test_a_result_leads_to_the_event_in_the_reader_s_language(at, dortmund, event):
    publish(home_of(dortmund, "en"))
    forum = make_translation(event.get_parent().specific, list_of(dortmund, Listing.FORUMS, "en"))
    english_event = make_translation(event, forum, title="Open rehearsal")
    result = make_result(dortmund, event, language="en")  # still refers to the German event

    page = soup_of(at(dortmund).get(result.get_url()))

    link = page.select_one(".page-head .meta a")
    assert link.get_text() == "Open rehearsal"
    assert leads_to(link, english_event)
    assert not link.has_attr("lang")


def test_an_event_that_is_not_translated_is_linked_and_marked_as_german(at, dortmund, event):
    publish(home_of(dortmund, "en"))
    result = make_result(dortmund, event, language="en")

    link = soup_of(at(dortmund).get(result.get_url())).select_one(".page-head .meta a")

    assert link["lang"] == "de"
    assert leads_to(link, event)


@pytest.mark.parametrize("withdraw", [restrict, expire, take_offline])
def test_an_event_that_is_not_public_is_not_named(dortmund, event, read, withdraw):
    result = make_result(dortmund, event)
    withdraw(event)

    page = read(result)

    assert source_line(page) is None
    assert "Offene Probe" not in page.get_text()


def test_a_result_whose_event_was_deleted_can_be_read(dortmund, event, read):
    result = make_result(dortmund, event, title="Drei Räume")
    event.delete()

    page = read(result)

    assert page.h1.get_text() == "Drei Räume"
    assert source_line(page) is None


def test_findings_stand_in_order_with_their_explanation(dortmund, event, read):
    findings = stream(
        [
            ("finding", {"title": "Es fehlen Schlüssel.", "text": "Nicht Räume."}),
            ("finding", {"title": "Suppe hilft.", "text": ""}),
        ]
    )

    part = section(read(make_result(dortmund, event, findings=findings)), "Was wir herausgefunden haben")

    assert titles(part) == ["Es fehlen Schlüssel.", "Suppe hilft."]
    assert [text.get_text() for text in part.select("p")] == ["Nicht Räume."]


@pytest.mark.parametrize(
    ("state", "date", "shown"),
    [
        ("done", "2031-03-04", ["erledigt", "seit 4. März 2031"]),
        ("running", "2031-03-04", ["läuft", "bis 4. März 2031"]),
        ("agreed", "2031-03-04", ["verabredet", "bis 4. März 2031"]),
        ("agreed", None, ["verabredet"]),
    ],
)
def test_a_step_shows_its_state_and_date(dortmund, event, read, state, date, shown):
    result = make_result(dortmund, event, steps=steps((state, "Besichtigung", date)))

    step = section(read(result), "Wie es weitergeht").select_one(".step")

    said = [words(part) for part in step.select(".state, .meta")]
    assert said == shown
    assert "Besichtigung" in step.get_text()


def test_the_state_of_a_step_is_said_in_words_and_not_only_drawn(dortmund, event, read):
    page = read(make_result(dortmund, event, steps=steps(("done", "A", None), ("running", "B", None))))

    assert all(mark["aria-hidden"] == "true" for mark in page.select(".state svg"))
    assert [words(state) for state in page.select(".state")] == ["erledigt", "läuft"]


def test_steps_in_arabic_are_said_in_arabic(at, dortmund, event):
    publish(home_of(dortmund, "ar"))
    results = list_of(dortmund, Listing.RESULTS, "ar")
    result = add_page(
        results, ResultPage(title="نتيجة", slug="natija", steps=steps(("done", "معاينة", "2031-03-04")))
    )

    step = soup_of(at(dortmund).get(result.get_url())).select_one(".step")

    assert "منذ" in words(step)
    assert "مارس" in words(step)


def test_documents_stand_with_type_and_size_and_can_be_downloaded(at, dortmund, event):
    document = make_document(dortmund, title="Protokoll")
    material = stream([("documents", {"heading": "Zum Mitnehmen", "documents": [document.pk]})])

    browser = at(dortmund)
    link = soup_of(browser.get(make_result(dortmund, event, material=material).get_url())).select_one(
        ".linkrow a"
    )

    assert words(link) == f"Protokoll (PDF, {document.file_size} Bytes)"
    answer = browser.get(link["href"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_a_picture_stands_with_description_caption_credit_and_licence(dortmund, event, read):
    image = make_image(dortmund, credit="Werkstatt Nord", licence="CC BY 4.0")
    picture = {
        "image": {"image": image.pk, "alt_text": "Eine offene Tür", "decorative": False},
        "caption": "Der Eingang",
    }

    figure = read(make_result(dortmund, event, material=stream([("picture", picture)]))).select_one(
        "figure.picture"
    )

    assert figure.img["alt"] == "Eine offene Tür"
    assert words(figure.figcaption) == "Der Eingang Bild: Werkstatt Nord, CC BY 4.0"


def test_a_quote_stands_with_source_and_year(dortmund, event, read):
    quote = {"quote": "Wir hatten einen Saal.", "source": "Vorstand eines Gartenvereins", "year": 2021}

    figure = read(make_result(dortmund, event, material=stream([("quote", quote)]))).select_one(
        "figure.quote"
    )

    assert figure.blockquote.get_text(strip=True) == "„Wir hatten einen Saal.“"
    assert words(figure.figcaption) == "Vorstand eines Gartenvereins, 2021"


def test_an_empty_result_shows_no_empty_parts(dortmund, event, read):
    page = read(make_result(dortmund, event))

    assert not page.main.select("section")


def test_the_consent_note_of_a_picture_is_never_shown(dortmund, event, at):
    image = make_image(dortmund, credit="Werkstatt", consent_note="Streng vertraulich")
    picture = {"image": {"image": image.pk, "alt_text": "Tür", "decorative": False}, "caption": ""}

    answer = at(dortmund).get(make_result(dortmund, event, material=stream([("picture", picture)])).get_url())

    assert "Streng vertraulich" not in answer.text
