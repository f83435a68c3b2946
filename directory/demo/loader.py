"""The associations of the demonstration: a kernel written by hand, the rest composed. Safe to run again."""

import datetime
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from directory.demo.builder import Builder
from directory.demo.composed import compose_associations
from directory.demo.generation import district_points
from directory.models import Association
from sites.models import City

COMPOSED = 80  # per city, beside the kernel
SEED = "demo"
FOLDER = Path(__file__).resolve().parent / "content"


def load_associations(city: City, today: datetime.date) -> int:
    """Write the associations of the city if it has none yet; return how many were added."""
    if Association.objects.for_city(city).exists():
        return 0
    builder = Builder(city, today)
    kernel = read_kernel(city.slug)
    composed = compose_associations(city.slug, COMPOSED, SEED, district_points(city))
    taken = {entry["name"] for entry in kernel}
    others = [entry for entry in composed if entry["name"] not in taken]
    return builder.write(kernel, read_translations(city.slug, city.languages)) + builder.write(others, {})


def associations_by_code(city: City) -> dict[str, Association]:
    """Return code of the kernel → association, however it has been renamed since."""
    found = {row.emblem_seed: row for row in Association.objects.for_city(city).sources().order_by("-pk")}
    rows = read_kernel(city.slug)
    return {row["code"]: found[row["name"]] for row in rows if row["name"] in found}


def read_kernel(slug: str) -> list[dict[str, Any]]:
    path = FOLDER / slug / "kernel.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text())["association"] if path.exists() else []
    return found


def read_translations(slug: str, languages: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return language → code → texts."""
    paths = {code: FOLDER / slug / f"{code}.toml" for code in languages}
    return {code: tomllib.loads(path.read_text()) for code, path in paths.items() if path.exists()}
