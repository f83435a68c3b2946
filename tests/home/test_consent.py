"""Pictures, portraits and voices disappear by themselves when the consent to them ends."""

import datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from home.voices import withdraw_ended_voices
from sites.models import Rendition
from sites.registry import registry
from sites.renditions import withdraw_ended_consents
from tests.home.admin import soup_of
from tests.home.make import picture_of
from tests.make import home_of, make_content, make_image, make_story, stream

LAST_DAY = datetime.date(2026, 12, 31)
ON_THE_LAST_DAY = "2026-12-31 23:59+01:00"
AFTER_IT = "2027-01-01 00:01+01:00"


def travel(moment):
    return time_machine.travel(datetime.datetime.fromisoformat(moment), tick=False)


@pytest.fixture
def image(dortmund):
    return make_image(dortmund, credit="Werkstatt", consent_note="schriftlich", consent_ends=LAST_DAY)


@pytest.fixture
def story(dortmund, image):
    return make_story(dortmund, portrait=image, portrait_alt="Eine Frau an der Trommel", about="Trommlerin")


def picture_page(city, image):
    return make_content(home_of(city), body=[picture_of(image)])


def gallery_page(city, image):
    _name, other = picture_of(make_image(city))
    _name, ended = picture_of(image)
    return make_content(home_of(city), body=[("gallery", {"heading": "", "pictures": [ended, other]})])


def voice_page(city, image, ends="2099-12-31"):
    value = {
        "quote": "Ich gieße die Beete.",
        "speaker": "Mitglied im Gartenverein",
        "portrait": {"image": image.pk, "alt_text": "Mit Gießkanne", "decorative": False},
        "consent_note": "mündlich, im Mai",
        "consent_ends": ends,
    }
    return make_content(home_of(city), body=[("testimonial", value)])


def urls_of(image):
    return [rendition.url for rendition in Rendition.objects.filter(image=image)]


def files_of(image):
    return [Path(settings.MEDIA_ROOT) / r.file.name for r in Rendition.objects.filter(image=image)]


@pytest.mark.parametrize("make", [picture_page, gallery_page, voice_page])
def test_a_picture_is_there_on_the_last_day_of_its_consent_and_gone_after_it(at, dortmund, image, make):
    page = make(dortmund, image)

    with travel(ON_THE_LAST_DAY):
        before = at(dortmund).get(page.get_url()).text
    with travel(AFTER_IT):
        after = at(dortmund).get(page.get_url()).text

    assert all(url in before for url in urls_of(image))
    assert not any(url in after for url in urls_of(image))


def test_with_the_picture_its_caption_and_credit_go(at, dortmund, image):
    page = picture_page(dortmund, image)

    with travel(AFTER_IT):
        shown = soup_of(at(dortmund).get(page.get_url())).main

    assert not shown.select("figure")
    assert "Werkstatt" not in shown.get_text()


def test_the_other_pictures_of_a_gallery_stay(at, dortmund, image):
    page = gallery_page(dortmund, image)

    with travel(AFTER_IT):
        shown = soup_of(at(dortmund).get(page.get_url())).main

    assert len(shown.select(".gallery img")) == 1


def test_a_story_stays_without_its_portrait(at, dortmund, story):
    with travel(ON_THE_LAST_DAY):
        before = soup_of(at(dortmund).get(story.get_url())).main
    with travel(AFTER_IT):
        after = soup_of(at(dortmund).get(story.get_url())).main

    assert before.select_one("figure img")["alt"] == "Eine Frau an der Trommel"
    assert not after.select("img[srcset]")
    assert after.h1.get_text() == story.title


def test_a_voice_disappears_when_its_own_consent_ends(at, dortmund):
    page = voice_page(dortmund, make_image(dortmund), ends=f"{LAST_DAY}")

    with travel(ON_THE_LAST_DAY):
        before = at(dortmund).get(page.get_url()).text
    with travel(AFTER_IT):
        after = at(dortmund).get(page.get_url()).text

    assert "Ich gieße die Beete." in before
    assert "Ich gieße die Beete." not in after
    assert "Mitglied im Gartenverein" not in after


