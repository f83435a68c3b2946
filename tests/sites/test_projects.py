"""Projects of a city, and how to reach a function."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from sites.choices import DatePrecision
from sites.frame.templatetags.frame import period, telephone
from sites.models import Project, RoleContact
from tests.make import home_of, make_project, make_project_page
from tests.sites.said import said

DAY, MONTH = DatePrecision.DAY, DatePrecision.MONTH


def a_project(start="2020-01-01", end="2022-12-31", starts=MONTH, ends=MONTH, **fields):
    return Project(
        name="INSIST",
        starts_on=datetime.date.fromisoformat(start),
        ends_on=datetime.date.fromisoformat(end),
        starts_precision=starts,
        ends_precision=ends,
        **fields,
    )


def errors_of(instance):
    with pytest.raises(ValidationError) as caught:
        instance.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("end", "precision", "last"),
    [
        ("2022-06-10", DAY, "2022-06-10"),
        ("2022-06-10", MONTH, "2022-06-30"),
        ("2024-02-01", MONTH, "2024-02-29"),
        ("2022-12-31", MONTH, "2022-12-31"),
    ],
)
def test_the_last_day_is_as_precise_as_the_end_is_known(end, precision, last):
    assert a_project(end=end, ends=precision).last_day == datetime.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("moment", "finished"),
    [
        ("2022-06-30 00:00:00+02:00", False),
        ("2022-06-30 23:59:59+02:00", False),
        ("2022-07-01 00:00:00+02:00", True),
        # Still June in UTC, but July where the project is.
        ("2022-06-30 22:30:00+00:00", True),
    ],
)
def test_a_project_is_finished_when_its_last_day_is_over_in_german_time(moment, finished):
    project = a_project(end="2022-06-01", ends=MONTH)

    with time_machine.travel(moment, tick=False):
        assert project.is_finished is finished


@pytest.mark.parametrize(
    ("starts", "ends", "language", "text"),
    [
        (MONTH, MONTH, "de", "Januar 2020 bis Dezember 2022"),
        (DAY, MONTH, "de", "1. Januar 2020 bis Dezember 2022"),
        (DAY, DAY, "en", "1 January 2020 to 31 December 2022"),
    ],
)
def test_the_period_is_written_as_precisely_as_it_is_known(starts, ends, language, text):
    with override(language):
        assert period(a_project(starts=starts, ends=ends)).replace("\u00a0", " ") == text


def test_a_project_that_ends_before_it_starts_is_refused_at_the_end(dortmund):
    project = a_project("2022-05-01", "2022-03-01", city=dortmund)

    assert errors_of(project) == {"ends_on": [said("The project ends before it starts.")]}


def test_a_project_may_end_in_the_month_in_which_it_starts(dortmund):
    a_project("2022-05-20", "2022-05-01", starts=DAY, ends=MONTH, city=dortmund).full_clean()
    a_project("2022-05-20", "2022-05-10", starts=MONTH, ends=DAY, city=dortmund).full_clean()
    a_project("2022-05-20", "2022-05-20", starts=DAY, ends=DAY, city=dortmund).full_clean()


def test_a_project_without_a_period_is_refused_at_both_ends(dortmund):
    project = Project(city=dortmund, name="INSIST")

    assert errors_of(project) == {
        "starts_on": ["Dieses Feld darf nicht null sein."],
        "ends_on": ["Dieses Feld darf nicht null sein."],
    }


def test_a_city_has_one_current_project(dortmund, potsdam):
    make_project(dortmund, is_current=True)
    make_project(potsdam, is_current=True)

    second = a_project(city=dortmund, is_current=True)

    message = said("This city has a current project already. Take the mark away there first.")
    assert errors_of(second) == {"__all__": [message]}


def test_two_current_projects_of_a_city_cannot_be_stored_either(dortmund):
    make_project(dortmund, is_current=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_project(dortmund, is_current=True)


def test_a_city_has_any_number_of_other_projects(dortmund):
    make_project(dortmund)
    make_project(dortmund)

    assert Project.objects.for_city(dortmund).count() == 2


@pytest.mark.parametrize("relation", ["parent", "predecessor"])
def test_a_project_is_related_to_projects_of_its_own_city_only(dortmund, potsdam, relation):
    foreign = make_project(potsdam)

    errors = errors_of(a_project(city=dortmund, **{relation: foreign}))

    assert errors == {relation: [said("Please choose a project of the same city.")]}


@pytest.mark.parametrize("relation", ["parent", "predecessor"])
def test_a_project_is_not_related_to_itself(dortmund, relation):
    project = make_project(dortmund)
    setattr(project, relation, project)

    assert errors_of(project) == {relation: [said("A project cannot be its own parent or predecessor.")]}


def test_the_page_of_a_project_that_was_deleted_is_still_shown(at, dortmund):
    project = make_project(dortmund)
    page = make_project_page(home_of(dortmund), project)

    project.delete()

    assert at(dortmund).get(page.url).status_code == 200


def test_projects_of_a_city_are_read_through_it(dortmund, potsdam):
    own = make_project(dortmund)
    make_project(potsdam)

    assert list(Project.objects.for_city(dortmund)) == [own]


def test_a_contact_needs_a_mailbox_or_a_telephone(dortmund):
    contact = RoleContact(city=dortmund, function={"de": "Büro"}, place="Rathaus")

    assert errors_of(contact) == {"email": [said("Please give a mailbox or a telephone number.")]}


@pytest.mark.parametrize("reach", [{"email": "b@example.org"}, {"phone": "0231 1"}])
def test_one_way_to_reach_a_function_is_enough(dortmund, reach):
    RoleContact(city=dortmund, function={"de": "Büro"}, **reach).full_clean()


def test_a_contact_is_named_by_its_german_function_and_its_city(dortmund):
    assert str(RoleContact(city=dortmund, function={"de": "Büro", "en": "Office"})) == "Büro (Dortmund)"


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("0231 5550171", "+492315550171"),
        ("+49 (0)331 12-34", "+493311234"),
        ("0043 1 23", "+43123"),
        ("110", "110"),
    ],
)
def test_a_telephone_number_is_dialled_from_anywhere(number, link):
    assert telephone(number) == link
