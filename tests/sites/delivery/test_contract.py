"""The API by path: what is public, as Plone tells it, with errors that name what is wrong."""

import datetime
import json
from urllib.parse import urlsplit

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.choices import Listing
from tests.directory.make import make_association, make_contact
from tests.make import (
    home_of,
    host_of,
    list_of,
    make_content,
    make_event,
    make_forum,
    make_image,
    make_news,
    make_story,
)


def criterion(index, operation, value):
    return json.dumps({"query": [{"i": index, "o": operation, "v": value}]}).encode()


def path_of(page):
    return urlsplit(page.full_url).path


@pytest.fixture
def ask(at, dortmund):
    def ask(path, place=dortmund, **headers):
        return at(place).get(f"/++api++{path}", headers=headers)

    return ask


def test_a_page_is_told_at_its_path(ask, dortmund):
    forum = make_forum(dortmund, title="Forum Garten", slug="garten", search_description="Wer gräbt mit?")

    told = ask("/foren/garten").json()

    assert told["@id"] == f"http://{host_of(dortmund)}/foren/garten"
    assert (told["@type"], told["title"], told["description"]) == ("Forum", "Forum Garten", "Wer gräbt mit?")
    assert told["UID"] == forum.translation_key.hex
    assert told["parent"]["title"] == "Foren"
    assert told["language"] == {"title": "Deutsch", "token": "de"}


def test_the_home_is_a_root_of_its_language(ask):
    told = ask("").json()

    assert told["@type"] == "LRF"
    assert told["parent"] == {}
    assert {"Foren", "Veranstaltungen"} <= {item["title"] for item in told["items"]}


def test_a_list_holds_what_stands_below_it_in_parts(ask, dortmund):
    for number in range(5):
        make_news(dortmund, title=f"Nachricht {number}")
    path = path_of(list_of(dortmund, Listing.NEWS))

    told = ask(f"{path}?b_size=2&b_start=2").json()

    assert told["items_total"] == 5
    assert len(told["items"]) == 2
    assert told["batching"]["next"].endswith("?b_start=4&b_size=2")
    assert told["batching"]["prev"].endswith("?b_start=0&b_size=2")


def test_an_event_tells_when_it_is(ask, dortmund):
    event = make_event(list_of(dortmund, Listing.EVENTS), place="Saal", address="Weg 1")

    told = ask(path_of(event)).json()

    assert told["@type"] == "Event"
    assert told["start"] == event.starts_at.isoformat(timespec="seconds")
    assert told["location"] == "Saal, Weg 1"


@pytest.mark.parametrize("kind", ["draft", "private", "below"])
def test_what_is_not_public_is_not_there(ask, dortmund, kind):
    private = make_content(home_of(dortmund), title="Geheim", slug="geheim")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
    pages = {
        "draft": make_content(home_of(dortmund), title="Geheim Entwurf", live=False),
        "private": private,
        "below": make_content(private, title="Geheim darunter"),
    }

    answers = [
        ask(path_of(pages[kind])),
        ask(""),
        ask("/@search"),
        ask("/@navigation?expand.navigation.depth=3"),
    ]

    assert answers[0].status_code == 404
    assert answers[0].headers["Content-Type"] == "application/problem+json"
    assert not [answer for answer in answers if "Geheim" in answer.text]


