"""Remove or turn round each check of a package in turn, and see whether its tests notice.

    python -m tests.mutants [--only gate.py] [--workers 2]

Every worker has a database of its own. The report goes to docs/mutants.md. Ends with 1
where less than 95 % were noticed.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mutants.loop import Job, Loop
from tests.mutants.mutate import Mutant, mutants_of
from tests.mutants.reasons import REASONS

ROOT = Path(__file__).parents[2]
FOLDER_OF_RESULTS = ROOT / "var" / "mutants"
REPORT = ROOT / "docs" / "mutants.md"
GOAL = 0.95

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", help="name of one module")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)  # the number of this one
    options = parser.parse_args()
    jobs = list(_jobs(options.only))
    if options.worker is not None:
        return _work(jobs[options.worker :: options.workers], options.worker)
    began = time.monotonic()
    noticed = _let_work(jobs, options.workers)
    results = [Result(_name(job), job.mutant, said) for job, said in zip(jobs, noticed, strict=True)]
    report = _report(results, time.monotonic() - began)
    if not options.only:
        REPORT.write_text(report)
    sys.stdout.write(report)
    return 0 if _share(results) >= GOAL else 1


def _jobs(only: str | None) -> Iterator[Job]:
    for path in sorted((ROOT / PACKAGE).rglob(only or "*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tests = NEAREST.get(path.name, ()) + (REST if path.name in CORE else ())
        for mutant in mutants_of(path.read_text()):
            yield Job(module, mutant, tuple(dict.fromkeys(tests)))


def _name(job: Job) -> str:
    return job.module.removeprefix(PACKAGE.replace("/", ".") + ".")


def _let_work(jobs: list[Job], workers: int) -> list[bool]:
    """Start the workers and return what they found, in the order of the jobs."""
    FOLDER_OF_RESULTS.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.mutants", *sys.argv[1:], "--workers", str(workers)]
    processes = [
        subprocess.Popen(
            [*command, "--worker", str(number)],
            cwd=ROOT,
            env={**os.environ, "TEST_DB": f"test_mutants_{number}"},
            stdout=sys.stderr,
        )
        for number in range(workers)
    ]
    codes = [process.wait() for process in processes]  # all of them, whatever the first says
    if any(codes):
        sys.exit("The tests fail without any mutant, or a worker died.")
    found: dict[int, bool] = {}
    for number in range(workers):
        for line in _results_of(number).read_text().splitlines():
            place, noticed = json.loads(line)
            found[number + place * workers] = noticed
    return [found[place] for place in range(len(jobs))]


def _work(jobs: list[Job], number: int) -> int:
    files = sorted({f"{FOLDER}/{name}" for names in (*NEAREST.values(), REST) for name in names})
    with open(_results_of(number), "w") as results:
        options = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--create-db", "--reuse-db"]
        return pytest.main([*options, *files], plugins=[Loop(jobs, results)])


def _results_of(number: int) -> Path:
    return FOLDER_OF_RESULTS / f"{number}.jsonl"


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
