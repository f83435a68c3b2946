"""No stored answer differs from one that is built anew, whatever has been changed."""

import os
import random

import pytest

from tests.sites.delivery.store.walking import World, start_clock

pytestmark = pytest.mark.long

STEPS, PROVE_STEPS = 150, 1_000


def walk(cities, settings, steps: int, looks_at: int | None, refills: int) -> None:
    settings.STORE_ANSWERS = True
    seed = int(os.environ.get("WALK_SEED", random.randrange(10**6)))  # noqa: S311
    with start_clock() as clock:
        world = World(cities, random.Random(seed), clock)  # noqa: S311
        world.build()
        world.refill(30)
        for number in range(steps):
            change = ""
            try:
                change = world.step(looks_at)
                if number % 10 == 9:
                    world.addresses += [
                        address
                        for city in cities
                        for address in world.addresses_of_pages(city)
                        if address not in world.addresses
                    ]
                world.refill(refills)
            except AssertionError as error:
                raise AssertionError(f"WALK_SEED={seed}, step {number} {change}: {error}") from error


def test_stored_answers_stay_right_through_random_changes(dortmund, potsdam, settings):
    walk([dortmund, potsdam], settings, STEPS, looks_at=2, refills=2)


@pytest.mark.prove
def test_all_stored_answers_stay_right_through_many_random_changes(dortmund, potsdam, settings):
    walk([dortmund, potsdam], settings, PROVE_STEPS, looks_at=None, refills=8)