def test_nothing_of_another_city_is_told(ask, dortmund, potsdam):
    make_content(home_of(potsdam), title="Aus Potsdam", slug="aus-potsdam")

    assert ask("/aus-potsdam").status_code == 404
    assert ask("/aus-potsdam", potsdam).status_code == 200
    assert "Aus Potsdam" not in ask("/@search?b_size=100").text


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("?b_size=101", "b_size"),
        ("?b_size=viel", "b_size"),
        ("/verzeichnis/chor-nord?b_size=viel", "b_size"),
        ("?depth=4", "depth"),
        ("?b_start=-1", "b_start"),
        ("?expand=alles", "expand"),
        ("?utm_source=x", "utm_source"),
        ("/@search?portal_type=Verein", "portal_type"),
        ("/@search?sort_on=schönheit", "sort_on"),
        ("/@search?effective.query=gestern&effective.range=min", "effective"),
        ("/@search?stadt=halle", "stadt"),
        ("/@querystring-search?query=nichts", "query"),
        ("/@associations?field=unsinn", "field"),
        ("/@associations?kind=unsinn", "kind"),
        ("/@associations?letter=AB", "letter"),
        ("/@associations?sort=zufall", "sort"),
        ("/@search?SearchableText=a%00b", "SearchableText"),
        (f"/@search?Title={'a' * 201}", "Title"),
        (f"/@search?path=/{'a' * 1_000}", "path"),
        ("/@search?effective=9999-12-31", "effective"),
        ("/@search?effective=0001-01-01T00:00:00%2B14:00", "effective"),
        ("/@search?end.range=irgendwann", "end"),
        ("/@search?sort_on=path&sort_on=title", "sort_on"),
        ("/@search?b_start=99999999999999999999", "b_start"),
        ("/@navigation?depth=4", "depth"),
        ("/@breadcrumbs?fallback=xx", "fallback"),
        ("?fallback=klingonisch", "fallback"),
        ("/@associations?district=unsinn", "district"),
        ("/@events?when=morgen", "when"),
        ("/@events?when=past&start=2026-12-01", "when"),
        ("/@events?start=bald", "start"),
        ("/@events?start=2026-02-30", "start"),
        ("/@events?end=9999-12-31", "end"),
        ("/@events?start=2026-12-02&end=2026-12-01", "end"),
        ("/@events?kind=unsinn", "kind"),
        ("/@events?topic=unsinn", "topic"),
        ("/@events?district=unsinn", "district"),
        ("/@events?language=klingonisch", "language"),
        ("/@events?sort_order=quer", "sort_order"),
        ("/@events?b_size=101", "b_size"),
        (f"/@events?SearchableText={'a' * 201}", "SearchableText"),
        ("/@events?stadt=halle", "stadt"),
    ],
)
def test_a_wrong_parameter_is_named(ask, dortmund, query, parameter):
    make_association(dortmund, "Chor Nord", slug="chor-nord")

    answer = ask(query)

    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter
    assert answer.json()["type"] == "BadRequest"


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        (b"", "query"),
        (b"[]", "query"),
        (b"\xff\xfe", "query"),
        (b"[" * 9_000, "query"),
        (b'{"query": [' + b"9" * 5_000 + b"]}", "query"),
        (b'{"query": NaN}', "query"),
        (b'{"query": [], "stadt": "halle"}', "stadt"),
        (b'{"query": [], "sort_on": []}', "sort_on"),
        (b'{"query": [], "b_size": {}}', "b_size"),
        (b'{"query": [], "metadata_fields": {}}', "metadata_fields"),
        (criterion("Title", "string.contains", "a\x00b"), "Title"),
        (criterion("Title", "string.contains", "\ud800"), "Title"),
        (criterion("portal_type", "selection.any", ["a\x00b"]), "portal_type"),
        (criterion("portal_type", "selection.any", ["a"] * 51), "portal_type"),
        (criterion("path", "string.absolutePath", "\x00"), "path"),
        (criterion("path", "string.absolutePath", "/::²"), "path"),
        (criterion("start", "date.largerThanRelativeDate", "²"), "start"),
        (criterion("start", "date.lessThanRelativeDate", "--5"), "start"),
        (criterion("start", "date.largerThan", "9999-12-31"), "start"),
    ],
)
def test_a_wrong_stored_query_names_what_is_wrong(at, dortmund, body, parameter):
    path = "/++api++/@querystring-search"

    answer = at(dortmund).post(path, body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize(
    "path", ["/a%00b", "/a%0Ab", "/foren%0A", "/%FF%FE", "/@search/mehr", "/@types/Nichts"]
)
def test_an_odd_address_is_not_found_in_the_way_of_the_api(ask, path):
    answer = ask(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("service", ["@querystring", "@vocabularies", "@site", "@search"])
def test_a_service_is_only_where_a_page_is(ask, service):
    assert ask(f"/{service}").status_code == 200
    assert ask(f"/nirgends/{service}").status_code == 404


def test_more_parameters_than_are_read_are_an_error_of_the_api(ask):
    answer = ask("?" + "&".join(["expand=types"] * 1_001))

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_each_type_is_told_once(ask):
    told = ask("/@types").json()

    assert len({one["id"] for one in told}) == len(told)
    assert ask("/@types/Event").json() in told


def test_components_are_told_on_request(ask, dortmund):
    make_forum(dortmund, slug="garten", title="Garten")

    plain, rich = ask("/foren/garten").json(), ask("/foren/garten?expand=breadcrumbs,navigation").json()

    assert plain["@components"]["breadcrumbs"] == {
        "@id": f"http://{host_of(dortmund)}/foren/garten/@breadcrumbs"
    }
    crumbs = rich["@components"]["breadcrumbs"]["items"]
    assert [crumb["title"] for crumb in crumbs] == ["Foren", "Garten"]
    assert rich["@components"]["navigation"]["items"]


def test_what_is_not_translated_says_in_which_languages_it_is(ask, dortmund):
    make_content(home_of(dortmund), slug="nur-deutsch", title="Nur deutsch")

    missing, told = ask("/en/nur-deutsch"), ask("/en/nur-deutsch?fallback=de")

    assert missing.status_code == 404
    assert missing.json()["available_languages"] == ["de"]
    assert told.json()["served_language"] == "de"


def test_an_old_address_is_answered_in_place(ask, dortmund):
    page = make_content(home_of(dortmund), slug="neu", title="Umgezogen")
    Redirect.objects.create(old_path="/alt", site=dortmund.site, redirect_page=page)

    told = ask("/alt").json()

    assert told["@id"].endswith("/neu")


def test_an_entry_is_content_below_the_directory(ask, dortmund):
    association = make_association(dortmund, "Chor Nord", slug="chor-nord", summary="Singt.")
    make_contact(association, person="Petra Musterfrau", email="petra@example.org")

    told = ask("/verzeichnis/chor-nord")

    assert told.json()["@type"] == "Association"
    assert told.json()["description"] == "Singt."
    assert told.json()["parent"]["@id"].endswith("/verzeichnis")
    assert "Musterfrau" not in told.text


def test_the_list_of_associations_has_facets_and_full_addresses(ask, dortmund):
    make_association(dortmund, "Chor Nord", slug="chor-nord")

    told = ask("/@associations").json()

    assert told["items_total"] == 1
    assert told["items"][0]["title"] == "Chor Nord"
    assert told["items"][0]["emblem"].startswith(f"http://{host_of(dortmund)}/emblems/")
    assert set(told["facets"]) == {"field", "district", "language", "group", "kind"}


def test_a_search_finds_pages_and_entries_together(ask, dortmund):
    make_association(dortmund, "Garten e. V.", slug="garten")
    make_news(dortmund, title="Garten offen")

    told = ask("/@search?SearchableText=Garten&sort_on=sortable_title&metadata_fields=_all").json()

    assert [item["@type"] for item in told["items"]] == ["Association", "News Item"]
    assert told["items"][0]["getPath"] == "/verzeichnis/garten"


def test_a_stored_query_is_answered_to_get_and_post(at, ask, dortmund):
    make_news(dortmund, title="Neu")
    stored = {
        "query": [
            {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["News Item"]},
            {"i": "path", "o": "plone.app.querystring.operation.string.absolutePath", "v": "/::2"},
        ]
    }

    posted = at(dortmund).post("/++api++/@querystring-search", stored, content_type="application/json")

    assert [item["title"] for item in posted.json()["items"]] == ["Neu"]
    assert posted.headers["Access-Control-Allow-Origin"] == "*"


def test_an_answer_that_is_known_is_not_sent_again(ask):
    first = ask("/@site")

    again = ask("/@site", **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_a_body_is_told_as_blocks_with_slate_and_html(ask, dortmund):
    target = make_content(home_of(dortmund), slug="ziel", title="Ziel")
    text = f'<p>Mehr <a linktype="page" id="{target.pk}">hier</a>.</p>'
    page = make_content(home_of(dortmund), slug="text", body=[("heading", "Anfang"), ("text", text)])

    told = ask("/text").json()

    first, second = (told["blocks"][uid] for uid in told["blocks_layout"]["items"])
    assert first["value"][0]["children"] == [{"text": "Anfang"}]
    assert second["value"][0]["children"][1]["data"]["url"] == ask("/ziel").json()["@id"]
    assert str(page.body[1].id) == told["blocks_layout"]["items"][1]


def test_a_picture_is_told_before_any_page_has_shown_it(ask, dortmund):
    picture = {"image": make_image(dortmund).pk, "alt_text": "Ein Beet", "decorative": False}
    block = ("picture", {"image": picture, "caption": "Im Mai"})
    next_year = datetime.date.today() + datetime.timedelta(days=365)
    portrait = make_image(dortmund, consent_note="Gefragt", consent_ends=next_year)
    make_content(home_of(dortmund), slug="bild", body=[block, block])
    make_story(dortmund, slug="portraet", portrait=portrait, portrait_alt="Ein Mensch")

    told, story = ask("/bild").json(), ask(f"{path_of(list_of(dortmund, Listing.STORIES))}portraet").json()

    assert [one["alt"] for one in told["blocks"].values()] == ["Ein Beet", "Ein Beet"]
    assert story["image"]["download"].startswith(f"http://{host_of(dortmund)}/media/")


@pytest.mark.parametrize(
    "path", ["", "/foren", "/@search", "/@associations", "/@navigation", "/verzeichnis/chor-0"]
)
def test_the_number_of_queries_does_not_grow(ask, dortmund, path, django_assert_max_num_queries):
    make_association(dortmund, "Chor 0", slug="chor-0")
    make_forum(dortmund)
    ask(path)
    with django_assert_max_num_queries(40) as few:
        ask(path)
    for number in range(1, 8):
        make_association(dortmund, f"Chor {number}", slug=f"chor-{number}")
        make_forum(dortmund)
        make_content(home_of(dortmund), show_in_menus=True)

    with django_assert_max_num_queries(len(few)):
        ask(path)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/@search", 204), ("/@querystring-search", 204), ("/@nichts", 404), ("/@preview/x/@nichts", 404)],
)
def test_a_browser_that_asks_first_is_told_what_there_is_not(at, dortmund, path, status):
    assert at(dortmund).options(f"/++api++{path}").status_code == status
