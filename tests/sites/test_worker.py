"""The worker as a process of its own: it is the clock, and it ends when it is told to."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from insist.settings import BASE_DIR
from sites.models import JobRun

PATIENCE_SECONDS = 20


@pytest.fixture
def worker(db):
    """A running worker on the database of the tests; what it writes there is taken away afterwards."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.sites.worker_settings",
        "WORKER_DATABASE": connection.settings_dict["NAME"],
    }
    command = [sys.executable, "manage.py", "worker"]
    process = subprocess.Popen(command, cwd=BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()
    in_a_transaction_of_its_own("DELETE FROM insist_sites_jobrun")


def in_a_transaction_of_its_own(statement):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
    finally:
        other.close()


def wait_for(is_so):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_is_the_clock_and_ends_cleanly_when_told_to(worker, number):
    wait_for(JobRun.objects.filter(name="publish_scheduled", finished_at__isnull=False).exists)

    worker.send_signal(number)
    _out, errors = worker.communicate(timeout=5)

    assert worker.returncode == 0, errors
    assert "Traceback" not in errors
    assert not JobRun.objects.get(name="publish_scheduled").failed
