"""Every content object tells whom to ask about it and who pays for it, as people see it on the page."""

import datetime

import pytest
from wagtail.models import CollectionViewRestriction

from sites.models import City, Funder, Image, ProjectFunding, RoleContact
from tests.directory.make import make_association
from tests.make import (
    home_of,
    host_of,
    make_content,
    make_forum,
    make_image,
    make_project,
    make_project_page,
    publish,
)


@pytest.fixture
def told(at, dortmund):
    def read(path):
        answer = at(dortmund).get(f"/++api++{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


@pytest.fixture
def current(dortmund):
    return make_project(dortmund, is_current=True)


def office(city, name, **fields):
    return RoleContact.objects.create(
        city=city, function={"de": name}, email=f"{name.lower()}@example.org", **fields
    )


def with_logo(project, code, **fields):
    image = make_image(project.city, size=(300, 200), **fields)
    funder = Funder.objects.create(
        code=code,
        name=code,
        notice={"de": f"Gefördert von {code}"},
        emblem_alt={"de": f"Logo {code}"},
        logo=image,
        url="https://example.org/",
    )
    ProjectFunding.objects.create(project=project, funder=funder)
    return image


def test_the_nearest_contact_is_told_as_at_the_foot_of_the_page(told, dortmund, current):
    City.objects.filter(pk=dortmund.pk).update(contact=office(dortmund, "Stadt"))
    make_forum(dortmund, slug="stadt")
    own = office(dortmund, "Eigen", phone="0231 1", place="Weg 1", languages=["tr"])
    make_forum(dortmund, slug="eigen", contact=own)
    make_association(dortmund, "Chor", slug="chor")

    assert told("/foren/stadt")["contact"]["function"] == "Stadt"
    assert told("/verzeichnis/chor")["contact"]["email"] == "stadt@example.org"
    assert told("/foren/eigen")["contact"] == {
        "function": "Eigen",
        "function_language": "de",
        "phone": "0231 1",
        "email": "eigen@example.org",
        "place": "Weg 1",
        "languages": [{"token": "tr", "title": "Türkisch"}],
    }
    current.contact = office(dortmund, "Projekt")
    current.save()
    assert told("/foren/stadt")["contact"]["function"] == "Projekt"


def test_without_a_contact_none_is_told(told, dortmund):
    City.objects.filter(pk=dortmund.pk).update(contact=None)

    assert told("")["contact"] is None


def test_the_notice_of_funding_is_told_in_the_language_of_the_page(told, dortmund, current):
    publish(home_of(dortmund, "en"))
    amif = Funder.objects.get(code="eu-amif")

    [funder] = told("/en")["funding"]

    assert (funder["name"], funder["text"], funder["text_language"]) == (amif.name, amif.notice["en"], "en")
    assert funder["logo"]["download"].startswith(f"http://{host_of(dortmund)}/static/frame/eu-emblem")
    assert (funder["logo"]["width"], funder["logo"]["height"]) == (66, 44)
    assert funder["logo"]["alt_text"] == amif.emblem_alt["en"]


def test_other_funders_stand_behind_the_union_with_a_logo_that_is_no_larger(told, dortmund, current):
    with_logo(current, "Land")

    union, land = told("")["funding"]

    assert (union["name"], land["text"]) == (Funder.objects.get(code="eu-amif").name, "Gefördert von Land")
    assert (land["logo"]["alt_text"], land["url"]) == ("Logo Land", "https://example.org/")
    assert (land["logo"]["width"], land["logo"]["height"]) == (108, 72)
    assert land["logo"]["download"].startswith(f"http://{host_of(dortmund)}/media/")


@pytest.mark.parametrize("how", ["ended", "restricted"])
def test_a_logo_that_is_withheld_is_not_told(told, dortmund, current, how):
    image = with_logo(current, "Land")
    told("")
    if how == "ended":
        Image.objects.filter(pk=image.pk).update(consent_ends=datetime.date(2020, 1, 1))
    else:
        CollectionViewRestriction.objects.create(
            collection=image.collection, restriction_type="password", password="geheim"
        )

    assert told("")["funding"][1]["logo"] is None


def test_pages_of_a_project_tell_its_own_funding(told, dortmund, current):
    other = make_project(dortmund, funded=False, name="Anderes")
    page = make_project_page(home_of(dortmund), other, slug="anderes")
    make_content(page, slug="darunter")
    make_association(dortmund, "Chor", slug="chor")

    assert told("/anderes")["funding"] == told("/anderes/darunter")["funding"] == []
    assert len(told("/foren")["funding"]) == len(told("/verzeichnis/chor")["funding"]) == 1


def test_nothing_is_told_of_another_citys_project(told, potsdam):
    make_project(potsdam, is_current=True)

    assert told("")["funding"] == []


def test_the_number_of_queries_does_not_depend_on_the_number_of_funders(
    told, dortmund, current, django_assert_max_num_queries
):
    with_logo(current, "A")
    told("/foren")
    with django_assert_max_num_queries(40) as few:
        told("/foren")
    allowed = len(few)
    for code in "BCDE":
        with_logo(current, code)
    told("/foren")

    with django_assert_max_num_queries(allowed):
        assert len(told("/foren")["funding"]) == 6


def test_the_site_tells_name_colours_and_languages_of_the_city(told, dortmund):
    site = told("/@site")

    assert site["insist.city_name"] == dortmund.name
    assert site["insist.colours"] == [dortmund.ink_a, dortmund.ink_b]
    assert site["insist.languages"] == [
        {"token": "de", "title": "Deutsch", "dir": "ltr"},
        {"token": "en", "title": "English", "dir": "ltr"},
        {"token": "ar", "title": "العربية", "dir": "rtl"},
    ]
