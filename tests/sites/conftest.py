"""A worker for one test, and a server that takes its mails."""

import pytest
from django_tasks_db.management.commands import db_worker


@pytest.fixture
def run_queue(monkeypatch):
    """Let the worker of the product's own queue do all that is due."""
    # It would close the connection that holds the transaction of the test.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def run():
        db_worker.Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="test",
            excluded_queue_names=[],
        ).run()

    return run


@pytest.fixture
def smtp(settings):
    """Send over SMTP to a port; `smtp(port)`."""
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"

    def use(port):
        settings.EMAIL_PORT = port

    return use
