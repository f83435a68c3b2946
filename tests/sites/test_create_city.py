"""A city is made by one command, which repeated adds what is missing and changes nothing."""

import io
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    WorkflowPage,
)

from directory.models import Term
from directory.vocabularies import read_vocabularies
from home.choices import Listing, Purpose
from home.models import ContentPage, HomePage, ListPage
from sites.access.roles import EDITOR, LEAD, TRANSLATOR
from sites.choices import CityState
from sites.cities import CityPlan, create_city
from sites.models import City, Funder
from tests.make import home_of

BOCHUM = CityPlan(
    slug="bochum",
    name="Bochum",
    host="bochum.example.org:8080",
    languages=("de", "en", "tr"),
    regions=("dortmund", "unna=Kreis Unna"),
    inks=("#FF9070", "#A286D8"),
    contact={"email": "buero@example.org", "phone": "0234 1"},
)
ROLES = {"lead", "editor", "coordinator", "translator-en", "translator-tr"}


@pytest.fixture
def bochum(db):
    create_city(BOCHUM)
    return City.objects.with_site().get(slug="bochum")


def run_command(*arguments):
    out = io.StringIO()
    call_command("create_city", *arguments, stdout=out)
    return out.getvalue().splitlines()


def rows():
    """How many rows every table holds."""
    return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})


def page_rights(group):
    return set(GroupPagePermission.objects.filter(group=group).values_list("page", "permission__codename"))


def test_the_city_has_what_the_plan_says(bochum):
    assert (bochum.name, bochum.languages) == ("Bochum", ["de", "en", "tr"])
    assert (bochum.ink_a, bochum.ink_b) == ("#FF9070", "#A286D8")
    assert sorted(region.name for region in bochum.regions.all()) == ["Dortmund", "Kreis Unna"]
    assert (bochum.contact.email, bochum.contact.phone) == ("buero@example.org", "0234 1")


def test_a_new_city_is_hidden_until_told_otherwise(bochum, at):
    assert bochum.state == CityState.HIDDEN
    assert at("bochum.example.org:8080").get("/").status_code == 404


def test_the_site_answers_on_its_host_with_the_german_home(bochum, at):
    assert (bochum.site.hostname, bochum.site.port) == ("bochum.example.org", 8080)
    assert bochum.site.root_page == home_of(bochum).page_ptr
    assert not bochum.site.is_default_site

    City.objects.update(state=CityState.OPEN)
    assert "INSIST Bochum" in at("bochum.example.org:8080").get("/").text


def test_there_is_a_home_per_language_and_only_german_is_published(bochum):
    homes = bochum.homes().order_by("path")

    assert [(home.locale.language_code, home.slug, home.live) for home in homes] == [
        ("de", "bochum", True),
        ("en", "bochum-en", False),
        ("tr", "bochum-tr", False),
    ]
    assert {home.depth for home in homes} == {2}
    assert len({home.translation_key for home in homes}) == 1
    assert {home.specific_class for home in homes} == {HomePage}


def test_there_is_a_group_per_role_and_one_per_translated_language(bochum):
    names = Group.objects.filter(name__startswith="bochum-").values_list("name", flat=True)

    assert set(names) == {f"bochum-{role}" for role in ROLES}


@pytest.mark.parametrize("role", [LEAD, EDITOR])
def test_lead_and_editor_may_write_and_publish_on_the_home_of_every_language(bochum, role):
    group = Group.objects.get(name=f"bochum-{role.code}")

    assert page_rights(group) == {(home.pk, codename) for home in bochum.homes() for codename in role.pages}
    assert "publish_page" in role.pages


def test_a_translator_may_write_on_the_home_of_one_language_and_not_publish(bochum):
    group = Group.objects.get(name="bochum-translator-tr")

    assert page_rights(group) == {(home_of(bochum, "tr").pk, codename) for codename in TRANSLATOR.pages}
    assert "publish_page" not in TRANSLATOR.pages


def test_only_the_lead_may_change_the_settings_of_the_site(bochum):
    rights = GroupSitePermission.objects.filter(site=bochum.site)

    assert [(r.group.name, r.permission.codename) for r in rights] == [("bochum-lead", "change_city")]


def test_every_group_reaches_the_admin_and_only_those_who_translate_submit_translations(bochum):
    for group in Group.objects.filter(name__startswith="bochum-"):
        codenames = set(group.permissions.values_list("codename", flat=True))

        translates = group.name != "bochum-coordinator"
        assert codenames == ({"access_admin", "submit_translation"} if translates else {"access_admin"})


def test_pictures_and_documents_have_a_collection_that_the_groups_may_use(bochum):
    collection = Collection.objects.get(name="bochum")
    rights = GroupCollectionPermission.objects.filter(collection=collection)
    by_group = Counter(right.group.name for right in rights)

    assert by_group["bochum-lead"] == by_group["bochum-editor"] == 8
    assert by_group["bochum-coordinator"] == by_group["bochum-translator-en"] == 2


def test_every_home_has_the_workflow_in_which_the_lead_approves(bochum):
    entries = WorkflowPage.objects.filter(page__in=bochum.homes())
    tasks = entries.first().workflow.tasks

    assert entries.count() == 3
    assert [group.name for task in tasks for group in task.specific.groups.all()] == ["bochum-lead"]


def test_lists_and_legal_pages_stand_below_german_and_english(bochum):
    for language in ("de", "en"):
        home = home_of(bochum, language)
        lists = ListPage.objects.child_of(home).live()
        legal = ContentPage.objects.child_of(home).live()

        assert [page.listing for page in lists.order_by("path")] == Listing.values
        assert [page.purpose for page in legal.order_by("path")] == Purpose.values
        assert {page.locale.language_code for page in [*lists, *legal]} == {language}


