"""Message catalogues without GNU gettext: find the strings, keep the .po files, write the .mo files.

Source strings (msgids) are English. `locale/` holds what a visitor or mail recipient can see, `locale_admin/`
what only staff see, in German. `locale_packages/` is German for strings of installed packages, written by
hand and only compiled. Nothing here reads Django's settings or the database.
"""

import gettext
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path, PurePath
from tokenize import TokenError

import django
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser, write_po
from django.utils.translation import to_language, to_locale
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("insist", "sites", "directory", "home", "matching")
PUBLIC, ADMIN, INSTALLED = "locale", "locale_admin", "locale_packages"
# Folders of templates that only staff sees, or who writes programs; all others are public.
STAFF_TEMPLATES = frozenset(
    (
        "account",
        "admin",
        "allauth",
        "delivery",
        "invitations",
        "mails",
        "mfa",
        "people",
        "usersessions",
        "wagtail_localize",
        "wagtailadmin",
        "widgets",
    )
)
PUBLIC_MODULES = {
    "answer_entries.py",
    "answers.py",
    "browse.py",
    "case_forms.py",
    "choices.py",
    "collected.py",
    "dates.py",
    "filters.py",
    "mail.py",
    "nearby.py",
    "page_types.py",
    "querystring.py",
    "relations.py",
    "services.py",
    "spoken.py",
    "summaries.py",
}
# Catalogues that must be there and complete. Others (a language in the making) may have gaps.
REQUIRED = {PUBLIC: ("ar", "de", "en", "tr"), ADMIN: ("de",)}
REFERENCE_LANGUAGE = "de"
# An empty msgstr in the catalogue of this language means: the msgid itself, in its singular and plural.
SOURCE_LANGUAGE = "en"
PLURAL_FORMS_NOT_IN_DJANGO = {"en": "nplurals=2; plural=(n != 1);", "kmr": "nplurals=2; plural=(n != 1);"}
CONTEXT = (1, "c")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": (CONTEXT, 2),
    "pgettext_lazy": (CONTEXT, 2),
    "npgettext": (CONTEXT, 2, 3),
    "npgettext_lazy": (CONTEXT, 2, 3),
}
LITERAL_OR_ODD_SPACE = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|[^\S\n]""")


class CatalogueError(Exception):
    """A source file or a catalogue that cannot be read; the text names the file and the reason."""


class ProjectCatalog(Catalog):
    """A catalogue whose header holds only what stays the same from one run to the next.

    `plural_forms` is what holds, `stated_plural_forms` what the header of the file said (None: no header).
    """

    def __init__(self, locale_name: str) -> None:
        super().__init__(header_comment="# Strings of INSIST", fuzzy=False)
        self.locale_name = locale_name
        self.stated_plural_forms: str | None = None

    @property
    def plural_forms(self) -> str:
        return plural_forms(self.locale_name)

    @property
    def num_plurals(self) -> int:
        return int(self.plural_forms.removeprefix("nplurals=").partition(";")[0])

    @property
    def plural_expr(self) -> str:
        return self.plural_forms.partition("plural=")[2].rstrip(";")

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "INSIST"),
            ("Language", self.locale_name),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self.stated_plural_forms = dict(headers).get("Plural-Forms")


def catalogue_of(path: PurePath) -> str | None:
    """Return where the strings of a file belong: PUBLIC, ADMIN, or None for files that are not scanned.

    The path is relative to the project folder. This is the only place that knows the rule.
    """
    folders = path.parts[:-1]
    if not folders or folders[0] not in PACKAGES or {"tests", "migrations"} & set(folders):
        return None
    if folders[:2] == ("home", "demo") or path.name.startswith("."):
        return None
    if "templates" in folders:
        below = folders[folders.index("templates") + 1 :]
        return ADMIN if STAFF_TEMPLATES.intersection(below[:2]) else PUBLIC
    if path.suffix != ".py":
        return None
    return PUBLIC if path.name in PUBLIC_MODULES else ADMIN


@cache
def plural_forms(locale_name: str) -> str:
    """Return the Plural-Forms header of a locale, as Django's own catalogue for it (or its language) has it.

    Raises CatalogueError for a locale that neither Django nor PLURAL_FORMS_NOT_IN_DJANGO knows.
    """
    if locale_name in PLURAL_FORMS_NOT_IN_DJANGO:
        return PLURAL_FORMS_NOT_IN_DJANGO[locale_name]
    folder = Path(django.__file__).parent / "conf" / "locale"
    headers = gettext.translation("django", folder, [locale_name], fallback=True).info()
    if "plural-forms" not in headers:
        raise CatalogueError(f"{locale_name}: plural forms unknown, add them to PLURAL_FORMS_NOT_IN_DJANGO")
    return str(headers["plural-forms"])


def scan_sources(root: Path = ROOT) -> dict[str, Catalog]:
    """Return the strings in the sources: a catalogue without translations for PUBLIC and one for ADMIN.

    Raises CatalogueError for a file that is no valid Python, template or UTF-8.
    """
    found = {PUBLIC: Catalog(), ADMIN: Catalog()}
    files = sorted(path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    for path in files:
        place = path.relative_to(root)
        if folder := catalogue_of(place):
            _add_strings(found[folder], path, place)
    return found


def _add_strings(catalog: Catalog, path: Path, place: PurePath) -> None:
    try:
        source = path.read_bytes()
        if "templates" in place.parts:
            source = _template_as_python(source.decode(), str(place)).encode()
        for _line, msgid, comments, context in extract("python", BytesIO(source), KEYWORDS, ["Translators"]):
            catalog.add(msgid, None, [(place.as_posix(), 0)], auto_comments=comments, context=context)
    except (SyntaxError, TokenError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{place}: {error}") from error


def _template_as_python(source: str, origin: str) -> str:
    # Unlike xgettext, Python's tokenizer minds indentation (except in brackets) and no-break spaces.
    calls = templatize(source, origin=origin)
    return "(\n" + LITERAL_OR_ODD_SPACE.sub(lambda match: match[1] or " ", calls) + "\n)\n"


def po_file(root: Path, folder: str, code: str) -> Path:
    """Return where the catalogue of a language code is or would be; `folder` is PUBLIC or ADMIN."""
    return root / folder / to_locale(code) / "LC_MESSAGES" / "django.po"


def po_files(root: Path, folder: str) -> list[Path]:
    """Return the catalogues that a folder has or must have, sorted."""
    required = {po_file(root, folder, code) for code in REQUIRED[folder]}
    return sorted(required.union(_existing_po_files(root, folder)))


def _existing_po_files(root: Path, folder: str) -> list[Path]:
    return sorted((root / folder).glob("*/LC_MESSAGES/django.po"))


def read_catalogue(po: Path) -> ProjectCatalog:
    """Return the catalogue in a .po file, an empty one if there is no file.

    Its locale is the name of the folder. Raises CatalogueError if the file is not valid.
    """
    catalog = ProjectCatalog(po.parent.parent.name)
    if po.exists():
        try:
            # Not splitlines(): a line separator (U+2028) inside a string is no end of line.
            lines = po.read_bytes().decode().split("\n")
            PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(lines)
        except (PoFileError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{po}: {error}") from error
    return catalog


def messages_of(catalog: Catalog) -> Iterator[Message]:
    """Iterate over the messages of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def find_message(catalog: Catalog, wanted: Message) -> Message | None:
    """Return the message with the same msgid, plural and context, None if the catalogue has none."""
    found = catalog.get(wanted.id, wanted.context)
    return found if found is not None and found.id == wanted.id else None


