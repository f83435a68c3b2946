"""A plugin of pytest that runs the tests once per mutant, each time in a child of the finished set-up.

The mutant takes effect in memory: the code of each function of its module is exchanged, in every
place where the function has got to by then (imports, decorators, addresses). Nothing is written,
and neither Django nor the database is set up anew.
"""

import gc
import json
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import TextIO

import pytest
from django.db import connections

from tests.mutants.mutate import Mutant

TIMEOUT_SECONDS = 300
UNCHANGED = Mutant("", "", "")


@dataclass(frozen=True)
class Job:
    module: str  # dotted name
    mutant: Mutant
    tests: tuple[str, ...]  # files, in the order in which they are asked


class Loop:
    def __init__(self, jobs: Sequence[Job], results: TextIO) -> None:
        self.jobs, self.results = jobs, results

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        first = session.items[0]
        # The next one is of another file, so what belongs to the whole session stays set up.
        other = next(item for item in session.items if item.path != first.path)
        session.config.hook.pytest_runtest_protocol(item=first, nextitem=other)
        for tests in dict.fromkeys(job.tests for job in self.jobs):
            if _in_child(session, Job("", UNCHANGED, tests)):
                pytest.exit(f"fails without any mutant: {' '.join(tests)}", returncode=1)
        for number, job in enumerate(self.jobs):
            noticed = _in_child(session, job)
            self.results.write(json.dumps([number, noticed]) + "\n")
            self.results.flush()
        return True


def _in_child(session: pytest.Session, job: Job) -> bool:
    """Whether a test fails with the mutant."""
    connections.close_all()
    gc.collect()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        signal.alarm(TIMEOUT_SECONDS)
        try:
            become(job)
            failed = _run(
                session,
                [item for name in job.tests for item in session.items if item.path.name == Path(name).name],
            )
        except BaseException:  # noqa: BLE001 (a mutant may break anything)
            failed = True
        os._exit(1 if failed else 0)
    _pid, status = os.waitpid(child, 0)
    return status != 0


def _run(session: pytest.Session, items: list[pytest.Item]) -> bool:
    """Run tests until one fails; return whether one did."""
    session._setupstate.teardown_exact(items[0])
    # After the last one nothing is taken down: this process ends, and the database is for the next.
    for item, following in zip(items, [*items[1:], items[0]], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def become(job: Job) -> None:
    """Exchange the code of the functions of the module for that of the mutant."""
    changed = {code.co_qualname: code for code in _functions(compile(job.mutant.source, job.module, "exec"))}
    for function in [thing for thing in gc.get_objects() if type(thing) is FunctionType]:
        code = changed.get(function.__code__.co_qualname)
        if code and function.__module__ == job.module and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def _functions(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _functions(part)
