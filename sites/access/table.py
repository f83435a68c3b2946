"""docs/access.md: roles and rights as people read them, from the tables that the gate and the policies use."""

from collections.abc import Iterator

from sites.access.policies import EDITORS_ALL, EDITORS_WRITE, LEADS_ONLY, Rights
from sites.access.roles import ROLES, Role
from sites.access.rules import RULES, Rule

INTRODUCTION = """\
# Access

Made by `manage.py access`; a test compares it with the rules in `sites/access/`.

A person holds roles in cities. In her own cities a role gives what the tables say, in all
others nothing: no title, no count, not the answer whether a thing exists. What is published
everybody sees, on the public site. The instance admin does everything in every city. In an
archived city nobody else changes anything. Rights take effect with the next click.

The gate (`sites/access/gate.py`) asks twice before each view of the admin: whether a role of
the person opens the address, and whether every thing that the address names belongs to a city
where she holds that role. An address without a rule is closed. "All of the listing" as a target
of a bulk action is closed too: it names no single thing that could be checked.
"""


def access_document() -> str:
    """Return the whole document, in Markdown."""
    return "\n".join([INTRODUCTION, *_rights(), *_doors(), *_closed()]) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), _row(*("---" for _cell in cells))]


def _rights() -> Iterator[str]:
    yield "## What each role may do in its own city\n"
    yield from _head("", *(role.code.capitalize() for role in ROLES))
    yield _row("Languages", *("one" if role.one_language else "all" for role in ROLES))
    yield _row("Pages", *(_words(role.pages, "_page") for role in ROLES))
    yield _row("Pictures, documents", *(_words(role.media) for role in ROLES))
    yield _row("Collections below the city’s", *(_yes(role.collections) for role in ROLES))
    yield _row("Settings of the city", *("change" if role.settings else "–" for role in ROLES))
    yield _row("Submit for translation", *(_yes(role.translates) for role in ROLES))
    yield _row("Projects", *(_granted(LEADS_ONLY, role) for role in ROLES))
    yield _row("Contacts", *(_granted(EDITORS_WRITE, role) for role in ROLES))
    yield _row("Terms of its own", *(_granted(LEADS_ONLY, role) for role in ROLES))
    yield _row("Redirects", *(_granted(EDITORS_ALL, role) for role in ROLES))
    yield ""


def _yes(may: bool) -> str:
    return "yes" if may else "–"


def _words(codes: tuple[str, ...], suffix: str = "") -> str:
    return ", ".join(code.removesuffix(suffix).replace("_", " ") for code in codes) or "–"


def _granted(rights: Rights, role: Role) -> str:
    return _words(tuple(action for action, roles in rights.items() if role in roles))


def _doors() -> Iterator[str]:
    yield "## Which part of the admin opens for whom\n"
    yield from _head("Part", "Opens for", "Views")
    for rule in RULES:
        if rule.who:
            who = "everybody" if rule.public else ", ".join(role.code for role in rule.who)
            yield _row(rule.about, who, _views(rule))
    yield ""


def _closed() -> Iterator[str]:
    yield "## Closed for all but the instance admin\n"
    yield from _head("Part", "Why", "Views")
    for rule in RULES:
        if not rule.who:
            yield _row(rule.about, rule.why, _views(rule))


def _views(rule: Rule) -> str:
    return " ".join(f"`{name}`" for name in rule.names.split())