def translations_of(message: Message) -> list[str]:
    """Return the translation, for a plural message one per plural form; "" where it is missing."""
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string or ""]


def is_translated(message: Message) -> bool:
    """Tell if a message has every form and is not marked fuzzy."""
    return not message.fuzzy and all(translations_of(message))


def update_catalogues(root: Path = ROOT, new_languages: Iterable[str] = ()) -> list[Path]:
    """Bring all .po files in line with the sources, return those that changed.

    New strings come in untranslated, unused ones go, translations stay; a changed msgid is a new string.
    `new_languages` are codes such as "uk" for which a public catalogue is started.
    """
    changed = []
    started = {PUBLIC: [po_file(root, PUBLIC, code) for code in new_languages], ADMIN: []}
    for folder, sources in scan_sources(root).items():
        for po in {*po_files(root, folder), *started[folder]}:
            text = _as_po(_merge(sources, read_catalogue(po)))
            if not po.exists() or po.read_bytes() != text:
                po.parent.mkdir(parents=True, exist_ok=True)
                po.write_bytes(text)
                changed.append(po)
    return sorted(changed)


def _merge(sources: Catalog, old: ProjectCatalog) -> ProjectCatalog:
    merged = ProjectCatalog(old.locale_name)
    merged.header_comment = old.header_comment
    for message in messages_of(sources):
        known = find_message(old, message) or Message(message.id)
        merged.add(
            message.id,
            known.string,
            message.locations,
            known.flags,
            message.auto_comments,
            known.user_comments,
            context=message.context,
        )
    return merged


def _as_po(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, sort_output=True, include_lineno=False)
    return buffer.getvalue().rstrip() + b"\n"


def compile_catalogues(root: Path = ROOT) -> int:
    """Write the .mo file beside every .po file that is newer than it, return how many were written.

    Strings that are not wholly translated are left out: Django then falls back to German. This process reads
    what was written at its next look.
    """
    written = 0
    for po in [po for folder in (*REQUIRED, INSTALLED) for po in _existing_po_files(root, folder)]:
        mo = po.with_suffix(".mo")
        if not mo.exists() or po.stat().st_mtime_ns >= mo.stat().st_mtime_ns:
            _write_mo(read_catalogue(po), mo)
            # Loading the models has already made Django read German: in a fresh clone, an empty catalogue.
            translation_file_changed(None, mo)
            written += 1
    return written


def _write_mo(catalog: ProjectCatalog, mo: Path) -> None:
    for message in list(messages_of(catalog)):
        if not is_translated(message):
            catalog.delete(message.id, message.context)
    # Two processes may start at once: a reader must never see half a file.
    draft = mo.with_name(f"{mo.name}.{os.getpid()}")
    with draft.open("wb") as stream:
        write_mo(stream, catalog)
    draft.replace(mo)


@cache
def complete_languages(root: Path = ROOT) -> frozenset[str]:
    """Return the codes of the languages whose public catalogue translates every msgid of the German one.

    German is among them only if it has no gap. Reads no sources; remembered for the life of the process.
    """
    catalogs = {
        to_language(po.parent.parent.name): read_catalogue(po) for po in _existing_po_files(root, PUBLIC)
    }
    if REFERENCE_LANGUAGE not in catalogs:
        return frozenset()
    wanted = list(messages_of(catalogs[REFERENCE_LANGUAGE]))
    return frozenset(code for code, catalog in catalogs.items() if all(_covers(catalog, m) for m in wanted))


def _covers(catalog: ProjectCatalog, wanted: Message) -> bool:
    message = find_message(catalog, wanted)
    if catalog.locale_name == SOURCE_LANGUAGE and (message is None or not any(translations_of(message))):
        return True
    return message is not None and is_translated(message)