def test_the_note_of_a_consent_is_never_shown(at, dortmund, image):
    text = at(dortmund).get(voice_page(dortmund, image).get_url()).text

    assert "mündlich, im Mai" not in text
    assert "schriftlich" not in text


def test_the_clock_takes_the_renditions_of_a_picture_away_after_its_last_day(
    at, dortmund, image, django_capture_on_commit_callbacks
):
    with travel(ON_THE_LAST_DAY):
        at(dortmund).get(picture_page(dortmund, image).get_url())
        files = files_of(image)
        said = withdraw_ended_consents()
        kept = all(file.exists() for file in files)
    with travel(AFTER_IT), django_capture_on_commit_callbacks(execute=True):
        said_then = withdraw_ended_consents()

    assert files
    assert kept
    assert (said, said_then) == ("0 pictures withdrawn", "1 pictures withdrawn")
    assert not any(file.exists() for file in files)
    assert not urls_of(image)


def test_no_page_makes_the_renditions_anew(at, dortmund, image):
    page = picture_page(dortmund, image)

    with travel(AFTER_IT):
        at(dortmund).get(page.get_url())

    assert not urls_of(image)


def test_a_consent_that_is_withdrawn_counts_at_once(at, dortmund, image, django_capture_on_commit_callbacks):
    page = picture_page(dortmund, image)
    with travel(ON_THE_LAST_DAY):
        at(dortmund).get(page.get_url())
        urls = urls_of(image)

        with django_capture_on_commit_callbacks(execute=True):
            image.consent_ends = LAST_DAY - datetime.timedelta(days=1)
            image.save()
        html = at(dortmund).get(page.get_url()).text

    assert urls
    assert not any(url in html for url in urls)
    assert not urls_of(image)


def test_the_clock_takes_the_portrait_of_a_voice_away_when_the_voice_has_gone(
    at, dortmund, django_capture_on_commit_callbacks
):
    image = make_image(dortmund)
    page = voice_page(dortmund, image, ends=f"{LAST_DAY}")
    with travel(ON_THE_LAST_DAY):
        at(dortmund).get(page.get_url())
        said, made = withdraw_ended_voices(), len(urls_of(image))

    with travel(AFTER_IT), django_capture_on_commit_callbacks(execute=True):
        said_then = withdraw_ended_voices()

    assert made
    assert (said, said_then) == ("0 portraits withdrawn", "1 portraits withdrawn")
    assert not urls_of(image)


def test_a_voice_without_a_portrait_or_an_end_troubles_nobody(dortmund):
    values = [{"quote": "Ja.", "consent_ends": None}, {"quote": "Ja.", "consent_ends": "2020-01-01"}]
    make_content(home_of(dortmund), live=False, body=[("testimonial", value) for value in values])

    assert withdraw_ended_voices() == "0 portraits withdrawn"


def test_voices_on_every_kind_of_page_are_found(at, dortmund, image, django_capture_on_commit_callbacks):
    image.get_rendition("width-480")
    value = {"portrait": {"image": image.pk}, "consent_ends": "2020-01-01"}
    make_story(dortmund, body=stream([("testimonial", value)]))

    with django_capture_on_commit_callbacks(execute=True):
        assert withdraw_ended_voices() == "1 portraits withdrawn"


@pytest.mark.parametrize("name", ["withdraw_ended_consents", "withdraw_ended_voices"])
def test_the_clock_looks_every_day(name):
    [job] = [job for job in registry.jobs if job.name == name]

    assert job.minutes == 24 * 60


def test_pictures_without_an_end_of_consent_stay(at, dortmund):
    image = make_image(dortmund)
    page = picture_page(dortmund, image)

    with travel("2090-01-01 12:00+01:00"):
        html = at(dortmund).get(page.get_url()).text
        said = withdraw_ended_consents()

    assert all(url in html for url in urls_of(image))
    assert said == "0 pictures withdrawn"
