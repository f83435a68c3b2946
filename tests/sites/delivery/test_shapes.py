"""Names, nesting and types of the answers beside those of a real Plone 6.2 (`plone_answers/`).

Ours may say more; what Plone says must be there, with the same types.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.make import make_forum, make_news

ANSWERS = Path(__file__).parent / "plone_answers"
STORED = json.dumps(
    {
        "query": [
            {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["News Item"]}
        ]
    }
)
PATHS = {
    "actions": "/foren/garten/@actions",
    "breadcrumbs": "/foren/garten/@breadcrumbs",
    "content": "/foren/garten",
    "content_expanded": "/foren/garten?expand=breadcrumbs,navigation,translations",
    "contextnavigation": "/foren/garten/@contextnavigation",
    "navigation": "/foren/garten/@navigation?expand.navigation.depth=2",
    "navroot": "/foren/garten/@navroot",
    "querystring": "/@querystring",
    "querystring_search": f"/@querystring-search?query={STORED}&b_size=2",
    "root": "",
    "search": "/@search?SearchableText=Nachricht&metadata_fields=_all&b_size=2",
    "site": "/@site",
    "translations": "/foren/garten/@translations",
    "vocabularies": "/@vocabularies",
    "vocabulary": "/@vocabularies/plone.app.vocabularies.PortalTypes",
}
# Members with keys of their own, of which the first stands for all.
BY_KEY = ("blocks", "indexes", "sortable_indexes", "operators", "values", "root")
# What Plone tells of its own insides.
LEFT_OUT = {"TranslationGroup", "block_types", "cmf_uid", "listCreators", "sync_uid", "getIcon"}


def differences(theirs: Any, ours: Any, where: str = "") -> list[str]:
    """Return where `ours` lacks a member of `theirs` or has another type; null fits every type."""
    if theirs is None or ours is None:
        return []
    if type(theirs) is not type(ours):
        return [f"{where}: {type(ours).__name__} instead of {type(theirs).__name__}"]
    if isinstance(theirs, list):
        return differences(theirs[0], ours[0], f"{where}[0]") if theirs and ours else []
    if not isinstance(theirs, dict):
        return []
    if where.rpartition(".")[2] in BY_KEY:
        first = [next(iter(side.values()), None) for side in (theirs, ours)]
        return differences(first[0], first[1], f"{where}.*")
    found = [
        f"{where}.{name} is missing" for name in theirs if name not in ours and name not in LEFT_OUT and ours
    ]
    for name in theirs.keys() & ours.keys():
        found += differences(theirs[name], ours[name], f"{where}.{name}")
    return sorted(found)


@pytest.mark.parametrize("name", PATHS)
def test_an_answer_has_the_shape_of_plones(at, dortmund, name):
    make_forum(dortmund, title="Garten", slug="garten")
    for number in range(3):
        make_news(dortmund, title=f"Nachricht {number}")
    theirs = json.loads((ANSWERS / f"{name}.json").read_text())

    answer = at(dortmund).get(f"/++api++{PATHS[name]}")

    assert answer.status_code == 200, answer.text
    assert differences(theirs, answer.json()) == []
