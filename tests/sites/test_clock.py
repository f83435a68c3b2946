"""The clock: jobs that are due run once, in one process at a time, and what came of them is kept."""

import contextlib
import datetime
import io
import threading

import psycopg
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from sites.clock import CLOCK_LOCK, due_jobs, publish_scheduled, run_job, tick
from sites.management.commands.worker import run_clock
from sites.models import JobRun
from sites.registry import Job, registry
from tests.make import home_of, make_content

NOON = datetime.datetime(2030, 5, 1, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def jobs(db, monkeypatch):
    """The jobs of the registry, replaced by those of a test: `jobs(hourly=(60, function))`."""

    def register(**wanted):
        made = [Job(name, minutes=minutes, run=run) for name, (minutes, run) in wanted.items()]
        monkeypatch.setattr(registry, "jobs", made)

    return register


@contextlib.contextmanager
def another_process():
    """A connection to the same database that is not ours."""
    parameters = connection.get_connection_params()
    wanted = {name: parameters[name] for name in ("dbname", "user", "host", "port") if name in parameters}
    with psycopg.connect(**wanted, autocommit=True) as other:
        yield other


def tick_at(moment):
    with time_machine.travel(moment, tick=False):
        return [run.name for run in tick()]


def fail():
    raise ValueError("Die Post ist weg")


def test_a_job_that_never_ran_is_due(jobs):
    jobs(hourly=(60, lambda: "done"))

    assert tick_at(NOON) == ["hourly"]


def test_a_job_runs_again_when_its_time_has_come_and_not_before(jobs):
    jobs(hourly=(60, lambda: "done"))
    tick_at(NOON)

    assert tick_at(NOON + datetime.timedelta(minutes=59, seconds=59)) == []
    assert tick_at(NOON + datetime.timedelta(minutes=60)) == ["hourly"]


def test_each_job_has_a_rhythm_of_its_own(jobs):
    jobs(often=(1, lambda: "done"), rarely=(1440, lambda: "done"))
    tick_at(NOON)

    assert tick_at(NOON + datetime.timedelta(minutes=1)) == ["often"]
    assert tick_at(NOON + datetime.timedelta(days=1)) == ["often", "rarely"]


def test_what_came_of_a_job_is_kept(jobs):
    jobs(hourly=(60, lambda: "3 mails"))

    tick_at(NOON)

    run = JobRun.objects.get(name="hourly")
    assert (run.result, run.failed, run.started_at, run.finished_at) == ("3 mails", False, NOON, NOON)


def test_a_job_that_fails_is_kept_with_its_reason_and_the_others_run_all_the_same(jobs):
    jobs(broken=(60, fail), sound=(60, lambda: "done"))

    assert tick_at(NOON) == ["broken", "sound"]

    broken = JobRun.objects.get(name="broken")
    assert broken.failed
    assert broken.finished_at
    assert broken.result.splitlines()[0].startswith("Traceback")
    assert broken.result.splitlines()[-1] == "ValueError: Die Post ist weg"
    assert JobRun.objects.get(name="sound").result == "done"


def test_a_job_that_failed_is_tried_again_when_it_is_due(jobs):
    jobs(broken=(60, fail))
    tick_at(NOON)

    jobs(broken=(60, lambda: "done"))
    assert tick_at(NOON + datetime.timedelta(minutes=1)) == []
    assert tick_at(NOON + datetime.timedelta(minutes=60)) == ["broken"]

    run = JobRun.objects.get(name="broken")
    assert (run.result, run.failed) == ("done", False)


def test_a_run_is_one_row_however_often_it_happens(jobs):
    jobs(often=(1, lambda: "done"))

    for minute in range(3):
        tick_at(NOON + datetime.timedelta(minutes=minute))

    assert JobRun.objects.filter(name="often").count() == 1


def test_while_another_process_is_the_clock_nothing_runs(jobs):
    jobs(hourly=(60, lambda: "done"))

    with another_process() as other:
        other.execute("SELECT pg_advisory_lock(%s)", [CLOCK_LOCK])
        assert tick() == []
        assert not JobRun.objects.filter(name="hourly").exists()
        other.execute("SELECT pg_advisory_unlock(%s)", [CLOCK_LOCK])

    assert [run.name for run in tick()] == ["hourly"]


def test_after_a_tick_another_process_may_be_the_clock_even_where_a_job_failed(jobs):
    jobs(broken=(60, fail))
    tick()

    with another_process() as other:
        assert other.execute("SELECT pg_try_advisory_lock(%s)", [CLOCK_LOCK]).fetchone() == (True,)


def test_a_page_goes_online_when_its_time_has_come(dortmund):
    page = make_content(home_of(dortmund), title="Morgen", live=False)
    page.go_live_at = NOON
    page.save_revision().publish()

    with time_machine.travel(NOON - datetime.timedelta(minutes=1), tick=False):
        publish_scheduled()
        assert not Page.objects.get(pk=page.pk).live
    with time_machine.travel(NOON + datetime.timedelta(minutes=1), tick=False):
        publish_scheduled()
        assert Page.objects.get(pk=page.pk).live


def test_a_page_goes_offline_when_its_time_is_over(dortmund):
    page = make_content(home_of(dortmund), title="Bis Mittag")
    page.expire_at = NOON
    page.save_revision().publish()

    with time_machine.travel(NOON - datetime.timedelta(minutes=1), tick=False):
        publish_scheduled()
        assert Page.objects.get(pk=page.pk).live
    with time_machine.travel(NOON + datetime.timedelta(minutes=1), tick=False):
        publish_scheduled()
        assert not Page.objects.get(pk=page.pk).live


def test_going_online_and_offline_is_a_job_of_every_minute(db):
    job = next(job for job in registry.jobs if job.name == "publish_scheduled")

    assert job.minutes == 1
    assert job in due_jobs(timezone.now())


def list_jobs(*arguments):
    out = io.StringIO()
    call_command("jobs", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_shows_each_job_with_its_last_run(jobs):
    jobs(broken=(60, fail), sound=(5, lambda: "3 mails"), never=(1440, lambda: "done"))
    with time_machine.travel(NOON, tick=False):
        run_job(registry.jobs[0])
        run_job(registry.jobs[1])

    assert list_jobs() == [
        "broken                   every 60 min  2030-05-01 14:00:00  failed  ValueError: Die Post ist weg",
        "sound                    every 5 min  2030-05-01 14:00:00  ok  3 mails",
        "never                    every 1440 min  never ran",
    ]


def test_the_command_shows_a_job_that_is_running(jobs):
    jobs(slow=(60, lambda: "done"))
    JobRun.objects.create(name="slow", started_at=NOON)

    assert list_jobs() == ["slow                     every 60 min  2030-05-01 14:00:00  running"]


def test_the_command_runs_one_job_now_whether_due_or_not(jobs):
    ran = []
    jobs(one=(60, lambda: ran.append("one") or "done"), other=(60, lambda: ran.append("other") or "done"))
    tick_at(timezone.now())
    ran.clear()

    lines = list_jobs("--run", "one")

    assert ran == ["one"]
    assert lines[0].endswith("ok  done")


def test_the_command_names_the_jobs_there_are(jobs):
    jobs(one=(60, lambda: "done"), other=(60, lambda: "done"))

    with pytest.raises(CommandError, match=r"--run: there is no job 'third'; there are one, other\."):
        list_jobs("--run", "third")


def test_the_clock_of_a_worker_goes_on_after_a_tick_that_failed(monkeypatch, caplog):
    stop, ticks = threading.Event(), []

    def tick_once_broken():
        ticks.append(1)
        if len(ticks) == 1:
            raise psycopg.OperationalError("the database restarts")
        stop.set()

    monkeypatch.setattr("sites.management.commands.worker.tick", tick_once_broken)
    monkeypatch.setattr("sites.management.commands.worker.TICK_SECONDS", 0)

    thread = threading.Thread(target=run_clock, args=[stop])
    thread.start()
    thread.join(timeout=5)

    assert not thread.is_alive()
    assert len(ticks) == 2
    assert "the clock missed a tick" in caplog.text
