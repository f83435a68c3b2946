"""What can be wrong with a message catalogue: gaps, leftovers, broken placeholders and plural forms."""

import gettext
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message

from sites.catalogues import (
    ADMIN,
    PUBLIC,
    REFERENCE_LANGUAGE,
    REQUIRED,
    ROOT,
    SOURCE_LANGUAGE,
    ProjectCatalog,
    find_message,
    messages_of,
    po_file,
    po_files,
    read_catalogue,
    scan_sources,
    translations_of,
)

PLACEHOLDER = re.compile(
    r"%\([^)]*\)[-#0 +]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|\{[A-Za-z_]\w*(?:![rsa])?(?::[^{}]*)?\}"
)


def check_catalogues(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the catalogues of a project folder, one line each, empty if nothing is.

    Raises CatalogueError for a source file or catalogue that cannot be read.
    """
    problems = []
    for folder, sources in scan_sources(root).items():
        required = {po_file(root, folder, code) for code in REQUIRED[folder] if code != SOURCE_LANGUAGE}
        for po in po_files(root, folder):
            if not po.exists():
                problems.append(f"{po.relative_to(root)}: not there")
                continue
            catalog = read_catalogue(po)
            found = [*_differences(sources, catalog), *_gaps(catalog, must_be_complete=po in required)]
            problems += [f"{po.relative_to(root)}: {problem}" for problem in found]
    return problems + _contradictions(root)


def _differences(sources: Catalog, catalog: ProjectCatalog) -> Iterator[str]:
    if catalog.stated_plural_forms != catalog.plural_forms:
        yield f"header must say Plural-Forms: {catalog.plural_forms}"
    for message in messages_of(sources):
        if find_message(catalog, message) is None:
            yield f"missing {_title(message)} ({message.locations[0][0]})"
    for message in messages_of(catalog):
        if find_message(sources, message) is None:
            yield f"not in the sources {_title(message)}"


def _gaps(catalog: ProjectCatalog, *, must_be_complete: bool) -> Iterator[str]:
    single = _forms_for_one_number(catalog.plural_expr)
    for message in messages_of(catalog):
        forms = translations_of(message)
        filled = sum(map(bool, forms))
        if message.fuzzy:
            yield f"fuzzy {_title(message)}"
        elif 0 < filled < len(forms):
            yield f"{filled} of {len(forms)} plural forms {_title(message)}"
        elif must_be_complete and not filled:
            yield f"untranslated {_title(message)}"
        for index, form in enumerate(forms):
            if form and (problem := _placeholder_problem(message, form, may_drop_one=index in single)):
                yield f"{problem} {_title(message)}"


def _placeholder_problem(message: Message, form: str, *, may_drop_one: bool) -> str:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    expected, present = _placeholders(ids[-1]), _placeholders(form)
    missing = expected - present
    if unknown := present - expected - _placeholders(ids[0]):
        return f"unknown placeholder {', '.join(sorted(unknown))} in"
    if len(missing) > (1 if may_drop_one and message.pluralizable else 0):
        return f"without placeholder {', '.join(sorted(missing))}"
    return "stray % in" if _has_stray_percent(form) and not any(map(_has_stray_percent, ids)) else ""


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def _has_stray_percent(text: str) -> bool:
    return "%" in PLACEHOLDER.sub("", text.replace("%%", ""))


def _forms_for_one_number(expression: str) -> set[int]:
    # "One association", in Arabic also "two associations": only such a form may do without the number.
    counts = Counter(map(gettext.c2py(expression), range(1000)))
    return {form for form, count in counts.items() if count == 1}


def _contradictions(root: Path) -> list[str]:
    public, admin = (read_catalogue(po_file(root, folder, REFERENCE_LANGUAGE)) for folder in (PUBLIC, ADMIN))
    return [
        f"{ADMIN} differs from {PUBLIC} in {_title(message)}"
        for message in messages_of(admin)
        if (other := find_message(public, message))
        if any(translations_of(other)) and any(translations_of(message))
        if translations_of(other) != translations_of(message)
    ]


def _title(message: Message) -> str:
    msgid = message.id if isinstance(message.id, str) else message.id[0]
    return f'"{msgid}" [{message.context}]' if message.context else f'"{msgid}"'
