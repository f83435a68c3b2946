"""The list of the directory as people see it."""

from tests.directory.make import field, make_association


def test_a_value_that_is_nothing_is_named_and_left_out(at, dortmund):
    make_association(dortmund, "Chor Nord", slug="chor-nord", main_field=field("musik"))

    page = at(dortmund).get("/verzeichnis/?field=unsinn").text

    assert "„unsinn“" in page
    assert "Chor Nord" in page
