"""Settings of a worker process that a test starts: those of the tests, on the test's own database."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]  # noqa: F405