def test_the_english_pages_are_translations_of_the_german_ones(bochum):
    german, english = (
        set(home_of(bochum, code).get_children().values_list("translation_key", flat=True))
        for code in ("de", "en")
    )

    assert german == english


def test_starter_texts_speak_of_this_city(bochum):
    imprint = ContentPage.objects.child_of(home_of(bochum)).get(purpose=Purpose.IMPRINT)

    assert "Bochum" in imprint.search_description
    assert "{city}" not in str(imprint.body.raw_data)
    assert "buero@example.org" in "".join(
        str(page.body.raw_data) for page in ContentPage.objects.child_of(home_of(bochum))
    )


def test_districts_vocabularies_and_funders_are_there(bochum):
    region = bochum.regions.get(code="dortmund")

    assert region.outline["type"] in ("Polygon", "MultiPolygon")
    assert region.attribution
    assert region.districts.filter(parent__isnull=False).exists()
    assert Term.objects.filter(city=None).count() == len(read_vocabularies())
    assert Funder.objects.get(code="eu-amif").is_eu


def test_repeating_the_plan_adds_nothing_and_changes_nothing(bochum):
    before = rows()

    assert create_city(BOCHUM) == []
    assert rows() == before


def test_the_order_of_the_languages_is_no_other_plan(bochum):
    assert create_city(CityPlan(slug="bochum", languages=("tr", "en", "de"))) == []

    bochum.refresh_from_db()
    assert bochum.languages == ["de", "en", "tr"]


def test_repeating_it_by_the_short_name_alone_changes_nothing_that_editors_changed(bochum):
    home = home_of(bochum)
    home.title = "Bochum an der Ruhr"
    home.save_revision().publish()
    bochum.ink_a, bochum.state, bochum.name = "#FFB238", CityState.OPEN, "Bochum (Ruhr)"
    bochum.save()

    assert create_city(CityPlan(slug="bochum")) == []

    bochum.refresh_from_db()
    assert (bochum.ink_a, bochum.state, bochum.name) == ("#FFB238", CityState.OPEN, "Bochum (Ruhr)")
    assert home_of(bochum).title == "Bochum an der Ruhr"


def test_repeating_it_adds_the_home_and_the_rights_that_were_removed_by_hand(bochum):
    before = rows()
    home_of(bochum, "tr").delete()
    Group.objects.get(name="bochum-editor").delete()
    GroupSitePermission.objects.filter(site=bochum.site).delete()

    added = create_city(CityPlan(slug="bochum"))

    assert len(added) >= 3
    assert rows_without_history(rows()) == rows_without_history(before)
    assert create_city(CityPlan(slug="bochum")) == []


def test_repeating_it_after_a_new_language_was_chosen_makes_its_home_group_and_pages(bochum):
    bochum.languages = [*bochum.languages, "ar"]
    bochum.save()

    create_city(CityPlan(slug="bochum"))

    arabic = home_of(bochum, "ar")
    assert not arabic.live
    translators = Group.objects.get(name="bochum-translator-ar")
    assert page_rights(translators) == {(arabic.pk, codename) for codename in TRANSLATOR.pages}


def rows_without_history(counted):
    """Leave out what remembers past changes: revisions and log entries of deleted objects, search rows."""
    past = ("Revision", "LogEntry", "IndexEntry", "ReferenceIndex", "Session", "DBTaskResult")
    return {label: count for label, count in counted.items() if not label.endswith(past)}


def test_an_archived_city_gets_no_rights_by_repeating(bochum):
    bochum.state = CityState.ARCHIVED
    bochum.save()

    create_city(CityPlan(slug="bochum"))

    assert not GroupPagePermission.objects.filter(page__in=bochum.homes()).exists()


def test_the_command_makes_the_city_and_says_what_it_made(db):
    lines = run_command(
        *("bochum", "--name", "Bochum", "--host", "bochum.example.org", "--languages", "de,en"),
        *(
            "--regions",
            "dortmund",
            "--inks",
            "#FF9070,#A286D8",
            "--email",
            "b@example.org",
            "--state",
            "open",
        ),
    )

    assert City.objects.get(slug="bochum").state == CityState.OPEN
    assert all(line.startswith("+ ") for line in lines)
    assert "bochum.example.org" in lines[0]
    assert run_command("bochum") == ["Nothing is missing."]


def test_the_command_counts_a_language_named_twice_once(db):
    run_command("bochum", "--name", "Bochum", "--host", "bochum.example.org", "--languages", "de,en,de")

    assert City.objects.get(slug="bochum").languages == ["de", "en"]


def test_cities_of_the_same_name_have_workflows_of_their_own(bochum):
    create_city(CityPlan(slug="bochum-zwei", name="Bochum", host="zwei.example.org", languages=("de",)))

    entries = WorkflowPage.objects.filter(page__slug__startswith="bochum-zwei")
    groups = [
        group.name
        for entry in entries
        for task in entry.workflow.tasks
        for group in task.specific.groups.all()
    ]
    assert groups == ["bochum-zwei-lead"]


def test_other_cities_are_left_alone(dortmund, at):
    before = set(
        Page.objects.descendant_of(home_of(dortmund), inclusive=True).values_list("pk", "title", "url_path")
    )

    create_city(BOCHUM)

    after = set(
        Page.objects.descendant_of(home_of(dortmund), inclusive=True).values_list("pk", "title", "url_path")
    )
    assert after == before
    assert "INSIST Dortmund" in at(dortmund).get("/").text
