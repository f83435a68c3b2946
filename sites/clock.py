"""The clock: jobs that are due run once a minute in one process at a time."""

import datetime
import traceback

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from sites.models import JobRun
from sites.registry import Job, registry

# Any number, the same in every worker: whoever holds this advisory lock is the clock.
CLOCK_LOCK = 7_130_466


def due_jobs(now: datetime.datetime) -> list[Job]:
    started = dict(JobRun.objects.values_list("name", "started_at"))
    return [
        job
        for job in registry.jobs
        if job.name not in started or now - started[job.name] >= datetime.timedelta(minutes=job.minutes)
    ]


def tick(now: datetime.datetime | None = None) -> list[JobRun]:
    """Run the jobs that are due; [] when another process is the clock at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [CLOCK_LOCK])
        if not cursor.fetchone()[0]:
            return []
        try:
            return [run_job(job) for job in due_jobs(now or timezone.now())]
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [CLOCK_LOCK])


def run_job(job: Job) -> JobRun:
    """Run one job and record what came of it; an error is recorded, the clock goes on."""
    run, _created = JobRun.objects.update_or_create(
        name=job.name,
        defaults={"started_at": timezone.now(), "finished_at": None, "result": "", "failed": False},
    )
    try:
        run.result = job.run()
    except Exception:  # noqa: BLE001 (whatever a job raises is its result)
        run.result, run.failed = traceback.format_exc(), True
    run.finished_at = timezone.now()
    run.save()
    return run


def publish_scheduled() -> str:
    """Put pages online whose time has come, and take those offline whose time is over."""
    call_command("publish_scheduled")
    return "done"


JOBS = (Job("publish_scheduled", minutes=1, run=publish_scheduled),)
