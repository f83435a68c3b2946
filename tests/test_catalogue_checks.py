from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sites.catalogue_checks import check_catalogues
from sites.catalogues import ADMIN, PUBLIC, CatalogueError, po_file, update_catalogues
from sites.management.commands.messages import Command

from .catalogue_trees import (
    ARABIC,
    ASSOCIATIONS,
    COUNTED,
    LABELS,
    make_translated_tree,
    replace_in_po,
    translate,
    write_source,
)


def test_check_finds_nothing_in_complete_catalogues(tmp_path):
    assert check_catalogues(make_translated_tree(tmp_path)) == []


def test_check_reports_a_catalogue_that_is_not_there(tmp_path):
    make_translated_tree(tmp_path)
    po_file(tmp_path, PUBLIC, "tr").unlink()

    assert check_catalogues(tmp_path) == ["locale/tr/LC_MESSAGES/django.po: not there"]


def test_check_reports_strings_that_are_new_or_gone(tmp_path):
    make_translated_tree(tmp_path)

    write_source(tmp_path, LABELS, '_("Art")\n' + COUNTED)
    assert [problem for problem in check_catalogues(tmp_path) if "/tr/" in problem] == [
        'locale/tr/LC_MESSAGES/django.po: missing "Art" (home/choices.py)',
        'locale/tr/LC_MESSAGES/django.po: not in the sources "Music"',
    ]


@pytest.mark.parametrize("code", ["de", "tr", "ar"])
def test_check_reports_untranslated_strings(tmp_path, code):
    make_translated_tree(tmp_path)
    translate(tmp_path, code, {"Music": ""})

    assert check_catalogues(tmp_path) == [f'locale/{code}/LC_MESSAGES/django.po: untranslated "Music"']


def test_check_wants_german_for_the_admin(tmp_path):
    make_translated_tree(tmp_path)
    write_source(tmp_path, "home/models.py", '_("Sort key")\n')
    update_catalogues(tmp_path)

    assert check_catalogues(tmp_path) == ['locale_admin/de/LC_MESSAGES/django.po: untranslated "Sort key"']


def test_a_language_in_the_making_may_have_gaps(tmp_path):
    make_translated_tree(tmp_path)
    update_catalogues(tmp_path, ["uk"])

    assert check_catalogues(tmp_path) == []


@pytest.mark.parametrize("code", ["en", "ar"])
def test_check_reports_missing_plural_forms(tmp_path, code):
    make_translated_tree(tmp_path)
    translate(tmp_path, code, {ASSOCIATIONS: ("%(count)d",)})

    assert any("1 of" in problem and f"/{code}/" in problem for problem in check_catalogues(tmp_path))


def test_too_many_plural_forms_are_refused(tmp_path):
    make_translated_tree(tmp_path)
    replace_in_po(tmp_path, "de", "msgstr[1]", 'msgstr[2] "x"\nmsgstr[1]')

    with pytest.raises(CatalogueError, match="more translations than num_plurals"):
        check_catalogues(tmp_path)


def test_check_reports_a_wrong_plural_rule(tmp_path):
    make_translated_tree(tmp_path)
    replace_in_po(tmp_path, "tr", "plural=(n > 1)", "plural=0")

    (problem,) = check_catalogues(tmp_path)
    assert "header must say Plural-Forms: nplurals=2; plural=(n > 1);" in problem


def test_check_reports_fuzzy_strings(tmp_path):
    make_translated_tree(tmp_path)
    replace_in_po(tmp_path, "de", 'msgid "Music"', '#, fuzzy\nmsgid "Music"')

    assert check_catalogues(tmp_path) == ['locale/de/LC_MESSAGES/django.po: fuzzy "Music"']


