"""The site history: what was done in the own city, also with what is gone, and nothing of another."""

import pytest
from django.contrib.auth.models import Group
from django.urls import resolve, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from sites.access.groups import media_collection
from sites.accounts.people import record
from sites.models import Document
from tests.make import home_of, make_content, make_image, make_project, make_user
from tests.sites.access.test_policies import make_contact, one_of

OWN, FOREIGN = "Zeisig", "Rotkehlchen"
REPORT = reverse("wagtailadmin_reports:site_history")
RESULTS = reverse("wagtailadmin_reports:site_history_results")


def things_of(city, word):
    """One thing of each kind that the log knows, by the name of its kind."""
    document = Document(title=f"{word} document", collection=media_collection(city))
    document.file.name = "documents/none.txt"
    document.save()
    contact = make_contact(city)
    contact.function = {"de": f"{word} contact"}
    contact.save()
    return {
        "page": make_content(home_of(city), title=f"{word} page", live=False),
        "english page": make_content(home_of(city, "en"), title=f"{word} english page", live=False),
        "project": make_project(city, name=f"{word} project"),
        "contact": contact,
        "image": make_image(city, title=f"{word} image"),
        "document": document,
        "redirect": Redirect.objects.create(old_path=f"/{word}-redirect", site=city.site),
    }


def history_of(city, word, action="wagtail.edit"):
    """Things of the city, each with an entry by a person of the same name."""
    person = make_user(f"{word}@example.org".lower(), groups=[Group.objects.get(name=f"{city.slug}-lead")])
    things = things_of(city, word)
    for thing in things.values():
        log(instance=thing, action=action, user=person)
    return things, person


