"""Reports and lists of pages: what the own city holds, and no page, person or count of another."""

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve, reverse
from django.utils import timezone

from home.models import ContentPage
from tests.make import home_of, make_content, make_user
from tests.sites.access.test_policies import one_of

OWN, FOREIGN = "Zeisig", "Rotkehlchen"
REPORTS = {
    "locked_pages": "own:locked_pages",
    "workflow": "own:workflow",
    "workflow_tasks": "own:workflow_tasks",
    "page_types_usage": "own:page_types_usage",
    "aging_pages": "wagtailadmin_reports:aging_pages",
}
TYPE_USE = reverse("wagtailadmin_pages:type_use", args=["home", "contentpage"])


def path_of(report, results=False):
    return reverse(f"wagtailadmin_reports:{report}{'_results' if results else ''}")


def busy_page(city, word):
    """A page that every report knows, and the person who wrote, published, locked and submitted it."""
    person = make_user(f"{word}@example.org".lower(), groups=[Group.objects.get(name=f"{city.slug}-editor")])
    page = make_content(home_of(city), title=f"{word} page", owner=person)
    page.save_revision(user=person, log_action=True).publish(user=person)
    page.get_workflow().start(page, person)
    ContentPage.objects.filter(pk=page.pk).update(locked=True, locked_by=person, locked_at=timezone.now())
    page.refresh_from_db()
    return page, person


@pytest.fixture
def both(dortmund, potsdam):
    """Own page and person, and those of another city."""
    return busy_page(dortmund, OWN), busy_page(potsdam, FOREIGN)


def read(answer):
    assert answer.status_code == 200
    return answer.getvalue().decode() if answer.streaming else answer.text


@pytest.mark.parametrize(("report", "view"), REPORTS.items())
def test_the_view_that_answers_is_the_one_that_was_tested_here(report, view):
    assert resolve(path_of(report)).view_name == view
    assert resolve(path_of(report, results=True)).view_name == f"{view}_results"


@pytest.mark.parametrize("role", ["lead", "editor"])
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_shows_the_own_pages_and_nothing_of_another_city(at, both, report, role):
    browser = at("admin", one_of(f"dortmund-{role}"))

    for path in (path_of(report), path_of(report, results=True)):
        text = read(browser.get(path))
        assert f"{OWN} page" in text
        assert FOREIGN.lower() not in text.lower()
        assert "Potsdam" not in text


@pytest.mark.parametrize("report", ["locked_pages", "workflow", "workflow_tasks", "aging_pages"])
def test_a_spreadsheet_holds_the_own_pages_and_nothing_of_another_city(at, both, dortmund_editor, report):
    browser = at("admin", dortmund_editor)

    text = read(browser.get(f"{path_of(report)}?export=csv"))

    assert f"{OWN} page" in text
    assert FOREIGN.lower() not in text.lower()
    assert browser.get(f"{path_of(report)}?export=xlsx").status_code == 200


def filters_of(browser, path):
    return browser.get(path).context["filters"].form.fields


@pytest.mark.parametrize(("report", "name"), [("locked_pages", "locked_by"), ("workflow", "requested_by")])
def test_a_filter_offers_people_who_worked_on_own_pages_only(at, both, dortmund_lead, report, name):
    (_page, person), (_foreign_page, stranger) = both

    offered = filters_of(at("admin", dortmund_lead), path_of(report))[name].queryset

    assert person in offered
    assert stranger not in offered


@pytest.mark.parametrize(
    ("report", "name"), [("workflow", "workflow"), ("workflow_tasks", "workflow"), ("workflow_tasks", "task")]
)
def test_a_filter_offers_the_workflow_and_the_task_of_the_own_city_only(
    at, both, dortmund_lead, report, name
):
    offered = filters_of(at("admin", dortmund_lead), path_of(report))[name].queryset

    assert [str(one) for one in offered if "Dortmund" in str(one)] == [str(one) for one in offered] != []


@pytest.mark.parametrize("query", ["locked_by={stranger}", "requested_by={stranger}", "workflow={workflow}"])
@pytest.mark.parametrize("report", ["locked_pages", "workflow", "workflow_tasks"])
def test_filtering_by_what_belongs_to_another_city_tells_nothing(at, both, dortmund_lead, report, query):
    _own, (page, stranger) = both
    values = {"stranger": stranger.pk, "workflow": page.get_workflow().pk}

    text = read(at("admin", dortmund_lead).get(f"{path_of(report)}?{query.format(**values)}"))

    assert FOREIGN.lower() not in text.lower()
    assert "Potsdam" not in text


