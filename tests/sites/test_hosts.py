import pytest

from sites.choices import CityState
from tests.make import home_of, make_content


def test_each_city_answers_on_its_own_host(at, dortmund, potsdam):
    assert "INSIST Dortmund" in at(dortmund).get("/").text
    assert "INSIST Potsdam" in at(potsdam).get("/").text


def test_a_page_of_one_city_is_not_found_on_another_host(at, dortmund, potsdam):
    make_content(home_of(dortmund), slug="nur-hier", title="Nur in Dortmund")

    assert at(dortmund).get("/nur-hier/").status_code == 200
    assert at(potsdam).get("/nur-hier/").status_code == 404


@pytest.mark.parametrize("host", ["unbekannt.example.org", "localhost", "", "dortmund.localhost.evil.example", "127.0.0.1"])
def test_an_unknown_host_is_answered_404_and_names_no_city(at, db, host):
    answer = at(host).get("/")

    assert answer.status_code == 404
    assert "Dortmund" not in answer.text


def test_the_host_is_found_whatever_its_case_and_port(at, dortmund):
    assert at("DORTMUND.localhost:8000").get("/").status_code == 200
    assert at("dortmund.localhost").get("/").status_code == 200
