"""Clones for the tests of the embedded PostgreSQL."""

import pwd
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from insist.server_account import Account
from tests.insist.clones import START, Clone, python_for, run, temporary_clone


@pytest.fixture
def make_clone() -> Iterator[Callable[..., Clone]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(temporary_clone(**options))


@pytest.fixture
def new_clone() -> Iterator[Clone]:
    with temporary_clone() as clone:
        yield clone


@pytest.fixture(scope="module")
def used_clone() -> Iterator[Clone]:
    with temporary_clone() as clone:
        run(START, clone)
        yield clone


@pytest.fixture
def clone(used_clone: Clone) -> Iterator[Clone]:
    """Return a clone whose server was started before and is stopped; for tests that do it no harm."""
    yield used_clone
    used_clone.stop()


@pytest.fixture
def ordinary() -> Account:
    """Return a user who is neither root nor the one that root's servers run as."""
    others = (user for user in pwd.getpwall() if user.pw_uid != 0 and user.pw_name != "nobody")
    user = next(others)
    account = Account(user.pw_uid, user.pw_gid)
    if python_for(account) is None:
        pytest.skip("no Python here that an ordinary user may run")
    return account