@pytest.mark.parametrize(
    ("source", "german", "problem"),
    [
        ("%(name)s in %(city)s", "%(nam)s in %(city)s", "unknown placeholder %(nam)s in"),
        ("%(name)s in %(city)s", "in %(city)s", "without placeholder %(name)s"),
        ("%(count)d seats", "%(count)s Plätze", "unknown placeholder %(count)s in"),
        ("Hello {name}", "Hallo {Name}", "unknown placeholder {Name} in"),
        ("Hello {name}", "Hallo", "without placeholder {name}"),
        ("%(name)s", "%(name)s: 100 %", "stray % in"),
        ("50%% of %(name)s", "50% von %(name)s", "stray % in"),
        ("%(name)s left", "%(name) ist weg", "unknown placeholder %(name) i in"),
    ],
)
def test_check_reports_placeholders_that_differ(tmp_path, source, german, problem):
    write_source(tmp_path, LABELS, f'_("{source}")\n')
    update_catalogues(tmp_path)
    for code in ("de", "tr", "ar"):
        translate(tmp_path, code, {source: german if code == "de" else source})

    assert check_catalogues(tmp_path) == [f'locale/de/LC_MESSAGES/django.po: {problem} "{source}"']


@pytest.mark.parametrize(
    ("source", "german"),
    [
        ("%(name)s in %(city)s", "in %(city)s: %(name)s, %(name)s"),
        ("50%% of %(name)s", "50 %% von %(name)s"),
        ("50 % of all", "50 % der Vereine"),
        ("Hello {name}", "{name}, hallo"),
    ],
)
def test_placeholders_may_move_and_repeat(tmp_path, source, german):
    write_source(tmp_path, LABELS, f'_("{source}")\n')
    update_catalogues(tmp_path)
    for code in ("de", "tr", "ar"):
        translate(tmp_path, code, {source: german})

    assert check_catalogues(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "forms", "allowed"),
    [
        ("de", ("Ein Verein", "%(count)d Vereine"), True),
        ("de", ("Ein Verein", "Vereine"), False),
        ("tr", ("Bir dernek", "%(count)d dernek"), False),
        ("ar", ("none", "one", "two", *ARABIC[3:]), True),
        ("ar", (*ARABIC[:3], "few", *ARABIC[4:]), False),
    ],
)
def test_the_number_may_be_left_out_where_a_form_serves_one_number(tmp_path, code, forms, allowed):
    make_translated_tree(tmp_path)
    translate(tmp_path, code, {ASSOCIATIONS: forms})

    assert (check_catalogues(tmp_path) == []) is allowed


def test_check_reports_one_string_with_two_german_texts(tmp_path):
    make_translated_tree(tmp_path)
    write_source(tmp_path, "home/models.py", '_("Music")\n')
    update_catalogues(tmp_path)
    translate(tmp_path, "de", {"Music": "Tonkunst"}, folder=ADMIN)

    assert check_catalogues(tmp_path) == ['locale_admin differs from locale in "Music"']


def test_a_conflict_left_in_a_catalogue_is_named(tmp_path):
    make_translated_tree(tmp_path)
    replace_in_po(tmp_path, "de", 'msgid "Music"', '<<<<<<< HEAD\nmsgid "Music"')

    with pytest.raises(CatalogueError, match=r"locale/de/LC_MESSAGES/django\.po"):
        check_catalogues(tmp_path)


def test_the_command_updates_compiles_and_checks(tmp_path):
    write_source(tmp_path, "home/models.py", '_("Sort key")\n')
    output = StringIO()

    call_command(Command(), "update", root=tmp_path, stdout=output)
    translate(tmp_path, "de", {"Sort key": "Sortierschlüssel"}, folder=ADMIN)
    call_command(Command(), "compile", root=tmp_path, stdout=output)
    call_command(Command(), "check", root=tmp_path, stdout=output)
    assert "updated locale_admin/de/LC_MESSAGES/django.po\n" in output.getvalue()
    assert output.getvalue().endswith("5 catalogues compiled\n")


def test_the_check_command_lists_problems_and_fails(tmp_path):
    write_source(tmp_path, LABELS, '_("Music")\n')
    output = StringIO()

    call_command(Command(), "update", root=tmp_path, stdout=StringIO())
    with pytest.raises(CommandError) as failure:
        call_command(Command(), "check", root=tmp_path, stdout=output)
    assert failure.value.returncode == 1
    assert 'locale/ar/LC_MESSAGES/django.po: untranslated "Music"\n' in output.getvalue()
