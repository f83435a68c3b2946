"""A random walk of consents, switches and publications: every output says what it may, no more, no less."""

import functools
import secrets
from collections.abc import Iterator

import hypothesis
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


class Walk(PersonalChanges):
    client: Client
    looks_at_all: bool
    looks = 0  # so far

    @functools.cache  # noqa: B019 (a walk is short)
    def base(self, language: str) -> str:
        return directory_url(self.city, language)

    def outputs(self) -> Iterator[tuple[str, str, Output]]:
        for number, language in enumerate(LANGUAGES):
            base = self.base(language)
            paths = {"entry": f"{base}{self.slugs[-1]}/", "list": base, "ring": f"{base}ring/"}
            for kind, path in paths.items():
                # The short walk looks at lists and neighbours in one language at a time, in turn.
                if kind == "entry" or self.looks_at_all or (self.looks + (kind == "ring")) % 2 == number:
                    for one in read(self.client, path):
                        yield f"{kind} data" if one.name.endswith(" data") else kind, language, one

    @invariant()
    def every_output_says_what_it_may(self) -> None:
        if not hasattr(self, "written"):
            return
        type(self).looks += 1
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


def walk(city: City, steps: int, seed: str, number: int, *, looks_at_all: bool) -> int:
    """Walk so many steps, as chosen by the seed; return after how many all was compared.

    One walk at a time: of many, Hypothesis ends some at once and repeats the beginning of others.
    """
    world = {"city": city, "client": Client(headers={"host": host_of(city)}), "looks_at_all": looks_at_all}
    machine = hypothesis.seed(f"{seed}, {number}")(type("Walk", (Walk,), world))
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=1,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                phases=[Phase.generate],  # to shrink a walk of many pages would take minutes
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
            _min_steps=steps,
        )
    except Exception as error:
        error.add_note(f"The same walk again: --hypothesis-seed={seed}")
        raise
    return machine.looks


@pytest.fixture
def seed(request) -> str:
    """Other walks each time, or those of `--hypothesis-seed`."""
    return request.config.getoption("--hypothesis-seed") or str(secrets.randbelow(1_000_000))


@pytest.mark.parametrize("number", range(2))
def test_every_output_says_what_it_may_after_each_change(number, dortmund, seed):
    assert walk(dortmund, 50, seed, number, looks_at_all=False) >= 50


@pytest.mark.prove
@pytest.mark.parametrize("number", range(25))  # together 2,000 steps
def test_every_output_says_what_it_may_after_each_of_many_changes(number, dortmund, seed):
    assert walk(dortmund, 80, seed, number, looks_at_all=True) >= 80
