"""Offers: what they cost, for whom they are, and that they close by themselves."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.choices import Listing, OfferKind, Stage
from sites.models import Funder
from tests.home.admin import soup_of
from tests.home.make import expire, restrict
from tests.home.reading import facts, leads_to, section, titles, words
from tests.make import (
    home_of,
    list_of,
    make_offer,
    make_project,
    make_project_page,
)

CLOSED = "Dieses Angebot ist abgeschlossen."


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def ask(at, dortmund):
    """The list of offers as it answers to a query."""

    def get(query=""):
        answer = at(dortmund).get(f"{list_of(dortmund, Listing.OFFERS).get_url()}{query}")
        assert answer.status_code == 200
        return soup_of(answer)

    return get


@pytest.fixture
def finished(dortmund):
    return make_project(dortmund, name="INSIST 1", ends_on=datetime.date(2022, 6, 30))


def test_an_offer_says_what_one_asks_before_using_it(dortmund, read):
    offer = make_offer(
        dortmund,
        kind=OfferKind.COUNSELLING,
        audience="Vorstände",
        stage=Stage.YOUNG,
        formats="Gespräch, Begleitung",
        place="VMDO, Zimmer 3",
        languages=["de", "tr"],
        is_permanent=True,
    )

    assert facts(read(offer)) == {
        "Art": "Beratung",
        "Für wen": "Vorstände (jung)",
        "Wie": "Gespräch, Begleitung",
        "Ort": "VMDO, Zimmer 3",
        "Sprachen": "Deutsch, Türkisch",
        "Wie lange": "auf Dauer",
        "Kosten": "kostenlos",
    }


def test_the_cost_stands_before_the_way_to_the_contact(dortmund, read):
    free = words(read(make_offer(dortmund)).select_one(".brief .flow"))
    paid = words(read(make_offer(dortmund, is_free=False, cost="20 € im Monat")).select_one(".brief .flow"))

    assert free.index("Kostenlos") < free.index("Rufen Sie an")
    assert paid.index("Kosten: 20 € im Monat") < paid.index("Rufen Sie an")


def test_a_funding_names_amount_and_deadline_before_the_contact(dortmund, read):
    offer = make_offer(
        dortmund, kind=OfferKind.FUNDING, amount="bis 500 €", deadline=datetime.date(2099, 3, 31)
    )

    page = read(offer)

    flow = words(page.select_one(".brief .flow"))
    assert flow.index("bis 500 €") < flow.index("Anträge bis Dienstag, 31. März 2099") < flow.index("Rufen")
    assert facts(page)["Höhe"] == "bis 500 €"
    assert facts(page)["Frist"] == "Dienstag, 31. März 2099"


def test_an_offer_names_who_pays_for_it(dortmund, read):
    funder = Funder.objects.get(code="eu-amif")

    assert facts(read(make_offer(dortmund, funder=funder)))["Gefördert von"] == funder.name


@pytest.mark.parametrize("field", ["ends_on", "deadline"])
def test_an_offer_closes_by_itself_after_its_last_day(dortmund, read, field):
    open_today = read(make_offer(dortmund, **{field: in_days(0)}))
    closed = read(make_offer(dortmund, **{field: in_days(-1)}))

    assert CLOSED not in open_today.get_text()
    assert CLOSED in closed.get_text()
    assert not closed.select(".brief .btn")


def test_an_offer_of_a_finished_project_is_closed(dortmund, read, finished):
    own = make_offer(dortmund, project=finished)
    below = make_offer(dortmund, parent=make_project_page(home_of(dortmund), finished))

    assert CLOSED in read(own).get_text()
    assert CLOSED in read(below).get_text()


def test_when_the_current_project_has_ended_its_offers_close(dortmund, read):
    make_project(dortmund, is_current=True, ends_on=datetime.date(2022, 6, 30))

    assert CLOSED in read(make_offer(dortmund)).get_text()


def test_an_offer_of_a_running_project_stays_open_after_the_current_one_has_ended(dortmund, read):
    make_project(dortmund, is_current=True, ends_on=datetime.date(2022, 6, 30))

    assert CLOSED not in read(make_offer(dortmund, project=make_project(dortmund))).get_text()


def test_the_list_shows_open_offers_first_and_closed_ones_apart(dortmund, ask, finished):
    make_offer(dortmund, title="Offen")
    make_offer(dortmund, title="Frist vorbei", deadline=in_days(-1))
    make_offer(dortmund, title="Projekt vorbei", project=finished)
    make_offer(dortmund, title="Darunter", parent=make_project_page(home_of(dortmund), finished))

    page = ask()

    assert titles(section(page, "Offene Angebote")) == ["Offen"]
    assert titles(section(page, "Abgeschlossen")) == ["Darunter", "Frist vorbei", "Projekt vorbei"]
    assert "abgeschlossen" in words(section(page, "Abgeschlossen").select_one(".entry__side"))


@pytest.mark.parametrize("query", ["?kind=funding", "?stage=founding", "?language=tr"])
def test_each_question_narrows_the_list_to_what_fits(dortmund, ask, query):
    make_offer(
        dortmund,
        title="Passt",
        kind=OfferKind.FUNDING,
        amount="bis 500 €",
        is_permanent=True,
        stage=Stage.FOUNDING,
        languages=["de", "tr"],
    )
    make_offer(dortmund, title="Passt nicht", stage=Stage.ESTABLISHED, languages=["de"])

    page = ask(query)

    assert titles(section(page, "Offene Angebote")) == ["Passt"]
    assert "Ein Angebot passt" in words(section(page, "Offene Angebote"))


def test_an_offer_without_a_stage_fits_everybody(dortmund, ask):
    make_offer(dortmund, title="Für alle")

    assert titles(section(ask("?stage=young"), "Offene Angebote")) == ["Für alle"]


def test_where_nothing_fits_the_list_says_what_to_do(dortmund, ask):
    make_offer(dortmund)

    assert "Kein offenes Angebot passt zu all dem." in words(section(ask("?kind=funding"), "Offene Angebote"))


@pytest.mark.parametrize("name", ["kind", "stage", "language"])
def test_a_wrong_answer_is_named_at_its_question_and_the_list_stays(dortmund, ask, name):
    make_offer(dortmund, title="Bleibt", languages=["de"])

    page = ask(f"?{name}=unsinn")

    [field] = page.select(".field--error")
    assert "„unsinn“ steht nicht auf dieser Liste." in words(field.select_one(".error"))
    assert field.select_one("select")["name"] == name
    assert titles(section(page, "Offene Angebote")) == ["Bleibt"]


def test_an_entry_of_the_list_says_kind_cost_and_deadline(dortmund, ask):
    offer = make_offer(
        dortmund,
        kind=OfferKind.FUNDING,
        amount="bis 500 €",
        deadline=datetime.date(2099, 3, 31),
        search_description="Geld für den Anfang",
    )

    entry = ask().select_one(".entry")

    text = words(entry)
    assert leads_to(entry.a, offer)
    assert all(
        fact in text
        for fact in ("Förderung", "bis 500 €", "bis 31. März 2099", "kostenlos", "Geld für den Anfang")
    )


def test_offers_that_are_not_public_are_not_listed(dortmund, potsdam, ask):
    make_offer(dortmund, title="Entwurf", live=False)
    restrict(make_offer(dortmund, title="Nur mit Passwort"))
    expire(make_offer(dortmund, title="Abgelaufen"))
    make_offer(potsdam, title="Aus Potsdam")

    text = ask().get_text()

    assert not [t for t in ("Entwurf", "Nur mit Passwort", "Abgelaufen", "Aus Potsdam") if t in text]
    assert "Es gibt noch kein Angebot." in text


def test_an_offer_on_an_english_page_is_written_in_english(dortmund, at):
    home = home_of(dortmund, "en")
    home.save_revision().publish()
    offer = make_offer(dortmund, language="en", title="Advice", languages=["tr"])

    shown = facts(soup_of(at(dortmund).get(offer.get_url())))

    assert shown["Kind"] == "Counselling"
    assert shown["Languages"] == "Turkish"
    assert shown["Cost"] == "free of charge"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"is_free": False}, "kostet"),
        ({"is_permanent": True, "ends_on": datetime.date(2099, 1, 1)}, "keinen letzten Tag"),
        ({"kind": OfferKind.FUNDING}, "wie viel Geld"),
    ],
)
def test_an_offer_that_contradicts_itself_is_refused_in_german(dortmund, fields, message):
    offer = make_offer(dortmund)
    for name, value in fields.items():
        setattr(offer, name, value)

    with pytest.raises(ValidationError) as refused:
        offer.full_clean()

    assert message in str(refused.value)
