"""A worker that dies with a mail in hand: the mail is sent all the same, and twice at most."""

import datetime
import os
import socket
import subprocess
import sys

import pytest
import time_machine
from django.core import mail as outbox_of
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from insist.settings import BASE_DIR
from sites.mail import LEASE_MINUTES, WAITING_MINUTES, deliver, resend_stranded, send_mail
from sites.models import JobRun, Mail, MailState
from sites.registry import registry
from tests.sites.smtp import smtp_server

pytestmark = pytest.mark.full

PATIENCE_SECONDS = 30


def after(minutes):
    return time_machine.travel(timezone.now() + datetime.timedelta(minutes=minutes, seconds=1))


def take(mail):
    """What a worker does with the task of a mail before it dies."""
    task = DBTaskResult.objects.get(task_path=deliver.module_path, args_kwargs__args__0=mail.pk)
    task.claim("dead")
    return task


@pytest.fixture
def silent_server():
    """Listens, and says nothing to those who come."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(PATIENCE_SECONDS)
        yield server


@pytest.fixture
def processes(django_db_setup, django_db_blocker, silent_server):
    """Start `manage.py …` on the database of the tests; it commits, so its rows are deleted at the end.

    A test asks for this before `db`: its own transaction must be over by then.
    """
    started = []
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.sites.worker_settings",
        "WORKER_DATABASE": name,
        "WORKER_SMTP_PORT": str(silent_server.getsockname()[1]),
    }

    def start(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        started.append(subprocess.Popen(command, cwd=BASE_DIR, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
    with django_db_blocker.unblock():
        Mail.objects.all().delete()
        JobRun.objects.all().delete()
        DBTaskResult.objects.filter(task_path=deliver.module_path).delete()


def test_a_mail_whose_worker_was_killed_while_sending_is_sent_by_the_next_one(
    processes, silent_server, db, smtp, run_queue
):
    assert processes("trial_mail", "a@example.org").wait(PATIENCE_SECONDS) == 0
    worker = processes("worker")
    with silent_server.accept()[0]:  # now it has the mail in hand, and waits for the server
        worker.kill()
        worker.wait()

    with smtp_server() as server:
        smtp(server.port)
        with after(LEASE_MINUTES):
            run_queue()
            assert server.mails == []  # its task belongs to the dead
            assert resend_stranded() == "1 queued again"
            with after(WAITING_MINUTES[0]):
                run_queue()
        assert len(server.mails) == 1

    assert Mail.objects.get().state == MailState.SENT


def test_a_task_that_was_taken_and_never_began_is_handed_out_again(db, run_queue):
    mail = send_mail("trial", to="a@example.org")
    take(mail)

    with after(LEASE_MINUTES):
        resend_stranded()
        with after(WAITING_MINUTES[0]):
            run_queue()

    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert len(outbox_of.outbox) == 1


def test_a_task_that_failed_for_another_reason_than_the_mail_is_handed_out_again(db, run_queue, monkeypatch):
    mail = send_mail("trial", to="a@example.org")
    with monkeypatch.context() as broken:
        broken.setattr("sites.mail._message", lambda mail: 1 / 0)
        run_queue()
    task = DBTaskResult.objects.get(task_path=deliver.module_path)
    assert task.status == TaskResultStatus.FAILED

    with after(LEASE_MINUTES):
        resend_stranded()
        with after(WAITING_MINUTES[0]):
            run_queue()

    mail.refresh_from_db()
    assert mail.state == MailState.SENT


@pytest.mark.parametrize("state", ["queued", "queued for later", "just taken"])
def test_a_mail_that_has_a_task_is_left_alone(db, smtp, run_queue, state):
    mail = send_mail("trial", to="a@example.org")

    with after(LEASE_MINUTES):
        if state == "queued for later":
            DBTaskResult.objects.all().delete()
            deliver.using(run_after=timezone.now() + datetime.timedelta(hours=8)).enqueue(mail.pk)
        if state == "just taken":
            take(mail)

        assert resend_stranded() == "0 queued again"

    mail.refresh_from_db()
    assert mail.tries == 0


def test_a_mail_that_came_in_while_the_tasks_were_read_is_left_alone(db):
    mail = send_mail("trial", to="a@example.org")
    DBTaskResult.objects.filter(task_path=deliver.module_path).delete()

    assert resend_stranded() == "0 queued again"
    mail.refresh_from_db()
    assert mail.tries == 0


def test_a_mail_that_is_being_sent_at_this_moment_is_left_alone(processes, silent_server, db):
    assert processes("trial_mail", "a@example.org").wait(PATIENCE_SECONDS) == 0
    processes("worker")

    # So slow a server that the time is over; but the worker holds its mail.
    with silent_server.accept()[0], after(LEASE_MINUTES):
        assert resend_stranded() == "0 queued again"
        deliver.call(Mail.objects.get().pk)

    assert outbox_of.outbox == []


def test_a_mail_that_kills_every_worker_fails_in_the_end(db):
    mail = send_mail("trial", to="a@example.org")
    now = timezone.now()

    for hours in range(0, 24 * (len(WAITING_MINUTES) + 1), 12):
        with time_machine.travel(now + datetime.timedelta(hours=hours)):
            for task in DBTaskResult.objects.ready().filter(task_path=deliver.module_path):
                task.claim("dead")
        with time_machine.travel(now + datetime.timedelta(hours=hours + 1)):
            resend_stranded()

    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert "WorkerLostError" in mail.error


def test_the_clock_looks_for_stranded_mails_every_five_minutes(db):
    assert [job.minutes for job in registry.jobs if job.name == "resend_stranded"] == [5]
