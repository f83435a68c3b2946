"""Addresses that name two things: own page and another city's revision, and the other way round.

A view that checks the first and trusts the second shows or changes the second.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail_localize.models import Translation, TranslationSource

from sites.models import City, Invitation
from tests.make import home_of, locale, make_content, make_image
from tests.sites.access.addresses import Pattern, patterns
from tests.sites.access.answers import body_of, is_refused
from tests.sites.access.test_policies import one_of
from tests.sites.access.world import ROLES, make_things

OWN, FOREIGN = "Zeisig4711", "Rotkehlchen7431"
OF_ENTRIES = "wagtailsnippets_directory_association:"
OVERRIDE = "wagtail_localize:edit_override"

# What a key names, in any view …
THINGS = {
    **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"), "page"),
    **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), "revision"),
    "object_id": "page",
    "image_id": "image",
    "task_state_id": "task_state",
    "workflow_state_id": "workflow_state",
    "workflow_pk": "workflow",
    "task_id": "task",
    "translation_id": "translation",
    "string_segment_id": "segment",
    "overridable_segment_id": "overridable",
    "session_id": "session",
    "group": "group",
    "slug": "city",
}
# … and "pk", by the beginning of the view's name.
PK = {
    "share_preview": "page",
    "withdraw_previews": "page",
    "wagtailadmin_pages:": "page",
    "wagtailadmin_api:pages:": "page",
    "wagtailsettings:": "site",
    "wagtail_localize:": "project",
    OF_ENTRIES: "association",
    "withdraw_invitation": "invitation",
    **dict.fromkeys(("person", "end_sessions", "remove_role"), "user"),
}
# Keys that are words, and which of them are tried.
WORDS = {
    "action_name": ("approve", "reject"),
    "mode": ("default",),
    "filter_spec": ("width-100",),
    "action": ("delete",),
    **dict.fromkeys(("content_type_app_name", "content_type_model_name"), ("",)),
    **dict.fromkeys(("app_label", "app_name"), ("wagtailcore",)),
    "model_name": ("page",),
}
# Before the sign-in, where a secret and not a thing is named.
SECRETS = ("account_", "wagtailadmin_password_reset")
# Looked for among the person's own only, and nothing happens where it is not: the first begins a
# session of hers, of the second a test below asks.
LOOKED_FOR_AMONG_OWN = {"session", "group"}


def kind_of(pattern: Pattern, key: str) -> str:
    if key == "pk":
        return next((kind for start, kind in PK.items() if pattern.name.startswith(start)), "")
    kind = THINGS.get(key, "")
    return f"association_{kind}" if kind and pattern.name.startswith(OF_ENTRIES) else kind


def staff_patterns() -> Iterator[Pattern]:
    for pattern in patterns():
        if pattern.staff and len(pattern.keys) > 1 and not pattern.name.startswith(SECRETS):
            yield pattern


def with_two_things() -> list[Pattern]:
    return [p for p in staff_patterns() if sum(bool(kind_of(p, key)) for key in p.keys) > 1]


def make_all(city: City, word: str) -> dict[str, Any]:
    """The things of the matrix, and those that only addresses with two keys name."""
    things = make_things(city, word)
    page, lead = things.page("published"), things.one["user"]
    picture = {
        "image": {"image": make_image(city, title=f"{word} Bild").pk, "alt_text": word},
        "caption": word,
    }
    source, _created = TranslationSource.get_or_create_from_instance(
        make_content(home_of(city), title=f"{word} mit Bild", body=[("picture", picture)])
    )
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    translation.save_target()
    return {
        **things.one,
        "page": page,
        "revision": page.latest_revision,
        "overridable": source.overridablesegment_set.first(),
        "translation of a picture": translation,
        "session": EditingSession.objects.create(
            user=lead, content_object=page, last_seen_at="2026-01-01T00:00Z"
        ),
        "invitation": Invitation.objects.create(
            city=city, email=f"{word}@example.org".lower(), invited_by=lead
        ),
        "city": city,
    }


def value(pattern: Pattern, key: str, things: dict[str, Any]) -> Any:
    kind = kind_of(pattern, key)
    if kind == "city":
        return things["city"].slug
    return things[
        "translation of a picture" if (kind, pattern.name) == ("translation", OVERRIDE) else kind
    ].pk


def crossed(pattern: Pattern, own: dict[str, Any], foreign: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield (address, kinds of the foreign things in it) for every mixture of own and foreign."""
    named = [key for key in pattern.keys if kind_of(pattern, key)]
    words = [key for key in pattern.keys if key not in named]
    for sides in itertools.product((own, foreign), repeat=len(named)):
        by_key = dict(zip(named, sides, strict=True))
        theirs = {kind_of(pattern, key) for key in named if by_key[key] is foreign}
        if not theirs or all(things is foreign for things in sides):
            continue
        keys = {key: value(pattern, key, things) for key, things in by_key.items()}
        for chosen in itertools.product(*(WORDS[word] for word in words)):
            yield reverse(pattern.name, kwargs=keys | dict(zip(words, chosen, strict=True))), theirs


