"""Remove or turn round each check of a package in turn, and see whether its tests notice.

    python -m tests.mutants [--only gate.py] [--workers 2]

Every worker has a copy of the tree and a database of its own below `var/mutants/`. The
report goes to docs/mutants.md. Ends with 1 where less than 95 % were noticed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.mutants.mutate import Mutant, mutants_of
from tests.mutants.reasons import REASONS

ROOT = Path(__file__).parents[2]
WORKSHOP = ROOT / "var" / "mutants"
REPORT = ROOT / "docs" / "mutants.md"
GOAL = 0.95
TIMEOUT_SECONDS = 900

PACKAGE = "sites/access"
FOLDER = "tests/sites/access"
# The tests that know a module best; they come first, because a mutant is done with at the first failure.
NEAREST = {
    "belonging.py": ("test_translations.py", "test_own_city.py", "test_history.py"),
    "collections.py": ("test_collections.py",),
    "gate.py": ("test_table.py", "test_policies.py", "test_translations.py", "test_crossed_keys.py"),
    "groups.py": ("../test_roles.py", "../test_create_city_again.py", "../test_archive.py"),
    "history.py": ("test_history.py",),
    "log.py": ("test_history.py",),
    "moving.py": ("test_references.py",),
    "own.py": ("test_history.py", "test_reports.py", "test_redirects.py"),
    "pages.py": ("test_reports.py",),
    "people.py": ("test_policies.py", "../test_roles.py"),
    "policies.py": ("test_policies.py", "test_snippet_admin.py"),
    "privacy.py": ("test_privacy.py",),
    "redirects.py": ("test_redirects.py",),
    "references.py": ("test_references.py",),
    "reports.py": ("test_reports.py",),
    "roles.py": ("../test_roles.py",),
    "rules.py": ("test_table.py",),
    "table.py": ("test_table.py",),
    "translations.py": ("test_translations_report.py",),
    "urls.py": ("test_reports.py", "test_history.py"),
    "viewsets.py": ("test_snippet_admin.py", "test_policies.py"),
}
# What the border rests on: asked of all that is asked about it.
CORE = ("belonging.py", "gate.py", "own.py", "people.py", "policies.py")
REST = (
    *(
        "test_advisories.py",
        "test_crossed_keys.py",
        "test_history.py",
        "test_own_city.py",
        "test_redirects.py",
    ),
    *("test_snippet_admin.py", "test_translations.py", "test_privacy.py", "test_collections.py"),
    *("../test_roles.py", "test_matrix.py"),
)


@dataclass(frozen=True)
class Result:
    module: str
    mutant: Mutant
    noticed: bool

    @property
    def line(self) -> str:
        return f"{self.module} {self.mutant.place} {self.mutant.change}"


class Workshop:
    """A copy of the tree in which one mutant at a time is tested."""

    def __init__(self, number: int) -> None:
        self.folder = WORKSHOP / str(number)
        self.database = f"test_mutants_{number}"

    def build(self) -> None:
        """Copy what is under version control and what is new, without what is ignored."""
        shutil.rmtree(self.folder, ignore_errors=True)
        files = subprocess.check_output(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
        ).splitlines()
        for name in files:
            source, target = ROOT / name, self.folder / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)

    def is_ready(self) -> bool:
        """Build the copy and its database, and see that all tests pass in it."""
        self.build()
        every = {name for names in (*NEAREST.values(), REST) for name in names}
        return self.passes(sorted(every), "--create-db")

    def passes(self, tests: Iterable[str], *options: str) -> bool:
        return self._run(*(f"{FOLDER}/{name}" for name in tests), *options)

    def _run(self, *arguments: str) -> bool:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", "--reuse-db", *PLUGINS, *arguments],
                cwd=self.folder,
                env={**os.environ, "TEST_DB": self.database, "VAR_DIR": str(ROOT / "var")},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=TIMEOUT_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def _survives(self, module: str) -> bool:
        return self.passes(NEAREST[module]) and (module not in CORE or self.passes(REST))

    def try_out(self, module: str, mutant: Mutant) -> Result:
        path = self.folder / PACKAGE / module
        whole = path.read_text()
        path.write_text(mutant.source)
        try:
            return Result(module, mutant, noticed=not self._survives(Path(module).name))
        finally:
            path.write_text(whole)


PLUGINS = ("-p", "no:randomly", "-p", "no:cacheprovider")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", help="name of one module")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    jobs = list(_jobs(options.only))
    workshops = [Workshop(number) for number in range(options.workers)]
    with ThreadPoolExecutor(len(workshops)) as pool:
        if not all(pool.map(Workshop.is_ready, workshops)):
            sys.exit("The tests fail without any mutant: repair them first.")
    began = time.monotonic()
    results = list(_results(jobs, workshops))
    report = _report(results, time.monotonic() - began)
    if not options.only:
        REPORT.write_text(report)
    sys.stdout.write(report)
    return 0 if _share(results) >= GOAL else 1


def _jobs(only: str | None) -> Iterator[tuple[str, Mutant]]:
    paths = sorted((ROOT / PACKAGE).rglob(only or "*.py"), key=lambda path: path.name not in CORE)
    for path in paths:
        for mutant in mutants_of(path.read_text()):
            yield str(path.relative_to(ROOT / PACKAGE)), mutant


def _results(jobs: list[tuple[str, Mutant]], workshops: list[Workshop]) -> Iterator[Result]:
    free: SimpleQueue[Workshop] = SimpleQueue()
    for workshop in workshops:
        free.put(workshop)

    def test(job: tuple[str, Mutant]) -> Result:
        workshop = free.get()
        try:
            result = workshop.try_out(*job)
        finally:
            free.put(workshop)
        sys.stderr.write(f"{'noticed ' if result.noticed else 'MISSED  '} {result.line}\n")
        return result

    with ThreadPoolExecutor(len(workshops)) as pool:
        yield from pool.map(test, jobs)


def _share(results: list[Result]) -> float:
    return sum(result.noticed for result in results) / len(results)


def _report(results: list[Result], seconds: float) -> str:
    missed = [result for result in results if not result.noticed]
    lines = [
        "# Mutants",
        "",
        f"Made by `python -m tests.mutants` (part of `make prove`). Each check of `{PACKAGE}/` was removed or",
        f"turned round in turn: {len(results)} mutants, {len(results) - len(missed)} noticed by the tests "
        f"({_share(results):.1%}), in {seconds / 60:.0f} minutes.",
        "",
        "## Not noticed",
        "",
        "| Module | Place | Change | Why |",
        "| --- | --- | --- | --- |",
    ]
    for result in missed:
        change = result.mutant.change.replace("|", "\\|")
        why = REASONS.get((result.module, result.mutant.change), "**no reason yet**")
        lines.append(f"| {result.module} | {result.mutant.place} | {change} | {why} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
