"""`locale_packages/`: German for strings of installed packages, written by hand."""

import gettext
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po

from sites.catalogue_checks import PLACEHOLDER
from sites.catalogues import (
    ADMIN,
    INSTALLED,
    PUBLIC,
    ROOT,
    compile_catalogues,
    find_message,
    is_translated,
    messages_of,
    po_file,
    read_catalogue,
    translations_of,
    update_catalogues,
)

from .catalogue_trees import LABELS, write_source

GERMAN = po_file(ROOT, INSTALLED, "de")
# `wagtail_localize.locales` replaces `wagtail.locales`; Django's own strings are in `django/conf`.
SOURCES = (
    "allauth",
    "django/conf",
    "wagtail",
    "wagtail/admin",
    "wagtail/documents",
    "wagtail/images",
    "wagtail/snippets",
    "wagtail/users",
    "wagtail_localize",
    "wagtail_localize/locales",
)


def copy_german(root: Path) -> Path:
    po = po_file(root, INSTALLED, "de")
    po.parent.mkdir(parents=True)
    shutil.copy(GERMAN, po)
    return po


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def msgids_of(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def placeholders(text: str) -> Counter[str]:
    # Wagtail also uses bare braces, and numbered ones.
    return Counter(PLACEHOLDER.findall(text)) + Counter(brace for brace in ("{}", "{0}") if brace in text)


@pytest.fixture(scope="module")
def english_msgids() -> set[str]:
    """The msgids of the packages, of a plural message both."""
    found: set[str] = set()
    for source in SOURCES:
        package, _slash, below = source.partition("/")
        po = package_folder(package) / below / "locale" / "en" / "LC_MESSAGES" / "django.po"
        with po.open("rb") as stream:
            for message in messages_of(read_po(stream)):
                found.update(msgids_of(message))
    return found


def test_german_for_packages_is_compiled(tmp_path):
    copy_german(tmp_path)

    written = compile_catalogues(tmp_path)
    german = gettext.translation("django", tmp_path / INSTALLED, ["de"])
    assert written == 1
    assert german.gettext("Add a locale") == "Sprache hinzufügen"


def test_update_leaves_german_for_packages_alone(tmp_path):
    po = copy_german(tmp_path)
    write_source(tmp_path, LABELS, '_("Music")\n')

    changed = update_catalogues(tmp_path)
    assert po not in changed
    assert po.read_bytes() == GERMAN.read_bytes()


def test_german_for_packages_has_no_gap():
    gaps = [message.id for message in messages_of(read_catalogue(GERMAN)) if not is_translated(message)]

    assert gaps == []


def test_german_for_packages_keeps_the_placeholders():
    different = [
        message.id
        for message in messages_of(read_catalogue(GERMAN))
        for source, german in zip(msgids_of(message), translations_of(message), strict=True)
        if placeholders(source) != placeholders(german)
    ]

    assert different == []


def test_german_for_packages_has_only_strings_that_the_packages_still_use(english_msgids):
    strings = {msgid for message in messages_of(read_catalogue(GERMAN)) for msgid in msgids_of(message)}

    assert strings - english_msgids == set()


def test_german_for_packages_is_not_hidden_by_our_own_catalogues():
    # The folders before it in LOCALE_PATHS win: such a string would have no effect.
    ours = [read_catalogue(po_file(ROOT, folder, "de")) for folder in (PUBLIC, ADMIN)]
    hidden = [
        message.id
        for message in messages_of(read_catalogue(GERMAN))
        if any(find_message(catalog, message) for catalog in ours)
    ]

    assert hidden == []