def ask(browser: Client, method: str, path: str, own: dict[str, Any]) -> Any:
    """The answer; what the request wrote is taken back."""
    form, text = "application/x-www-form-urlencoded", f"value={own['image'].pk}"
    with transaction.atomic():
        answer = (
            browser.put(path, text, content_type=form)
            if method == "PUT"
            else getattr(browser, method.lower())(path)
        )
        answer.said = body_of(answer)
        transaction.set_rollback(True)
    return answer


def test_every_address_with_two_keys_can_be_crossed():
    """One that comes with a new key must be told what the key names."""
    unknown = {
        (pattern.name, key)
        for pattern in staff_patterns()
        for key in pattern.keys
        if not kind_of(pattern, key) and key not in WORDS
    }

    assert not unknown
    assert {"wagtailadmin_pages:revisions_compare", OVERRIDE, "remove_role"} <= {
        pattern.name for pattern in with_two_things()
    }


@pytest.mark.parametrize(
    "role", [role if role == "lead" else pytest.param(role, marks=pytest.mark.full) for role in ROLES]
)
def test_an_own_thing_opens_no_thing_of_another_city(at, dortmund, potsdam, role):
    own, foreign = make_all(dortmund, OWN), make_all(potsdam, FOREIGN)
    browser = at(settings.ADMIN_HOST, one_of(f"dortmund-{role}"))
    browser.raise_request_exception = False

    faults = [
        f"{method} {path} with foreign {', '.join(sorted(theirs))}: {answer.status_code}"
        for pattern in with_two_things()
        for path, theirs in crossed(pattern, own, foreign)
        for method in ("GET", "POST", "PUT")
        for answer in [ask(browser, method, path, own)]
        if FOREIGN in answer.said or not (is_refused(answer) or theirs <= LOOKED_FOR_AMONG_OWN)
    ]

    assert not faults, "\n".join(faults)


def test_the_same_addresses_with_own_things_alone_are_open(at, dortmund):
    """Or the test above would be green because nothing opens at all."""
    own = make_all(dortmund, OWN)
    browser = at(settings.ADMIN_HOST, one_of("dortmund-lead"))

    refused = {
        pattern.name
        for pattern in with_two_things()
        for words in [{key: WORDS[key][0] for key in pattern.keys if not kind_of(pattern, key)}]
        for keys in [{key: value(pattern, key, own) for key in pattern.keys if kind_of(pattern, key)}]
        for path in [reverse(pattern.name, kwargs=keys | words)]
        if all(is_refused(ask(browser, method, path, own)) for method in ("GET", "POST", "PUT"))
    }

    assert refused == {"wagtailadmin_workflows:remove"}  # closed to all but the instance admin


def test_a_lead_takes_no_role_of_another_city_from_a_person_who_works_in_both(at, dortmund, dortmund_lead):
    person = one_of("dortmund-editor", "potsdam-editor")
    foreign = person.groups.get(name="potsdam-editor")

    at(settings.ADMIN_HOST, dortmund_lead).post(
        reverse("remove_role", args=["dortmund", person.pk, foreign.pk])
    )

    assert foreign in person.groups.all()
