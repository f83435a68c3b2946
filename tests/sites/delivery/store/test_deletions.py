"""A change deletes the answers that depend on it, and not many others."""

import pytest
from wagtail.models import Page

from home.models import ContentPage
from sites.choices import CityState
from sites.models import RoleContact, StoredAnswer
from tests.directory.make import field as activity
from tests.directory.make import make_association
from tests.home.make import PAGE_TYPES, link_to, make_page, picture_of, restrict
from tests.make import home_of, host_of, make_content, make_event, make_forum, make_image, publish, stream
from tests.sites.delivery.store.walking import answer_of, end_of_transaction, path_of


@pytest.fixture
def store(stores):
    """Ask for paths of a city; afterwards `store.gone()` tells which of all that was stored are gone."""
    kept: set[tuple[str, str]] = set()

    def ask(city, *paths):
        end_of_transaction()
        for path in paths:
            assert answer_of(host_of(city), path).status_code == 200, path
        kept.update(stored())
        assert {(host_of(city), path) for path in paths} <= kept

    def stored():
        return set(StoredAnswer.objects.values_list("host", "path"))

    def gone():
        end_of_transaction()
        return {path for _host, path in kept - stored()}

    ask.gone = gone
    return ask


@pytest.mark.parametrize("page_class", PAGE_TYPES, ids=lambda one: one.__name__)
def test_every_type_of_page_is_stored_for_people_and_for_programs(store, dortmund, page_class):
    path = path_of(make_page(dortmund, page_class))
    store(dortmund, path, f"/++api++{path.rstrip('/')}")


def test_entries_offices_and_the_sitemap_are_stored(store, dortmund):
    make_association(dortmund, "Chor", slug="chor", main_field=activity("musik"))
    store(dortmund, "/verzeichnis/", "/verzeichnis/chor/", "/++api++/verzeichnis/chor", "/sitemap.xml")


def test_the_text_of_a_leaf_takes_its_own_answers_alone(store, dortmund):
    leaf = make_content(home_of(dortmund), slug="blatt", body=[("text", "<p>alt</p>")])
    make_content(home_of(dortmund), slug="daneben", body=[("text", link_to(leaf))])
    store(dortmund, "/", "/blatt/", "/daneben/", "/foren/", "/++api++/blatt", "/++api++/@navigation")
    leaf = ContentPage.objects.get(pk=leaf.pk)
    leaf.body = stream([("text", "<p>neu</p>")])
    publish(leaf)
    assert store.gone() == {"/blatt/", "/daneben/", "/++api++/blatt"}


def test_a_draft_takes_nothing(store, dortmund):
    leaf = make_content(home_of(dortmund), slug="blatt")
    store(dortmund, "/", "/blatt/")
    leaf.title = "Neuer Titel"
    leaf.save_revision()
    assert store.gone() == set()


def test_a_new_address_takes_every_page_that_links_to_it(store, dortmund):
    section = make_content(home_of(dortmund), slug="bereich")
    leaf = make_content(section, slug="blatt")
    make_content(home_of(dortmund), slug="daneben", body=[("text", link_to(leaf))])
    store(dortmund, "/daneben/", "/bereich/blatt/", "/foren/")
    section.slug = "anders"
    publish(section)
    assert {"/daneben/", "/bereich/blatt/"} <= store.gone()


def test_a_picture_takes_the_pages_that_show_it(store, dortmund):
    image = make_image(dortmund)
    make_content(home_of(dortmund), slug="mit", body=[picture_of(image)])
    make_content(home_of(dortmund), slug="ohne")
    store(dortmund, "/mit/", "/ohne/")
    image.credit = "Foto: Kira Brandt"
    image.save()
    assert store.gone() == {"/mit/"}


def test_an_event_that_is_new_takes_the_lists_of_events(store, dortmund):
    forum = make_forum(dortmund, slug="forum")
    make_content(home_of(dortmund), slug="daneben")
    store(dortmund, "/foren/", "/foren/forum/", "/veranstaltungen/")
    make_event(forum)
    assert {"/foren/", "/foren/forum/", "/veranstaltungen/"} <= store.gone()


def test_an_association_takes_its_entry_and_the_lists(store, dortmund):
    chor = make_association(dortmund, "Chor", slug="chor", main_field=activity("musik"))
    make_association(dortmund, "Verein", slug="verein", main_field=activity("sport"))
    make_content(home_of(dortmund), slug="daneben")
    store(dortmund, "/verzeichnis/", "/verzeichnis/chor/", "/daneben/")
    chor.summary = "Singt jeden Dienstag."
    publish(chor)
    gone = store.gone()
    assert "/verzeichnis/chor/" in gone
    assert "/daneben/" not in gone


