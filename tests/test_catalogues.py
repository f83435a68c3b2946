import gettext
import os
from pathlib import Path

import pytest
from django.utils.translation import trans_real

from sites.catalogues import (
    ADMIN,
    PUBLIC,
    CatalogueError,
    compile_catalogues,
    complete_languages,
    messages_of,
    po_file,
    po_files,
    read_catalogue,
    translations_of,
    update_catalogues,
)

from .catalogue_trees import (
    ARABIC,
    ASSOCIATIONS,
    COUNTED,
    LABELS,
    TEMPLATE,
    make_translated_tree,
    replace_in_po,
    translate,
    write_source,
)

ARABIC_PLURAL_FORMS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)


def lookup(root: Path, code: str) -> gettext.NullTranslations:
    return gettext.translation("django", root / PUBLIC, [code])


# Keeping the .po files


def test_update_makes_all_required_catalogues(tmp_path):
    write_source(tmp_path, LABELS, '_("Music")\n')
    write_source(tmp_path, "home/models.py", '_("Sort key")\n')

    update_catalogues(tmp_path)
    for code in ("de", "en", "tr", "ar"):
        assert [m.id for m in messages_of(read_catalogue(po_file(tmp_path, PUBLIC, code)))] == ["Music"]
    assert [m.id for m in messages_of(read_catalogue(po_file(tmp_path, ADMIN, "de")))] == ["Sort key"]
    assert po_files(tmp_path, ADMIN) == [po_file(tmp_path, ADMIN, "de")]


