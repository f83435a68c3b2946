"""A word in each hidden thing, and every place where it could come out.

Hidden are drafts, expired and scheduled pages, pages and collections behind a
password, translations that are not published, and cities that are not open. There
is no search of the site and no feed yet: the first test fails when one comes.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from home.choices import Listing
from sites.access.groups import media_collection
from sites.choices import CityState
from sites.models import City, District, Document, Image
from tests.directory.make import make_association
from tests.home.make import a_district, expire, topic
from tests.make import (
    home_of,
    host_of,
    list_of,
    make_circle,
    make_content,
    make_district_page,
    make_event,
    make_fair,
    make_forum,
    make_image,
    make_news,
    make_offer,
    make_project,
    make_project_page,
    make_result,
    make_story,
    make_topic_page,
    make_translation,
    publish,
)
from tests.sites.access.addresses import patterns
from tests.sites.access.answers import body_of, is_refused
from tests.sites.access.test_policies import one_of
from tests.sites.previews.make import data_path_of, path_of, share, share_city

pytestmark = pytest.mark.long

# Every hidden title is "Kanarie Buchfink<kind>": the first word is searched for, the second looked for.
ASKED, HIDDEN = "Kanarie", "Buchfink"
OPEN = "Kanarie Zeisig"
LATER = timezone.now() + datetime.timedelta(days=30)
PUBLIC = {
    "preview",
    "preview_data",
    "opened_city",
    "robots",
    "sitemap",
    "wagtaildocs_serve",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
    "api",
    "card",
    "emblem",
    "inks",
    "media",
    "wagtail_serve",
}


def title(kind: str) -> str:
    return f"{ASKED} {HIDDEN}{kind}"


def hidden_pages(city: City) -> dict[str, Page]:
    """One page of each hidden kind, where lists, menus and neighbours would show it."""

    def forum(kind: str, **fields: Any) -> Page:
        fields.setdefault("title", title(kind))
        return make_forum(
            city, slug=f"buchfink-{kind}", search_description=title(kind), show_in_menus=True, **fields
        )

    pages = {"draft": forum("draft", live=False)}
    pages["expired"] = forum("expired", expire_at=timezone.now() - datetime.timedelta(days=1))
    expire(pages["expired"])
    pages["scheduled"] = publish(forum("scheduled", live=False, go_live_at=LATER))
    pages["private"] = forum("private")
    pages["menu"] = make_content(
        home_of(city), title=title("menu"), slug="buchfink-menu", show_in_menus=True, purpose="imprint"
    )
    for name in ("private", "menu"):
        PageViewRestriction.objects.create(page=pages[name], restriction_type="password", password="geheim")
    pages["below"] = make_event(pages["private"], title=title("below"), slug="buchfink-below")
    pages["event"] = make_event(make_forum(city, title=OPEN), title=title("event"), live=False)
    pages["result"] = make_result(city, pages["event"], title=title("result"), live=False)
    german = make_content(home_of(city), title=f"{OPEN} auf Deutsch", slug="zeisig-deutsch")
    english = publish(home_of(city, "en"))
    pages["translation"] = make_translation(german, english, live=False, title=title("translation"))
    return pages | hidden_kinds(city)


def hidden_kinds(city: City) -> dict[str, Page]:
    """A draft of each further type, with a topic and a district whose public pages collect them."""
    music, district = topic("musik"), a_district(city)
    make_topic_page(city, music, title=f"{OPEN} Musik")
    make_district_page(city, district, title=f"{OPEN} Viertel")

    def draft(kind: str) -> dict[str, Any]:
        said = {"title": title(kind), "search_description": title(kind), "slug": f"buchfink-{kind}"}
        return {**said, "live": False, "show_in_menus": True}

    about = {"main_topic": music}
    return {
        "story": make_story(city, about=title("story"), district=district, **about, **draft("story")),
        "news": make_news(city, **about, **draft("news")),
        "offer": make_offer(city, **about, **draft("offer")),
        "fair": make_fair(city, place=title("fair"), district=district, **about, **draft("fair")),
        "talk": make_event(
            list_of(city, Listing.EVENTS), kind="talk", district=district, **about, **draft("talk")
        ),
        "circle": make_circle(home_of(city), rhythm=title("circle"), **about, **draft("circle")),
        "topicpage": make_topic_page(city, topic("sport"), **draft("topicpage")),
        "districtpage": make_district_page(city, _another(city, district), **draft("districtpage")),
        "project": make_project_page(home_of(city), make_project(city), **draft("project")),
    }


def _another(city: City, district: District) -> District:
    return District.objects.filter(region__cities=city).exclude(pk=district.pk).order_by("pk")[0]


def changed_pages(city: City) -> Iterator[Page]:
    """Published pages with words in them that are not published yet."""
    for kind, go_live in (("change", None), ("rescheduled", LATER)):
        page = make_content(home_of(city), title=f"{OPEN} {kind} alt", slug=f"zeisig-{kind}")
        page.title = page.draft_title = page.search_description = title(kind)
        page.go_live_at = go_live
        revision = page.save_revision()
        if go_live:
            revision.publish()
        page.refresh_from_db()
        yield page


def make_closed_collection(city: City) -> dict[str, Any]:
    collection = media_collection(city).add_child(name=title("collection")).add_child(name="darunter")
    CollectionViewRestriction.objects.create(
        collection=collection.get_parent(), restriction_type="password", password="geheim"
    )
    said = {"title": title("image"), "description": title("image"), "credit": title("image")}
    image = make_image(city, consent_note=title("consent"), consent_ends=LATER.date(), **said)
    image.collection = collection
    image.save()
    document = Document.objects.create(
        title=title("document"),
        file=ContentFile(title("content").encode(), "buchfink.txt"),
        collection=collection,
    )
    return {"image": image, "document": document}


def pointing_page(city: City, pages: list[Page], image: Any) -> Page:
    """A published page that leads to each of the pages in every way that there is; others lead there, too."""
    links = "".join(f'<p><a linktype="page" id="{page.pk}">hier</a></p>' for page in pages)
    picture = {"image": {"image": image.pk, "alt_text": title("image")}, "caption": ""}
    buttons = [("call_to_action", {"text": "Hin", "label": "Los", "page": page.pk}) for page in pages]
    teasers = [
        ("teasers", {"heading": "", "pages": [page.pk for page in pages[n : n + 6]]})
        for n in range(0, len(pages), 6)
    ]
    body = [("text", links), ("picture", picture), *buttons, *teasers]
    make_association(city, f"{OPEN} Chor", description=links)
    make_story(city, title=f"{OPEN} Porträt", portrait=image, portrait_alt=title("image"))
    return make_content(home_of(city), title=f"{OPEN} zeigt", slug="zeisig-zeigt", body=body)


def find_all() -> None:
    """Put everything into the index, as the worker does; without it no search finds a thing."""
    for model in (Page, Image, Document):
        for thing in model.objects.filter(title__contains=ASKED):
            insert_or_update_object(thing)


@pytest.fixture
def things(dortmund, potsdam, halle):
    """What is hidden in Potsdam; Halle is hidden as a whole."""
    pages = hidden_pages(potsdam)
    there = make_content(home_of(halle), title=title("city"), slug="buchfink-city", show_in_menus=True)
    City.objects.filter(pk=halle.pk).update(state=CityState.HIDDEN)
    closed = make_closed_collection(potsdam)
    list(changed_pages(potsdam))
    for city in (potsdam, dortmund):
        pointing_page(city, [*pages.values(), there], closed["image"])
    find_all()
    return {**pages, **closed, "city": there}


def leaked(answer: Any) -> bool:
    # The end of the word, too: what was asked for may stand in the search box again.
    return re.search(f"{HIDDEN}-?[a-z]", body_of(answer), re.IGNORECASE) is not None


# The public site


def test_every_public_address_is_looked_at():
    """One that comes, a search or a feed, has to be asked for the hidden words too."""
    assert {pattern.name for pattern in patterns() if not pattern.staff} == PUBLIC


def crawl(browser: Any, host: str, starts: list[str]) -> dict[str, Any]:
    """Follow all links of the host; return path → answer."""
    found: dict[str, Any] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = answer = browser.get(path)
        if answer.streaming or "text/css" in answer.get("Content-Type", ""):
            continue
        links = re.findall(r'(?:href|src|action)="([^"#]+)"|<loc>([^<]+)</loc>', answer.text)
        links += [(answer.get("Location", ""), "")]
        for link in filter(None, (one or other for one, other in links)):
            target = urlsplit(urljoin(f"http://{host}{path}", link.replace("&amp;", "&")))
            if target.netloc == host and not target.path.startswith("/static/"):
                waiting.append(f"{target.path}?{target.query}" if target.query else target.path)
    return found


EVERYTHING = "expand=breadcrumbs,contextnavigation,navigation,navroot,translations,aliases"
SEARCHES = (
    *(
        "@search?b_size=100&metadata_fields=_all",
        f"@search?SearchableText={ASKED}",
        "@associations",
        "@vocabularies",
    ),
    *("@events", "@events?when=past", f"@events?start=2000-01-01&SearchableText={ASKED}"),
)


@pytest.mark.parametrize("slug", ["dortmund", "potsdam", "halle"])
def test_no_answer_of_the_api_shows_anything_hidden(at, things, slug):
    city = City.objects.with_site().get(slug=slug)
    browser, base = at(city), f"http://{host_of(city)}"
    seen: dict[str, Any] = {}
    waiting = [f"{language}/{name}" for language in ("", "/en", "/ar") for name in ("", *SEARCHES)]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            query = "" if "@" in path else f"?{EVERYTHING}"
            seen[path] = answer = browser.get(f"/++api++{path}{query}")
            told = re.findall(rf'"@id": ?"{base}([^"?@]*)"', answer.text)
            waiting += told

    assert [path for path, answer in seen.items() if leaked(answer)] == []
    if slug == "halle":
        assert {answer.status_code for answer in seen.values()} == {404}
    else:
        assert f"{OPEN} zeigt" in seen["/zeisig-zeigt"].text
        assert len(seen) > 10


@pytest.mark.parametrize("slug", ["dortmund", "potsdam", "halle"])
def test_no_page_of_a_city_and_no_sitemap_shows_anything_hidden(at, things, slug):
    city = City.objects.with_site().get(slug=slug)
    starts = ["/", "/en/", "/ar/", "/sitemap.xml", "/robots.txt"]

    seen = crawl(at(city), host_of(city), starts)

    assert [path for path, answer in seen.items() if leaked(answer)] == []
    if slug == "halle":
        assert {answer.status_code for answer in seen.values()} == {404}
    else:
        assert {"/sitemap.xml", "/zeisig-zeigt/", "/foren/", "/en/"} <= set(seen)
        assert f"{OPEN} zeigt" in seen["/zeisig-zeigt/"].text
        assert len(seen) > 10


@pytest.mark.parametrize("slug", ["dortmund", "potsdam"])
def test_a_preview_shows_nothing_hidden_but_its_own_version(at, things, slug):
    city = City.objects.with_site().get(slug=slug)
    page = Page.objects.get(slug="zeisig-zeigt", path__startswith=home_of(city).path).specific
    page.save_revision()
    link = share(page)

    answers = [at(city).get(path) for path in (path_of(link), f"{data_path_of(link)}?{EVERYTHING}")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(f"{OPEN} zeigt" in answer.text for answer in answers)
    assert not any(leaked(answer) for answer in answers)


def test_a_hidden_city_that_was_opened_by_a_link_shows_nothing_hidden_of_others(at, things, halle):
    halle.refresh_from_db()
    browser = at(halle)
    browser.get(path_of(share_city(halle)))

    seen = crawl(browser, host_of(halle), ["/", "/sitemap.xml", f"/++api++/?{EVERYTHING}"])

    of_others = re.compile(f"{HIDDEN}-?(?!city)[a-z]", re.IGNORECASE)
    assert [path for path, answer in seen.items() if of_others.search(body_of(answer))] == []
    assert seen["/"].status_code == 200
    assert {answer["Cache-Control"] for answer in seen.values()} == {"no-store, private"}


@pytest.mark.parametrize(
    "name",
    [
        *("draft", "expired", "scheduled", "event", "result", "translation", "story", "news", "offer"),
        *("fair", "talk", "circle", "topicpage", "districtpage", "project"),
    ],
)
def test_what_is_hidden_is_answered_as_what_does_not_exist(at, potsdam, things, name):
    page = things[name]
    path = urlsplit(page.get_url() or page.full_url or "").path
    nothing = path.replace(page.slug, "gibt-es-nicht")

    hidden, missing = at(potsdam).get(path), at(potsdam).get(nothing)

    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(page.slug, "") == missing.text.replace("gibt-es-nicht", "")


@pytest.mark.parametrize("name", ["private", "below", "menu"])
def test_a_page_behind_a_password_says_nothing_but_the_question(at, potsdam, things, name):
    answer = at(potsdam).get(things[name].get_url())

    assert 'type="password"' in answer.text
    assert f"{HIDDEN}{name}" not in body_of(answer)


def test_a_hidden_city_is_answered_as_a_host_that_nobody_has(at, halle, things):
    for path in ("/", "/buchfink-city/", "/sitemap.xml", f"/documents/{things['document'].pk}/x.txt"):
        hidden, unknown = at(halle).get(path), at("gibt-es-nicht.localhost:8000").get(path)

        assert (hidden.status_code, hidden.text) == (unknown.status_code, unknown.text)


def test_a_path_in_another_language_leads_to_no_page_behind_a_password(at, potsdam):
    german = make_content(home_of(potsdam), slug="haus")
    english = make_translation(
        german, publish(home_of(potsdam, "en")), slug="buchfink-house", title=title("x")
    )
    PageViewRestriction.objects.create(page=english, restriction_type="password", password="geheim")

    answers = [at(potsdam).get(path) for path in ("/en/haus/", "/haus/")]

    assert [answer.status_code for answer in answers] == [404, 200]
    assert not [answer for answer in answers if leaked(answer)]


def test_who_gave_the_password_finds_the_page_in_its_own_frame(at, potsdam, things):
    browser, page = at(potsdam), things["below"]
    form = browser.get(page.get_url()).context

    browser.post(form["action_url"], {"password": "geheim", "return_url": page.get_url()})
    html = browser.get(page.get_url()).text

    assert title("below") in html
    assert title("private") in html  # the page above, in the breadcrumbs
    assert title("menu") not in html


@pytest.mark.parametrize("slug", ["dortmund", "halle"])
def test_a_document_behind_a_password_does_not_exist_on_other_hosts(at, things, slug):
    browser = at(City.objects.with_site().get(slug=slug))
    document = things["document"]

    hidden = browser.get(f"/documents/{document.pk}/buchfink.txt")
    missing = browser.get(f"/documents/{document.pk + 999}/buchfink.txt")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.text == missing.text


def test_a_document_behind_a_password_says_nothing_but_the_question_on_its_own_host(at, potsdam, things):
    document = things["document"]

    for name in (document.filename, "falsch.txt"):
        answer = at(potsdam).get(f"/documents/{document.pk}/{name}", follow=True)
        assert 'type="password"' in answer.text
        assert title("document") not in answer.text
        assert title("content") not in answer.text


# The admin, for the staff of another city


STAFF = [
    pytest.param("dortmund-lead", marks=pytest.mark.full),
    pytest.param("dortmund-editor", marks=pytest.mark.full),
    pytest.param("dortmund-coordinator", marks=pytest.mark.full),
    pytest.param("dortmund-translator-en", marks=pytest.mark.full),
]
LISTS = [pattern.name for pattern in patterns() if pattern.staff and not pattern.keys]
# Sign-in and sign-out, and the catalogue of the scripts: nothing of a city.
NOT_LISTS = ("account_", "mfa_", "one_door", "wagtailadmin_log", "usersessions_", "unnamed")
QUESTIONS = [
    {},
    {"q": ASKED, "search": ASKED},
    {"q": HIDDEN, "search": HIDDEN, "fields": "*"},
    {"q": "", "p": "2", "fields": "*", "for_explorer": "1"},
]


@pytest.mark.parametrize("role", STAFF)
def test_no_list_no_search_and_no_chooser_of_the_admin_shows_anything_hidden(at, things, role):
    browser = at("admin", one_of(role))

    shown = [
        f"{name} {question}: {answer.status_code}"
        for name in LISTS
        if not name.startswith(NOT_LISTS)
        for question in QUESTIONS
        for answer in [browser.get(reverse(name), question)]
        if leaked(answer)
    ]

    assert not shown, "\n".join(shown)


@pytest.mark.parametrize("chooser", ["choose_page", "choose_page_search"])
@pytest.mark.parametrize("page_type", ["wagtailcore.page", "home.forumpage", "home.eventpage"])
def test_choosers_of_pages_and_links_show_nothing_hidden(at, things, dortmund_editor, chooser, page_type):
    browser = at("admin", dortmund_editor)

    for query in (
        {"page_type": page_type, "q": ASKED},
        {"page_type": page_type, "allow_external_link": "true", "q": ASKED, "can_choose_root": "true"},
        {"page_type": page_type, "user_perms": "copy_to", "q": ASKED},
        {"page_type": page_type, "multiple": "1", "q": ASKED, "match_subclass": "false"},
    ):
        assert not leaked(browser.get(reverse(f"wagtailadmin_{chooser}"), query)), query


def test_the_choosers_do_show_the_pages_of_the_own_city(at, dortmund, things, dortmund_editor):
    """Or the tests above would be green because nothing is found at all."""
    browser = at("admin", dortmund_editor)
    make_image(dortmund, title=f"{OPEN} Bild")
    find_all()

    found = browser.get(reverse("wagtailadmin_choose_page_search"), {"q": ASKED}).text
    pictures = browser.get(reverse("wagtailimages_chooser:choose_results"), {"q": ASKED}).text

    assert f"{OPEN} zeigt" in found
    assert f"{OPEN} Bild" in pictures


@pytest.mark.parametrize(
    "name",
    [
        *("draft", "scheduled", "private", "translation", "story", "news", "offer"),
        *("fair", "talk", "circle", "topicpage", "districtpage", "project"),
    ],
)
def test_nobody_of_another_city_and_no_visitor_gets_a_preview(at, potsdam, things, dortmund_editor, name):
    page = things[name]
    revision = page.latest_revision or page.save_revision()
    paths = [
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("repeat_event", args=[page.pk]),
    ]

    for browser in (at("admin"), at("admin", dortmund_editor), at(potsdam)):
        for path in paths:
            for answer in (browser.get(path, {"mode": ""}), browser.post(path, {"title": "x"})):
                assert is_refused(answer), path
                assert not leaked(answer), path


# Renditions


def test_a_picture_behind_a_password_has_no_rendition_for_visitors(at, potsdam, dortmund, things):
    image = things["image"]

    for city in (potsdam, dortmund):
        html = at(city).get("/zeisig-zeigt/").text
        assert "<figure" not in html
    assert not image.renditions.exists()


def test_the_lists_of_forums_and_results_show_what_is_published_and_only_that(at, potsdam, things):
    """The positive side of the crawl: the lists are not empty."""
    html = at(potsdam).get(list_of(potsdam, Listing.FORUMS).get_url()).text

    assert OPEN in html
    assert HIDDEN not in html
