"""The program that built an answer: what its code, templates and texts are, as one short word."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

PARTS = ("insist", "sites", "directory", "home", "matching", "locale", "locale_packages")
KINDS = {".py", ".html", ".txt", ".po", ".css", ".svg", ".csv", ".toml", ".geojson"}


@cache
def release() -> str:
    """Return a word that differs when any file differs that pages are made of."""
    folder: Path = settings.BASE_DIR
    sums = hashlib.blake2b(digest_size=16)
    files = [folder / "uv.lock"]
    for part in PARTS:
        files += sorted(path for path in (folder / part).rglob("*") if path.suffix in KINDS)
    for path in files:
        if path.is_file():
            sums.update(str(path.relative_to(folder)).encode())
            sums.update(path.read_bytes())
    sums.update(f"{settings.DEMO} {settings.ADMIN_HOST}".encode())
    return sums.hexdigest()