@pytest.mark.parametrize(
    ("code", "folder", "plural_forms"),
    [
        ("en", "en", "nplurals=2; plural=(n != 1);"),
        ("tr", "tr", "nplurals=2; plural=(n > 1);"),
        ("ar", "ar", ARABIC_PLURAL_FORMS),
        ("kmr", "kmr", "nplurals=2; plural=(n != 1);"),
        ("de-x-leicht", "de_X-leicht", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_a_header_states_language_and_plural_forms(tmp_path, code, folder, plural_forms):
    write_source(tmp_path, LABELS, COUNTED)

    update_catalogues(tmp_path, [code])
    text = (tmp_path / PUBLIC / folder / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert f'"Language: {folder}\\n"\n"Plural-Forms: {plural_forms}\\n"\n' in text


def test_a_language_without_known_plural_forms_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match="xx: plural forms unknown"):
        update_catalogues(tmp_path, ["xx"])


def test_update_writes_nothing_when_only_lines_moved(tmp_path):
    write_source(tmp_path, LABELS, '_("Music")\n_("Art")\n')
    update_catalogues(tmp_path)

    write_source(tmp_path, LABELS, '\n\n_("Art")\n\n_("Music")\n')
    assert update_catalogues(tmp_path) == []


def test_entries_are_sorted_and_name_their_files_without_lines(tmp_path):
    write_source(tmp_path, LABELS, '_("Music")\n_("Art")\n')
    write_source(tmp_path, TEMPLATE, '{% translate "Music" %}')

    update_catalogues(tmp_path)
    entries = po_file(tmp_path, PUBLIC, "de").read_text(encoding="utf-8").split("\n\n", 1)[1]
    assert entries == (
        '#: home/choices.py\nmsgid "Art"\nmsgstr ""\n\n'
        '#: home/choices.py home/templates/home/page.html\nmsgid "Music"\nmsgstr ""\n'
    )


def test_update_drops_a_string_that_is_gone_and_keeps_the_others(tmp_path):
    make_translated_tree(tmp_path)

    write_source(tmp_path, LABELS, '_("Music")\n')
    update_catalogues(tmp_path)
    german = po_file(tmp_path, PUBLIC, "de").read_text(encoding="utf-8")
    assert 'msgid "Music"\nmsgstr "Musik"\n' in german
    assert "association" not in german


def test_update_keeps_a_translators_remark(tmp_path):
    make_translated_tree(tmp_path)
    replace_in_po(tmp_path, "de", '#: home/choices.py\nmsgid "Music"', '# ask the choir\nmsgid "Music"')

    update_catalogues(tmp_path)
    expected = '# ask the choir\n#: home/choices.py\nmsgid "Music"'
    assert expected in po_file(tmp_path, PUBLIC, "de").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "changed", ['_("Musics")\n', 'pgettext("art", "Music")\n', 'ngettext("Music", "Musics", n)\n']
)
def test_a_changed_source_string_comes_untranslated(tmp_path, changed):
    make_translated_tree(tmp_path)

    write_source(tmp_path, LABELS, changed)
    update_catalogues(tmp_path)
    (message,) = messages_of(read_catalogue(po_file(tmp_path, PUBLIC, "de")))
    assert not any(translations_of(message))
    assert not message.fuzzy


def test_translators_comments_reach_the_catalogue(tmp_path):
    write_source(tmp_path, LABELS, '# Translators: a trade fair\n_("Fair")\n')

    update_catalogues(tmp_path)
    assert "#. Translators: a trade fair\n" in po_file(tmp_path, PUBLIC, "de").read_text(encoding="utf-8")


# Compiling


def test_compiled_strings_are_found_by_gettext(tmp_path):
    make_translated_tree(tmp_path)

    compile_catalogues(tmp_path)
    assert lookup(tmp_path, "de").gettext("Music") == "Musik"
    assert lookup(tmp_path, "ar").gettext("Music") == "موسيقى"


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other"), (103, "few")],
)
def test_compiled_arabic_has_six_plural_forms(tmp_path, n, form):
    make_translated_tree(tmp_path)

    compile_catalogues(tmp_path)
    text = lookup(tmp_path, "ar").ngettext(ASSOCIATIONS, "%(count)d associations", n)
    assert text == f"{form} %(count)d"


def test_compiled_context_tells_two_meanings_apart(tmp_path):
    write_source(tmp_path, TEMPLATE, '{% translate "Fair" context "trade fair" %}{% translate "Fair" %}')
    update_catalogues(tmp_path)
    replace_in_po(tmp_path, "de", 'msgctxt "trade fair"\nmsgid "Fair"\nmsgstr ""',
                  'msgctxt "trade fair"\nmsgid "Fair"\nmsgstr "Messe"')  # fmt: skip

    compile_catalogues(tmp_path)
    assert lookup(tmp_path, "de").pgettext("trade fair", "Fair") == "Messe"
    assert lookup(tmp_path, "de").gettext("Fair") == "Fair"


def test_only_newer_catalogues_are_compiled(tmp_path):
    make_translated_tree(tmp_path)
    first = compile_catalogues(tmp_path)
    for mo in tmp_path.rglob("*.mo"):
        os.utime(mo, ns=(2**62, 2**62))

    second = compile_catalogues(tmp_path)
    os.utime(po_file(tmp_path, PUBLIC, "tr"), ns=(2**62 + 10**9, 2**62 + 10**9))
    third = compile_catalogues(tmp_path)
    assert (first, second, third) == (5, 0, 1)


def test_what_django_had_read_before_is_read_again(tmp_path):
    make_translated_tree(tmp_path)
    before = trans_real.translation("de")

    compile_catalogues(tmp_path)
    assert trans_real.translation("de") is not before


def test_a_half_translated_plural_is_left_to_the_fallback_language(tmp_path):
    make_translated_tree(tmp_path)
    translate(tmp_path, "ar", {ASSOCIATIONS: (*ARABIC[:5], "")})

    compile_catalogues(tmp_path)
    arabic = lookup(tmp_path, "ar")
    arabic.add_fallback(lookup(tmp_path, "de"))
    assert arabic.ngettext(ASSOCIATIONS, "%(count)d associations", 2) == "%(count)d many"


# Complete languages


def test_languages_with_every_german_string_are_complete(tmp_path):
    make_translated_tree(tmp_path)
    update_catalogues(tmp_path, ["uk", "de-x-leicht"])
    translate(tmp_path, "de-x-leicht", {"Music": "Musik", ASSOCIATIONS: ("%(count)d", "%(count)d")})

    assert complete_languages(tmp_path) == {"de", "en", "tr", "ar", "de-x-leicht"}


def test_one_missing_arabic_form_makes_arabic_incomplete(tmp_path):
    make_translated_tree(tmp_path)
    translate(tmp_path, "ar", {ASSOCIATIONS: (*ARABIC[:5], "")})

    assert complete_languages(tmp_path) == {"de", "en", "tr"}


def test_a_gap_in_german_makes_german_incomplete(tmp_path):
    make_translated_tree(tmp_path)
    translate(tmp_path, "de", {"Music": ""})

    assert complete_languages(tmp_path) == {"en", "tr", "ar"}


def test_without_catalogues_no_language_is_complete(tmp_path):
    assert complete_languages(tmp_path) == frozenset()