@pytest.mark.parametrize(
    "change", ["text", "title", "new page", "contact", "association", "restriction", "image"]
)
def test_a_change_in_one_city_takes_no_answer_of_another(store, dortmund, potsdam, change):
    page = make_content(home_of(potsdam), slug="blatt")
    image = make_image(potsdam)
    make_association(dortmund, "Chor", slug="chor", main_field=activity("musik"))
    make_content(home_of(dortmund), slug="bild", body=[picture_of(make_image(dortmund))])
    store(dortmund, "/", "/verzeichnis/", "/verzeichnis/chor/", "/foren/", "/bild/", "/++api++/foren")
    page = ContentPage.objects.get(pk=page.pk)
    if change == "text":
        page.body = stream([("text", "<p>neu</p>")])
        publish(page)
    elif change == "title":
        page.title = "Anders"
        publish(page)
    elif change == "new page":
        make_content(home_of(potsdam), show_in_menus=True)
    elif change == "contact":
        contact = RoleContact.objects.filter(city=potsdam).first()
        contact.phone = "0331 5550100"
        contact.save()
    elif change == "association":
        make_association(potsdam, "Tanzkreis", main_field=activity("musik"))
    elif change == "restriction":
        restrict(page)
    else:
        image.credit = "Foto: Kira Brandt"
        image.save()
    assert store.gone() == set()


def test_the_name_of_a_city_takes_the_pages_of_all_cities_that_tell_it(store, dortmund, potsdam):
    store(dortmund, "/", "/++api++/")
    potsdam.name = "Potsdam und Umland"
    potsdam.save()
    assert store.gone() == {"/"}


def test_a_hidden_city_loses_all_of_its_answers(store, dortmund):
    store(dortmund, "/", "/foren/", "/++api++/", "/sitemap.xml")
    dortmund.state = CityState.HIDDEN
    dortmund.save()
    end_of_transaction()
    assert not StoredAnswer.objects.filter(city=dortmund).exists()


def test_a_password_takes_the_page_and_all_below_it(store, dortmund):
    section = make_content(home_of(dortmund), slug="bereich")
    make_content(section, slug="blatt")
    store(dortmund, "/bereich/", "/bereich/blatt/", "/++api++/bereich/blatt")
    restrict(section)
    assert store.gone() == {"/bereich/", "/bereich/blatt/", "/++api++/bereich/blatt"}
    assert answer_of(host_of(dortmund), "/bereich/blatt/").status_code != 404
    assert not StoredAnswer.objects.filter(path="/bereich/blatt/").exists()


def test_one_statement_that_changes_very_many_rows_takes_all_of_the_city(store, dortmund, monkeypatch):
    store(dortmund, "/", "/foren/")
    pages = Page.objects.filter(path__startswith=home_of(dortmund).path)
    from sites.delivery.store import triggers

    monkeypatch.setattr(triggers, "MOST_ROWS", 3)
    triggers.install()
    assert pages.count() > 3
    pages.update(seo_title="Anders")
    assert store.gone() == {"/", "/foren/"}


@pytest.mark.parametrize(
    "path", ["/gibt-es-nicht/", "/++api++/gibt-es-nicht", "/?utm_source=x", "/++api++/@search"]
)
def test_nothing_else_is_stored(stores, dortmund, path):
    answer_of(host_of(dortmund), path)
    assert not StoredAnswer.objects.exists()


@pytest.mark.parametrize(
    "host", ["dortmund.localhost", "dortmund.localhost:9999", "dortmund.localhost.:8000"]
)
def test_nothing_is_stored_under_other_names_of_a_host(stores, dortmund, host):
    answer_of(host, "/")
    assert not StoredAnswer.objects.exists()


@pytest.mark.parametrize("path", ["//", "///foren", "/foren//", "/EN"])
def test_an_object_is_stored_at_its_own_address_alone(stores, dortmund, path):
    answer_of(host_of(dortmund), f"/++api++{path}")
    assert not StoredAnswer.objects.exists()


@pytest.mark.parametrize(
    "path", ["/inks/F4A6B7-5AA2DC.css", "/documents/1/x.pdf", "/_preview/x/", "/media/x.jpg"]
)
def test_of_files_and_links_nothing_is_noted(stores, dortmund, monkeypatch, path):
    from sites.delivery.store import keeping

    def begun():
        raise AssertionError("an answer is built for the store")

    monkeypatch.setattr(keeping, "begin", begun)
    assert answer_of(host_of(dortmund), path).status_code in (200, 404)


def test_what_reads_a_table_that_nobody_watches_is_not_stored(stores, dortmund, monkeypatch):
    from sites.frame import serve
    from sites.models import Mail

    build = serve.route

    def and_reads_mails(*args):
        list(Mail.objects.all())
        return build(*args)

    monkeypatch.setattr(serve, "route", and_reads_mails)
    assert answer_of(host_of(dortmund), "/").status_code == 200
    assert not StoredAnswer.objects.exists()
