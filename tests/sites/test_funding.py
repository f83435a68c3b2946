"""The funding notice, and “Projekt abgeschlossen” that comes by itself."""

import datetime

import pytest
import time_machine

from sites.choices import DatePrecision
from sites.models import Funder, ProjectFunding
from tests.make import (
    home_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_project,
    make_project_page,
    make_result,
    publish,
)
from tests.sites.said import said

COMPLETED = said("Project completed")
END = datetime.date(2030, 6, 30)


@pytest.fixture
def amif(db):
    return Funder.objects.get(code="eu-amif")


@pytest.fixture
def current(dortmund):
    return make_project(
        dortmund, is_current=True, name="INSIST zwei", starts_on=datetime.date(2025, 1, 1), ends_on=END
    )


def test_every_type_of_page_of_a_funded_project_carries_sentence_and_emblem(at, dortmund, current, amif):
    forum = make_forum(dortmund)
    meeting = make_event(forum)
    pages = [
        home_of(dortmund),
        make_content(home_of(dortmund)),
        make_project_page(home_of(dortmund), current),
        forum,
        meeting,
        make_result(dortmund, meeting),
    ]

    for page in pages:
        text = at(dortmund).get(page.url).text
        assert amif.notice["de"] in text.partition("<main")[0], page.specific_class
        assert "frame/eu-emblem.svg" in text.partition("<main")[0], page.specific_class


def test_the_notice_is_in_the_language_of_the_page(at, dortmund, current, amif):
    publish(home_of(dortmund, "en"))

    text = at(dortmund).get("/en/").text

    assert f"<p>{amif.notice['en']}</p>" in text
    assert amif.notice["de"] not in text


def test_a_notice_that_is_missing_in_a_language_is_shown_in_german_and_marked_so(at, dortmund, current, amif):
    publish(home_of(dortmund, "ar"))
    amif.notice = {"de": "Gefördert von der Union."}
    amif.save()

    assert '<p><span lang="de" dir="ltr">Gefördert von der Union.</span></p>' in at(dortmund).get("/ar/").text


def test_a_project_without_funding_shows_no_notice(at, dortmund):
    make_project(dortmund, is_current=True, funded=False)

    assert "funding" not in at(dortmund).get("/").text.partition("<main")[0]


def test_an_error_page_carries_the_notice_too(at, dortmund, current, amif):
    answer = at(dortmund).get("/gibt-es-nicht/")

    assert answer.status_code == 404
    assert amif.notice["de"] in answer.text


def test_the_emblem_of_the_union_comes_first_and_a_further_logo_is_not_higher(at, dortmund, current):
    other = Funder.objects.create(
        code="land", name="A-Land", notice={"de": "Das Land fördert mit."}, logo=make_image(dortmund)
    )
    ProjectFunding.objects.create(project=current, funder=other)

    head = at(dortmund).get("/").text.partition("<main")[0]

    assert head.index("eu-emblem.svg") < head.index("Das Land fördert mit.")
    assert 'width="66" height="44"' in head
    assert 'class="funding__logo"' in head
    assert 'height="36"' in head


def test_a_project_is_completed_by_itself_after_its_last_day(at, dortmund, current):
    page = make_content(home_of(dortmund))

    with time_machine.travel("2030-06-30 23:59:00+02:00", tick=False):
        assert COMPLETED not in at(dortmund).get(page.url).text
    with time_machine.travel("2030-07-01 00:00:00+02:00", tick=False):
        assert COMPLETED in at(dortmund).get(page.url).text


def test_the_notice_of_completion_names_the_project_and_its_period(at, dortmund, current):
    with time_machine.travel("2031-01-01 12:00:00+01:00", tick=False):
        text = at(dortmund).get("/").text

    sentence = "%(name)s ran from %(period)s. The results stay here."
    assert said(sentence, name="INSIST zwei", period="Januar 2025 bis Juni 2030") in text


def test_the_period_is_said_as_precisely_as_it_is_known(at, dortmund, current):
    current.starts_on = datetime.date(2025, 1, 15)
    current.starts_precision = current.ends_precision = DatePrecision.DAY
    current.save()

    with time_machine.travel("2031-01-01 12:00:00+01:00", tick=False):
        assert "15. Januar 2025 bis 30. Juni 2030" in at(dortmund).get("/").text.replace("\u00a0", " ")


def test_pages_of_a_completed_project_say_so_while_the_city_s_current_one_goes_on(at, dortmund, current):
    past = make_project(
        dortmund, name="Früher", starts_on=datetime.date(2019, 1, 1), ends_on=datetime.date(2022, 12, 31)
    )
    about = make_project_page(home_of(dortmund), past)

    with time_machine.travel("2026-03-01 12:00:00+01:00", tick=False):
        assert COMPLETED in at(dortmund).get(about.url).text
        assert COMPLETED in at(dortmund).get(make_content(about).url).text
        assert COMPLETED not in at(dortmund).get("/").text
