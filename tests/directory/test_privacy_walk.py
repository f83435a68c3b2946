"""A random walk of consents, switches and publications: every output says what it may, no more, no less."""

import functools
from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from directory.models import DirectoryEntry, OldAddress, PrivateEntry
from sites.models import City
from tests.directory.outputs import Output, directory_url, read
from tests.directory.walking.known import POINT
from tests.directory.walking.persons import PersonalChanges
from tests.make import host_of

pytestmark = pytest.mark.long

LANGUAGES = ("de", "en")
steps_made = 0


class Walk(PersonalChanges):
    client: Client
    looks_at_all: bool

    @functools.cache  # noqa: B019 (a walk is short)
    def base(self, language: str) -> str:
        return directory_url(self.city, language)

    def outputs(self) -> Iterator[tuple[str, str, Output]]:
        for number, language in enumerate(LANGUAGES):
            base = self.base(language)
            paths = {"entry": f"{base}{self.slugs[-1]}/", "list": base, "ring": f"{base}ring/"}
            for kind, path in paths.items():
                # The short walk looks at lists and neighbours in one language at a time, in turn.
                if kind == "entry" or self.looks_at_all or (steps_made + (kind == "ring")) % 2 == number:
                    for one in read(self.client, path):
                        yield f"{kind} data" if one.name.endswith(" data") else kind, language, one

    @invariant()
    def every_output_says_what_it_may(self) -> None:
        global steps_made
        if not hasattr(self, "written"):
            return
        steps_made += 1
        for kind, language, one in self.outputs():
            if kind == "list data":
                continue
            universe = {*self.words, self.ring_key, str(POINT[0]), str(self.key)}
            if not kind.endswith("data"):
                universe |= set().union(*self.labels(language).values())
            found = {word for word in universe if word in one.text}
            may, must = (self.expected(kind, language, day) for day in (self.today, self.written))
            assert found <= may, f"{one.name} tells {found - may}"
            assert must <= found, f"{one.name} lacks {must - found}"

    @invariant()
    def cards_of_contacts_open_as_long_as_they_may(self) -> None:
        if not hasattr(self, "written"):
            return
        base = self.base("de")
        for key, person in self.persons.items():
            [one] = read(self.client, f"{base}{self.slugs[-1]}/vcard/{key}/")
            may = self.is_public and self.may_show(person, "page", self.today)
            must = self.is_public and self.may_show(person, "page", self.written)
            found = {word for word in self.words if word in one.text}
            assert found <= ({person.word, person.phone, self.facts.name} if may else set()), one.name
            assert not must or person.word in found, one.name

    @invariant()
    def rows_hold_what_they_may(self) -> None:
        if not hasattr(self, "written"):
            return
        key = self.key
        entry = DirectoryEntry.objects.filter(key=key).first()
        private = PrivateEntry.objects.filter(key=key).first()
        assert (entry is not None) == (private is not None) == self.is_public
        if entry and private:
            kept = [one for one in self.persons.values() if self.was_shown_somewhere(one)]
            assert [row["email"] for row in entry.contacts] == [f"{one.word}@example.org" for one in kept]
            assert private.migration == (self.reference[0] if self.reference and self.reference[2] else "")

    @invariant()
    def old_addresses_lead_to_the_entry_or_nowhere(self) -> None:
        if not hasattr(self, "written") or self.slugs[-2:-1] in ([], self.slugs[-1:]):
            return
        base = self.base("de")
        [one] = [
            part for part in read(self.client, f"{base}{self.slugs[-2]}/") if not part.name.endswith("data")
        ]
        if self.is_public and OldAddress.objects.filter(slug=self.slugs[-2]).exists():
            assert one.text.startswith("301")
            assert one.text.split()[-1].endswith(f"/{self.slugs[-1]}/")
        else:
            assert not [word for word in self.words if word in one.text]


def walk(city: City, examples: int, steps: int, *, looks_at_all: bool) -> int:
    """Return the number of steps after which all was compared."""
    global steps_made
    steps_made = 0
    world = {"city": city, "client": Client(headers={"host": host_of(city)}), "looks_at_all": looks_at_all}
    machine = type("Walk", (Walk,), world)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # to shrink a walk of many pages would take minutes
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return steps_made


# The first of the walks that Hypothesis tries ends where it begins.
def test_every_output_says_what_it_may_after_each_change(dortmund):
    assert walk(dortmund, 1 + 3, 50, looks_at_all=False) >= 150


@pytest.mark.prove
def test_every_output_says_what_it_may_after_each_of_many_changes(dortmund):
    assert walk(dortmund, 1 + 26, 80, looks_at_all=True) >= 2_000
