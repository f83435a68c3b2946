"""The real product, started as a user starts it, in a folder and on a port of its own."""

import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from playwright.sync_api import Page

from tests.browser.addresses import Address

PROJECT = Path(__file__).resolve().parent.parent.parent
LOOPBACK = "127.0.0.1"
START_SECONDS = 300
STOP_SECONDS = 60
REQUEST_SECONDS = 30
POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    text: str


class Product:
    """A running demonstration: `url` and `get` reach its hosts, `account` names its people."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.log = folder / "demo.log"

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What `demo.json` tells: addresses of cities and admin, accounts, their password."""
        return json.loads((self.folder / "demo.json").read_text())

    def url(self, address: Address) -> str:
        return self.city_url(address.city, address.path)

    def city_url(self, city: str, path: str = "/") -> str:
        return self.facts["cities"][city].removesuffix("/") + path

    def account(self, role: str, city: str = "") -> str:
        """Return the e-mail address of who has this role there."""
        accounts = self.facts["accounts"]
        return next(a["email"] for a in accounts if a["role"] == role and a["city"] == city)

    def get(self, url: str) -> Answer:
        """Ask for `url` and follow nothing. Python cannot resolve *.localhost, so the host goes as a header."""
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=REQUEST_SECONDS)
        try:
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", target, headers={"Host": parts.netloc})
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, response.read().decode())
        finally:
            connection.close()

    def sign_in(self, page: Page, email: str) -> None:
        page.goto(self.facts["admin"])
        page.locator("#id_login").fill(email)
        page.locator("#id_password").fill(self.facts["password"])
        page.locator("#id_password").press("Enter")
        page.wait_for_url(self.facts["admin"])

    def answers(self) -> bool:
        try:
            return self.get(f"http://admin.localhost:{self.port}/admin/account/login/").status == 200
        except OSError:
            return False

    def leftovers(self) -> list[str]:
        """Name the parts that still run, seen from what only they can hold: the port, and the database's locks."""
        found = []
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, self.port)) == 0:
                found.append("web")
        # Every process that uses the embedded PostgreSQL holds users.lock; its own processes hold server.lock.
        for name in ("users.lock", "server.lock"):
            with open(self.folder / "postgres" / name) as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    found.append(name)
        return found


@contextmanager
def running_product() -> Iterator[Product]:
    """Start `manage.py demo --reset`, and at the end stop it as Ctrl-C does.

    Raises RuntimeError with the end of its output if it does not start, ends
    with an error, or leaves a process behind.
    """
    folder = Path(tempfile.mkdtemp(prefix="insist-test-"))
    folder.chmod(0o755)  # as root, the database runs as another user, who must get in
    product = Product(folder, _free_port())
    try:
        with open(product.log, "wb") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--reset"],
                cwd=PROJECT,
                env=_environment(product),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            _wait_until_it_answers(product, process)
            yield product
        finally:
            _stop(product, process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(product: Product) -> dict[str, str]:
    """A user's environment, without what the tests' own settings put there."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    # Empty, not left out: a `.env` file could name a database with real data, and --reset empties it.
    return environment | {
        "DATABASE_URL": "",
        "ELASTICSEARCH_URL": "",
        "DEMO": "1",
        "VAR_DIR": str(product.folder),
        "ADMIN_HOST": f"admin.localhost:{product.port}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(product: Product, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not product.answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise _error(product, "The demonstration does not start.")
        time.sleep(POLL_SECONDS)


def _stop(product: Product, process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        code = process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise _error(product, "The demonstration does not stop.") from None
    if code or product.leftovers():
        raise _error(product, f"The demonstration ended with {code} and left running: {product.leftovers()}.")


def _error(product: Product, text: str) -> RuntimeError:
    return RuntimeError(f"{text} Its output ends:\n{product.log.read_text()[-2000:]}")
