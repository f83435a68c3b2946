"""Pages of the own city: submitted, approved, commented, locked, with history and usage; of another, none of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Comment, Page

from tests.make import home_of, make_content, make_user
from tests.sites.access.test_policies import one_of

FOREIGN = "Rotkehlchen"


def member(slug, role):
    return make_user(f"{role}@{slug}.example.org", groups=[Group.objects.get(name=f"{slug}-{role}")])


def form(page, **fields):
    return {
        "title": page.title,
        "slug": page.slug,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


def address(name, *keys):
    return reverse(f"wagtailadmin_pages:{name}", args=keys)


def submit(browser, page):
    browser.post(address("edit", page.pk), form(page, **{"action-submit": "1"}))
    return Page.objects.get(pk=page.pk).current_workflow_state


@pytest.mark.parametrize(("role", "language"), [("lead", "de"), ("editor", "de"), ("translator-en", "en")])
def test_who_writes_a_page_submits_it_and_a_lead_approves(at, dortmund, role, language):
    page = make_content(home_of(dortmund, language), live=False)

    state = submit(at("admin", one_of(f"dortmund-{role}")), page)
    task = state.current_task_state
    lead = at("admin", member("dortmund", "lead"))
    lead.post(address("workflow_action", page.pk, "approve", task.pk), {"comment": "Gut"})

    state.refresh_from_db()
    assert state.status == "approved"
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_nobody_of_another_city_approves_or_sees_what_was_submitted(at, dortmund, potsdam, role):
    page = make_content(home_of(potsdam), title=FOREIGN, live=False)
    state = submit(at("admin", member("potsdam", "editor")), page)
    browser = at("admin", member("dortmund", role))

    path = address("workflow_action", page.pk, "approve", state.current_task_state.pk)
    assert FOREIGN not in browser.get(path).text
    browser.post(path, {"comment": "Gut"})

    state.refresh_from_db()
    assert state.status == "in_progress"
    assert FOREIGN not in browser.get("/admin/").text


@pytest.mark.parametrize("role", ["lead", "editor"])
def test_own_pages_are_locked_and_unlocked(at, dortmund, role):
    browser, page = at("admin", one_of(f"dortmund-{role}")), make_content(home_of(dortmund))

    browser.post(address("lock", page.pk))
    page.refresh_from_db()
    assert page.locked

    browser.post(address("unlock", page.pk))
    page.refresh_from_db()
    assert not page.locked


def test_a_lock_of_one_editor_is_opened_by_another_of_the_city(at, dortmund):
    page = make_content(home_of(dortmund))
    at("admin", member("dortmund", "editor")).post(address("lock", page.pk))

    at("admin", member("dortmund", "lead")).post(address("unlock", page.pk))

    assert not Page.objects.get(pk=page.pk).locked


@pytest.mark.parametrize("name", ["lock", "unlock"])
def test_pages_of_another_city_are_neither_locked_nor_unlocked(at, dortmund_editor, potsdam, name):
    page = make_content(home_of(potsdam))
    Page.objects.filter(pk=page.pk).update(locked=name == "unlock")

    at("admin", dortmund_editor).post(address(name, page.pk))

    assert Page.objects.get(pk=page.pk).locked == (name == "unlock")


def comment(text):
    return {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": text,
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-DELETE": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }


@pytest.mark.parametrize(("role", "language"), [("lead", "de"), ("editor", "de"), ("translator-en", "en")])
def test_own_pages_are_commented(at, dortmund, role, language):
    browser, page = at("admin", one_of(f"dortmund-{role}")), make_content(home_of(dortmund, language))

    browser.post(address("edit", page.pk), form(page, **comment("Stimmt das?")))

    assert Comment.objects.get(page=page).text == "Stimmt das?"
    assert "Stimmt das?" in browser.get(address("edit", page.pk)).text


def test_pages_of_another_city_are_not_commented(at, dortmund_editor, potsdam):
    page = make_content(home_of(potsdam))

    at("admin", dortmund_editor).post(address("edit", page.pk), form(page, **comment("Stimmt das?")))

    assert not Comment.objects.exists()


@pytest.mark.parametrize("name", ["history", "history_results", "usage", "workflow_history"])
def test_history_and_usage_are_read_in_the_own_city_only(at, dortmund_editor, dortmund, potsdam, name):
    browser = at("admin", dortmund_editor)
    own, other = make_content(home_of(dortmund)), make_content(home_of(potsdam), title=FOREIGN)

    assert browser.get(address(name, own.pk)).status_code == 200
    answer = browser.get(address(name, other.pk))
    assert answer.status_code == 302
    assert FOREIGN not in answer.text


def test_the_history_of_a_page_names_and_offers_those_who_worked_on_it(
    at, dortmund_editor, dortmund, potsdam
):
    lead, stranger = member("dortmund", "lead"), member("potsdam", "lead")
    page, other = make_content(home_of(dortmund)), make_content(home_of(potsdam))
    page.save_revision(user=lead, log_action=True)
    other.save_revision(user=stranger, log_action=True)

    answer = at("admin", dortmund_editor).get(address("history", page.pk))

    assert lead in answer.context["filters"].form.fields["user"].queryset
    assert stranger.email not in answer.text