def test_a_page_that_somebody_locked_where_she_works_no_more_is_not_in_her_report(at, both, dortmund_editor):
    _own, (page, _stranger) = both
    page.locked_by = dortmund_editor
    page.save()

    assert FOREIGN not in read(at("admin", dortmund_editor).get(path_of("locked_pages")))


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("role", ["translator-en", "coordinator"])
def test_reports_are_for_leads_and_editors(at, dortmund, report, role):
    assert at("admin", one_of(f"dortmund-{role}")).get(path_of(report)).status_code == 302


def counts(answer):
    return {kind.model: kind.count for kind in answer.context["object_list"]}


def test_kinds_of_pages_are_counted_in_the_own_city_only(at, dortmund_editor, dortmund, potsdam):
    browser = at("admin", dortmund_editor)
    before = counts(browser.get(path_of("page_types_usage")))

    make_content(home_of(dortmund), title=f"{OWN} own")
    make_content(home_of(potsdam), title=f"{FOREIGN} other", live=False)
    answer = browser.get(path_of("page_types_usage"))

    assert counts(answer)["contentpage"] == before["contentpage"] + 1
    assert counts(answer)["homepage"] == dortmund.homes().count()
    assert FOREIGN not in answer.text
    assert FOREIGN not in read(browser.get(f"{path_of('page_types_usage')}?export=csv"))


def test_kinds_of_pages_are_counted_by_language_and_city(at, dortmund, potsdam):
    browser = at("admin", one_of("dortmund-editor", "potsdam-editor"))
    path = path_of("page_types_usage")

    assert counts(browser.get(path))["homepage"] == dortmund.homes().count() + potsdam.homes().count()
    assert counts(browser.get(f"{path}?page_locale=en"))["homepage"] == 2
    assert counts(browser.get(f"{path}?page_locale=en&city={dortmund.pk}"))["homepage"] == 1


def test_a_city_of_others_cannot_be_asked_for(at, dortmund_editor, dortmund, potsdam):
    browser, path = at("admin", dortmund_editor), path_of("page_types_usage")

    assert counts(browser.get(f"{path}?city={potsdam.pk}")) == counts(browser.get(path))


def test_the_instance_admin_counts_the_pages_of_all_cities(at, instance_admin, dortmund, potsdam):
    number = counts(at("admin", instance_admin).get(path_of("page_types_usage")))["homepage"]

    assert number >= dortmund.homes().count() + potsdam.homes().count()


@pytest.mark.parametrize("path", [TYPE_USE, reverse("wagtailadmin_explore_root"), "home"])
def test_a_list_of_pages_offers_people_and_sites_of_the_own_city_only(
    at, both, dortmund_lead, dortmund, path
):
    (_page, person), (_foreign_page, stranger) = both
    path = reverse("wagtailadmin_explore", args=[home_of(dortmund).pk]) if path == "home" else path
    browser = at("admin", dortmund_lead)

    fields = browser.get(path).context["filters"].form.fields

    for name in ("owner", "edited_by"):
        assert person in fields[name].queryset
        assert stranger not in fields[name].queryset
    assert list(fields["site"].queryset) == [dortmund.site]
    assert FOREIGN.lower() not in browser.get(path).text.lower()


@pytest.mark.parametrize(
    "query", ["", "?q=page", "?owner={stranger}", "?edited_by={stranger}", "?site={site}"]
)
def test_the_list_of_the_pages_of_a_kind_shows_own_ones_only(at, both, dortmund_lead, potsdam, query):
    _own, (_page, stranger) = both

    path = TYPE_USE + query.format(stranger=stranger.pk, site=potsdam.site.pk)
    text = read(at("admin", dortmund_lead).get(path))

    assert (f"{OWN} page" in text) or "q=" in query  # nothing is indexed inside the transaction of a test
    assert FOREIGN.lower() not in text.lower()


# Not of locked pages and the pages of a kind: there Wagtail asks for the rights of each line.
@pytest.mark.parametrize("report", ["page_types_usage", "aging_pages"])
def test_a_report_asks_as_many_questions_for_20_pages_as_for_one(
    at, dortmund_editor, dortmund, report, django_assert_max_num_queries
):
    browser = at("admin", dortmund_editor)
    path = path_of(report)

    def add(number):
        for _one in range(number):
            make_content(home_of(dortmund))

    add(1)
    with django_assert_max_num_queries(200) as few:
        browser.get(path)
    add(19)
    with django_assert_max_num_queries(len(few)):
        browser.get(path)
