"""People who sign in: their mail address is their name, whatever its case."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from sites.models import User
from tests.make import make_user
from tests.sites.said import said

PASSWORD = "ein-langes-passwort"


@pytest.fixture
def person(db):
    return make_user("Anna.Muster@Example.org")


def test_an_address_is_kept_in_small_letters(person):
    assert User.objects.get().email == "anna.muster@example.org"


def test_a_second_account_of_an_address_is_refused_whatever_its_case(person):
    with pytest.raises(ValidationError) as caught:
        User(email="ANNA.muster@example.org", password=PASSWORD).full_clean()

    assert caught.value.message_dict["email"] == [said("A person with this e-mail address exists already.")]


def test_a_second_account_of_an_address_cannot_be_stored(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("anna.muster@example.ORG")


def test_the_database_itself_does_not_tell_cases_apart(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ANNA.MUSTER@EXAMPLE.ORG")])


@pytest.mark.parametrize(
    "typed", ["anna.muster@example.org", "ANNA.MUSTER@EXAMPLE.ORG", "Anna.Muster@Example.org"]
)
def test_people_sign_in_whatever_the_case_they_type(rf, person, typed):
    assert authenticate(rf.post("/"), email=typed, password=PASSWORD) == person


def test_a_wrong_password_does_not_sign_in(rf, person):
    assert authenticate(rf.post("/"), email=person.email, password="falsch") is None


def test_staff_sign_in_on_the_admin_host(at, dortmund_editor):
    answer = at("admin").post(
        "/admin/account/login/",
        {"login": dortmund_editor.email.upper(), "password": PASSWORD, "next": "/admin/"},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_an_account_without_a_role_does_not_reach_the_admin(at, person):
    answer = at("admin", person).get("/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/account/login/")


def test_a_sign_in_belongs_to_the_admin_host_alone(at, dortmund, dortmund_editor):
    answer = at("admin").post("/admin/account/login/", {"login": dortmund_editor.email, "password": PASSWORD})

    cookie = answer.cookies["sessionid"]
    assert cookie["domain"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_public_pages_set_no_cookie(at, dortmund):
    assert not at(dortmund).get("/").cookies


def test_an_instance_admin_is_made_by_address_and_password(db):
    admin = User.objects.create_superuser("Chef@example.org", PASSWORD)

    assert (admin.email, admin.is_superuser, admin.is_staff) == ("chef@example.org", True, True)
    assert admin.check_password(PASSWORD)


def test_the_admin_s_form_of_a_person_refuses_an_address_that_exists_in_german(at, instance_admin, person):
    answer = at("admin", instance_admin).post(
        reverse("wagtailusers_users:add"),
        {
            "email": "ANNA.MUSTER@example.org",
            "first_name": "Anna",
            "last_name": "Muster",
            "password1": "noch-ein-langes-passwort",
            "password2": "noch-ein-langes-passwort",
        },
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors == {
        "email": [said("A person with this e-mail address exists already.")]
    }


@pytest.mark.parametrize("user", ["dortmund_editor", "dortmund_lead", "translator"])
def test_nobody_but_the_instance_admin_sees_the_accounts(request, at, user):
    answer = at("admin", request.getfixturevalue(user)).get(reverse("wagtailusers_users:index"))

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
