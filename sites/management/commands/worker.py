"""`manage.py worker`: runs tasks from the queue, builds answers ahead, and is the clock once a minute."""

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from sites.clock import tick
from sites.delivery.store.building import Ahead, Builder
from sites.delivery.store.listening import Listener, connect

logger = logging.getLogger(__name__)
TICK_SECONDS = 60


def run_clock(stop: threading.Event) -> None:
    """Tick until stopped. An error (a database restart, say) is logged and tried again a minute later."""
    while not stop.is_set():
        try:
            tick()
        except Exception:
            logger.exception("the clock missed a tick")
            connection.close()
        close_old_connections()
        stop.wait(TICK_SECONDS)
    connection.close()


class Command(BaseCommand):
    help = "Run tasks from the queue and the jobs of the clock."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        clock = threading.Thread(target=run_clock, args=[stop], name="clock", daemon=True)
        clock.start()
        ahead = Ahead(Builder())
        deaf = Listener(ahead, connect).start()
        threading.Thread(target=ahead.run, args=[stop], name="ahead", daemon=True).start()
        try:
            call_command("db_worker", queue_name="*", verbosity=options["verbosity"])
        finally:
            stop.set()
            deaf.set()
            clock.join(timeout=10)
