"""Whom the embedded PostgreSQL runs as, and the folders that are its own.

An ordinary user runs it as itself. PostgreSQL refuses to run as root: for root it runs as the owner of the
data folder or of the nearest folder above that is not root's, else as `nobody`. Where that account may not
enter (a clone in /root), the data get a folder in /var/lib/insist and the data folder is a link to it;
binaries that it may not execute are copied beside the data. The permissions of all other folders stay as
they are.
"""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured

OPEN_FOLDER = Path("/var/lib/insist")


class Account(NamedTuple):
    uid: int
    gid: int


def server_account(data_dir: Path) -> Account | None:
    """Return the account for the server in `data_dir`, which need not exist; None if it is our own."""
    if os.geteuid() != 0:
        return None
    home = data_dir.resolve()
    for folder in (home, *home.parents):
        uid = folder.stat().st_uid if folder.exists() else 0
        if uid != 0:
            with suppress(KeyError):
                return Account(uid, pwd.getpwuid(uid).pw_gid)
            if folder == home:  # made outside of this container, which does not know the user's name
                return Account(uid, uid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def as_account(account: Account | None) -> dict[str, Any]:
    """Return the arguments that make `subprocess` run a program as `account`."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}


def may_run(account: Account, *command: str | Path) -> bool:
    """Return whether `command` succeeds when `account` runs it."""
    try:
        return subprocess.run(command, cwd="/", capture_output=True, **as_account(account)).returncode == 0
    except PermissionError:
        return False


def make_home(data_dir: Path, account: Account | None) -> Path:
    """Return the folder that `data_dir` is or links to; make it if missing. Raises as `make_private`."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    if account and not os.path.lexists(data_dir) and not may_run(account, "test", "-x", data_dir.parent):
        _link_to_open_folder(data_dir)
    home = data_dir.resolve()
    make_private(home, account)
    return home


def make_private(folder: Path, account: Account | None) -> None:
    """Make `folder`, if missing, for `account` alone (mode 0700).

    Raises ImproperlyConfigured if it is another user's, or a link that somebody else could have laid.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    if account and folder.lstat().st_uid == 0:
        os.chown(folder, *account, follow_symlinks=False)
    found = folder.lstat()
    if found.st_uid != (account.uid if account else os.geteuid()) or not stat.S_ISDIR(found.st_mode):
        raise ImproperlyConfigured(
            f"{folder} belongs to the user with the number {found.st_uid}, but the embedded PostgreSQL needs "
            "a folder of its own. Start it as that user, remove the folder, or set DATABASE_URL."
        )
    folder.chmod(0o700)


def copy_package(package: Path, copy: Path, account: Account) -> None:
    """Copy the wheel's package and libraries into the new folder `copy`, for `account` to execute."""
    new = copy.with_name(f"{copy.name}.new")
    if new.exists():  # somebody was killed here
        shutil.rmtree(new)
    unused = shutil.ignore_patterns("include", "pginstall")
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, new / part.name, symlinks=True, ignore=unused)
    for path in (new, *new.rglob("*")):
        os.chown(path, *account, follow_symlinks=False)
    new.rename(copy)


def _link_to_open_folder(data_dir: Path) -> None:
    OPEN_FOLDER.mkdir(parents=True, exist_ok=True)
    OPEN_FOLDER.chmod(0o755)
    target = Path(tempfile.mkdtemp(dir=OPEN_FOLDER, prefix="postgres-"))
    try:
        data_dir.symlink_to(target)
    except FileExistsError:  # another process was faster
        target.rmdir()
