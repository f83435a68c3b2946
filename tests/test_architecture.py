"""The house: who may import and refer to whom, what a module may be called, what no code may say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from home.demo.texts import read_cities
from insist.settings import BASE_DIR

# From right to left: each may refer to itself and to those before it.
ORDER = ("sites", "directory", "home", "matching", "insist")
LABELS = {"insist_sites": "sites", "frame": "sites"}
VAGUE = {"utils", "util", "helpers", "helper", "core", "common", "misc"}
# Cities are data. These folders hold data and what makes it.
DATA = (Path("home/demo"), Path("sites/data"), Path("directory/data"))


def rank(label: str) -> int | None:
    """The place of an app in the order, None if it is not ours."""
    name = LABELS.get(label, label)
    return ORDER.index(name) if name in ORDER else None


def files(*suffixes: str) -> Iterator[Path]:
    """All files of the product with these suffixes, as paths from its root."""
    for app in ORDER:
        for path in sorted((BASE_DIR / app).rglob("*")):
            if path.suffix in suffixes:
                yield path.relative_to(BASE_DIR)


def our_templates() -> list[str]:
    found = [path for path in files(".html", ".xml", ".txt", ".svg") if "templates" in path.parts]
    return sorted(str(path).partition("templates/")[2] for path in found)


def test_each_app_imports_only_what_stands_to_its_right():
    # A process of its own: the linter sets up logging anew, and would silence the loggers of the product.
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_no_migration_depends_on_an_app_to_its_left():
    migrations = MigrationLoader(None).disk_migrations

    wrong = [
        (str(migration), needed)
        for (label, _name), migration in migrations.items()
        for needed in [*migration.dependencies, *migration.run_before]
        if rank(label) is not None and rank(needed[0]) is not None and rank(needed[0]) > rank(label)
    ]

    assert {label for label, _name in migrations if rank(label) is not None} >= {"insist_sites", "home"}
    assert wrong == []


def test_no_foreign_key_points_to_an_app_to_its_left():
    relations = [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if rank(model._meta.app_label) is not None
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    ]

    wrong = [
        str(field)
        for model, field in relations
        if (rank(field.related_model._meta.app_label) or 0) > rank(model._meta.app_label)
    ]

    assert relations
    assert wrong == []


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name", our_templates())
def test_every_template_compiles(name):
    try:
        get_template(name)
    except TemplateSyntaxError as error:
        pytest.fail(str(error))


def test_there_are_templates_to_compile():
    assert {"frame/base.html", "home/home_page.html", "frame/sitemap.xml"} <= set(our_templates())


def test_no_module_has_a_name_that_says_nothing():
    assert [path for path in files(".py") if VAGUE & {part.removesuffix(".py") for part in path.parts}] == []


def test_every_folder_of_tests_is_a_package():
    # A folder tests/sites without it would hide the app of that name.
    folders = {path.parent for path in (BASE_DIR / "tests").rglob("test_*.py")}

    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@cache
def city_names() -> re.Pattern[str]:
    words = [word for slug, facts in read_cities().items() for word in (slug, facts["name"])]
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def is_data(path: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in DATA)


def test_no_module_names_a_city():
    wrong = [
        f"{path}:{line}: {text}"
        for path in files(".py")
        if not is_data(path)
        for line, text in said_by(ast.parse((BASE_DIR / path).read_text()))
        if city_names().search(text)
    ]

    assert wrong == []


def said_by(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name and string of a module, without docstrings and help texts, where a city may be an example."""
    examples = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            examples.add(id(node.value))
        if isinstance(node, ast.keyword) and node.arg in ("help", "help_text"):
            examples |= {id(part) for part in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in examples:
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name


@pytest.mark.parametrize("suffix", [".html", ".xml", ".css", ".js"])
def test_no_template_or_stylesheet_names_a_city(suffix):
    named = [
        path
        for path in files(suffix)
        if not is_data(path) and city_names().search((BASE_DIR / path).read_text())
    ]

    assert named == []
