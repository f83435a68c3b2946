"""`manage.py jobs` shows each job of the clock with its last run; `--run NAME` runs one now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sites.clock import run_job
from sites.models import JobRun
from sites.registry import registry


class Command(BaseCommand):
    help = "Show the jobs of the clock with their last run and result."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--run", metavar="NAME", help="run this job now")

    def handle(self, *args: Any, **options: Any) -> None:
        jobs = {job.name: job for job in registry.jobs}
        if options["run"]:
            if options["run"] not in jobs:
                raise CommandError(f"--run: there is no job {options['run']!r}; there are {', '.join(jobs)}.")
            run_job(jobs[options["run"]])
        runs = {run.name: run for run in JobRun.objects.all()}
        for name, job in jobs.items():
            self.stdout.write(f"{name:24} every {job.minutes} min  {self._last(runs.get(name))}")

    def _last(self, run: JobRun | None) -> str:
        if run is None:
            return "never ran"
        started = timezone.localtime(run.started_at).strftime("%Y-%m-%d %H:%M:%S")
        state = "failed" if run.failed else "running" if run.finished_at is None else "ok"
        return f"{started}  {state}  {run.result.strip().splitlines()[-1] if run.result else ''}".rstrip()