def read(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 200
    if answer.streaming:
        return answer.getvalue().decode(errors="replace")
    return answer.text if "export=xlsx" not in path else answer.content.decode(errors="replace")


@pytest.mark.parametrize("path", [REPORT, RESULTS])
def test_our_view_stands_at_the_address_of_wagtail_s(path):
    assert resolve(path).view_name in ("own:site_history", "own:site_history_results")


@pytest.mark.parametrize("path", [REPORT, RESULTS, f"{REPORT}?export=csv"])
def test_a_lead_reads_what_was_done_with_the_things_of_her_city_and_of_no_other(
    at, dortmund_lead, dortmund, potsdam, path
):
    things, _person = history_of(dortmund, OWN)
    history_of(potsdam, FOREIGN)

    text = read(at("admin", dortmund_lead), path)

    for kind, thing in things.items():
        assert str(thing) in text, kind
    assert FOREIGN not in text
    assert FOREIGN.lower() not in text


def test_the_spreadsheet_holds_as_many_lines_as_there_are_own_entries(at, dortmund_lead, dortmund, potsdam):
    own, _person = history_of(dortmund, OWN)
    history_of(potsdam, FOREIGN)

    lines = read(at("admin", dortmund_lead), f"{REPORT}?export=csv&action=wagtail.edit").strip().splitlines()

    assert len(lines) == len(own) + 1
    assert at("admin", dortmund_lead).get(f"{REPORT}?export=xlsx").status_code == 200


def test_the_filter_offers_no_person_and_no_kind_of_another_city(at, dortmund_editor, dortmund, potsdam):
    page = make_content(home_of(dortmund), title=OWN)
    log(instance=page, action="wagtail.edit", user=dortmund_editor)
    _things, stranger = history_of(potsdam, FOREIGN)

    filters = at("admin", dortmund_editor).get(REPORT).context["filters"]

    assert dortmund_editor in filters.form.fields["user"].queryset
    assert stranger not in filters.form.fields["user"].queryset
    assert [kind.model for kind in filters.form.fields["object_type"].queryset] == ["page"]
    assert "insist.take_over" not in dict(filters.form.fields["action"].choices)


def test_asking_for_the_entries_of_a_person_or_kind_of_another_city_gives_none(
    at, dortmund_lead, dortmund, potsdam
):
    history_of(dortmund, OWN)
    _things, stranger = history_of(potsdam, FOREIGN)
    browser = at("admin", dortmund_lead)

    assert FOREIGN not in read(browser, f"{REPORT}?user={stranger.pk}")
    assert not browser.get(f"{RESULTS}?label={FOREIGN}").context["object_list"]


@pytest.mark.parametrize("kind", ["page", "project", "contact", "image", "document", "redirect"])
def test_what_was_deleted_stays_in_the_history_of_its_city_alone(at, dortmund_lead, dortmund, potsdam, kind):
    gone = {}
    for city, word in ((dortmund, OWN), (potsdam, FOREIGN)):
        things, person = history_of(city, word)
        gone[word] = str(things[kind])
        if kind == "page":
            things[kind].delete(user=person)
        else:
            log(instance=things[kind], action="wagtail.delete", user=person, deleted=True)
            things[kind].delete()
    browser = at("admin", dortmund_lead)

    for action in ("wagtail.edit", "wagtail.delete"):
        entries = browser.get(f"{REPORT}?action={action}").context["object_list"]
        assert gone[OWN] in [entry.label for entry in entries]
        assert gone[FOREIGN] not in [entry.label for entry in entries]
    assert FOREIGN not in read(browser, REPORT)


def test_a_page_deleted_in_the_admin_stays_in_the_history_with_its_subpages(at, dortmund_lead, dortmund):
    page = make_content(home_of(dortmund), title=OWN)
    make_content(page, title=f"{OWN} below")
    browser = at("admin", dortmund_lead)

    browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": "INSIST"})

    text = read(browser, f"{REPORT}?action=wagtail.delete")
    assert f"{OWN} below" in text


def test_invitations_and_takeovers_are_in_the_history_of_their_city(at, dortmund_lead, dortmund, potsdam):
    for city, word in ((dortmund, OWN), (potsdam, FOREIGN)):
        person = make_user(f"{word}@example.org".lower())
        record(city, "invite", person, f"gast@{word}.example.org".lower())
        page = make_content(home_of(city), title=f"{word} taken over", live=False)
        log(instance=page, action="insist.take_over", user=person, data={"origin": f"{word} (anderswo)"})

    text = read(at("admin", dortmund_lead), REPORT)

    assert f"{OWN} (anderswo)" in text
    assert ">Dortmund<" in text.replace("\n", "").replace(" ", "")
    assert FOREIGN not in text
    assert ">Potsdam<" not in text.replace("\n", "").replace(" ", "")


def test_who_was_invited_is_no_history_for_editors(at, dortmund_editor, dortmund, dortmund_lead):
    record(dortmund, "invite", dortmund_lead, "gast@example.org")

    filters = at("admin", dortmund_editor).get(REPORT).context["filters"]

    assert "insist.people.invite" not in dict(
        filters.form.fields["action"].choices if "action" in filters.form.fields else ()
    )


def test_a_person_of_two_cities_reads_the_history_of_those_where_she_edits(at, dortmund, potsdam, halle):
    for city in (dortmund, potsdam, halle):
        log(instance=make_content(home_of(city), title=f"In {city.slug}"), action="wagtail.edit")

    text = read(at("admin", one_of("dortmund-editor", "potsdam-lead", "halle-translator-en")), REPORT)

    assert "In dortmund" in text
    assert "In potsdam" in text
    assert "In halle" not in text


def test_the_instance_admin_reads_everything(at, instance_admin, dortmund, potsdam):
    history_of(dortmund, OWN)
    things, person = history_of(potsdam, FOREIGN)
    things["page"].delete(user=person)

    text = read(at("admin", instance_admin), REPORT)

    assert f"{OWN} project" in text
    assert f"{FOREIGN} page" in text


def test_the_report_asks_as_many_questions_for_20_pages_as_for_one(
    at, dortmund_editor, dortmund, django_assert_max_num_queries
):
    browser = at("admin", dortmund_editor)
    log(instance=make_content(home_of(dortmund)), action="wagtail.edit", user=dortmund_editor)
    with django_assert_max_num_queries(200) as few:
        browser.get(REPORT)
    for _number in range(19):
        log(instance=make_content(home_of(dortmund)), action="wagtail.edit", user=dortmund_editor)

    with django_assert_max_num_queries(len(few)):
        browser.get(REPORT)
