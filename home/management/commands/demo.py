"""`DEMO=1 manage.py demo`: sets the demonstration up and runs it until Ctrl-C."""

import json
import shutil
import socket
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from home.demo.loader import PASSWORD, Account, load_accounts, load_demo
from sites.catalogues import compile_catalogues
from sites.models import City
from sites.processes import python_command, run_together, web_command

LOOPBACK = "127.0.0.1"


class Command(BaseCommand):
    help = "Set up and run the demonstration: web, worker and clock, on this machine only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="forget everything and start over")
        parser.add_argument("--no-run", action="store_true", help="set up only")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration has known passwords: run it as DEMO=1 manage.py demo.")
        host, _colon, port = settings.ADMIN_HOST.partition(":")
        if not options["no_run"]:
            self._check_port(int(port))
        self._started = time.monotonic()
        if options["reset"]:
            self._reset()
        self._say("message catalogues")
        compile_catalogues()
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        self._say("database")
        call_command("migrate", verbosity=0)
        cities = load_demo(self._say)
        accounts = load_accounts(cities)
        self._write_facts(cities, accounts)
        self._say("ready")
        self._introduce(cities, accounts)
        if not options["no_run"]:
            self._run(port)

    def _say(self, text: str) -> None:
        self.stdout.write(f"[{time.monotonic() - self._started:5.1f} s] {text}")
        self.stdout.flush()

    def _check_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                raise CommandError(f"Port {port} is in use. Is the demonstration running already?") from error

    def _reset(self) -> None:
        if settings.DATABASE_URL:
            raise CommandError("--reset empties the embedded database only, never the one of DATABASE_URL.")
        self._say("forgetting what was there")
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)

    def _write_facts(self, cities: list[City], accounts: list[Account]) -> None:
        """Write `var/demo.json`: addresses and accounts, for people and for scripts."""
        facts = {
            "cities": {city.slug: f"{city.site.root_url}/" for city in cities},
            "admin": f"{settings.WAGTAILADMIN_BASE_URL}/admin/",
            "password": PASSWORD,
            "accounts": [vars(account) for account in accounts],
        }
        path = Path(settings.VAR_DIR) / "demo.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n")

    def _introduce(self, cities: list[City], accounts: list[Account]) -> None:
        lines = [f"  {city.name:14} {city.site.root_url}/" for city in cities]
        lines += [
            f"  {'Admin':14} {settings.WAGTAILADMIN_BASE_URL}/admin/",
            "",
            f"  Password of all accounts: {PASSWORD}",
        ]
        lines += [f"  {account.email:42} {account.role} {account.language}".rstrip() for account in accounts]
        self.stdout.write("\n" + "\n".join(lines) + "\n\nCtrl-C stops everything.\n")
        self.stdout.flush()

    def _run(self, port: str) -> None:
        connection.close()
        code = run_together(
            {"web": web_command(LOOPBACK, int(port)), "worker": python_command("manage.py", "worker")}
        )
        if code:
            raise CommandError("The demonstration stopped by itself.")
