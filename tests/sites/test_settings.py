"""Settings come from the environment: what is missing is named, and every default is the safe one."""

import ast
import json
import os
import re
import subprocess
import sys

import pytest

from insist.settings import BASE_DIR

SETTINGS = BASE_DIR / "insist" / "settings.py"
EXAMPLE = BASE_DIR / ".env.example"
PRODUCTION = {
    "SECRET_KEY": "lang und geheim und nur in diesem Test",
    "ADMIN_HOST": "Admin.Example.org",
    "DATABASE_URL": "postgres://insist@db.example.org/insist",
}
SAFE = {
    "DEBUG": False,
    "DEMO": False,
    "ADMIN_HOST": "admin.example.org",
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "TRUSTED_PROXIES": [],
    "WEBHOOK_NETWORKS": [],
    "WHITENOISE_USE_FINDERS": False,
    "WAGTAILADMIN_BASE_URL": "https://admin.example.org",
    "EMAIL_BACKEND": "sites.mail.QueuedBackend",
    "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
    # The admin calls no other host.
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
}

pytestmark = pytest.mark.skipif(
    (BASE_DIR / ".env").exists(), reason="a .env file of this checkout would answer too"
)


def start(code, **variables):
    """Run Python with the product's settings and these variables of ours, and none besides."""
    own = read_variables()
    kept = {name: value for name, value in os.environ.items() if name not in own}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "insist.settings", **variables}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=BASE_DIR, env=environment, capture_output=True, text=True, check=False)


def settings_with(**variables):
    code = "import json, sys; from django.conf import settings as s; "
    code += f"print(json.dumps({{name: getattr(s, name) for name in {list(SAFE)}}}))"
    done = start(code, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def read_variables():
    """The names of all variables that the settings read."""
    calls = [node for node in ast.walk(ast.parse(SETTINGS.read_text())) if isinstance(node, ast.Call)]
    names = set()
    for call in calls:
        reader = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        if isinstance(reader, ast.Name) and reader.id in ("env", "required"):
            names |= {arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant)}
    return names


def example_variables():
    """Name → explanation of every variable of the example."""
    blocks = EXAMPLE.read_text().strip().split("\n\n")
    found = {}
    for block in blocks:
        *words, last = block.splitlines()
        if match := re.fullmatch(r"(?:# )?([A-Z_]+)=.*", last):
            found[match[1]] = " ".join(words)
    return found


@pytest.mark.parametrize("name", ["SECRET_KEY", "ADMIN_HOST"])
@pytest.mark.parametrize("how", ["missing", "empty"])
def test_the_product_does_not_start_without_a_variable_that_has_no_safe_default(name, how):
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    if how == "empty":
        variables[name] = ""

    done = start("import django; django.setup()", **variables)

    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("name", ["TRUSTED_PROXIES", "WEBHOOK_NETWORKS"])
def test_a_network_that_is_none_is_named_at_the_start(name):
    done = start(
        "import django; django.setup(); from django.core.wsgi import get_wsgi_application as a; a()",
        **PRODUCTION,
        **{name: "proxy.example.org"},
    )

    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_the_defaults_of_production_are_the_safe_ones():
    assert settings_with(**PRODUCTION) == SAFE


def test_the_demonstration_needs_no_variable_and_is_no_debugging():
    demo = settings_with(DEMO="1")

    assert demo["DEMO"]
    assert not demo["DEBUG"]
    assert not demo["SESSION_COOKIE_SECURE"]
    assert demo["ADMIN_HOST"] == "admin.localhost:8000"


def test_the_settings_read_the_variables_that_these_tests_know():
    assert {"SECRET_KEY", "ADMIN_HOST", "DEMO", "DATABASE_URL", "EMAIL_URL"} <= read_variables()


def test_the_example_holds_every_variable_that_is_read_and_no_other():
    assert set(example_variables()) == read_variables()


def test_every_variable_of_the_example_is_explained():
    for name, words in example_variables().items():
        assert len(words.lstrip("# ")) > 20, name


def test_the_settings_alone_read_the_environment():
    pattern = re.compile(r"os\.(environ(\[|\.get)|getenv)|\benviron\.Env\b")
    apps = ("insist", "sites", "directory", "home", "matching")
    modules = [path for app in apps for path in (BASE_DIR / app).rglob("*.py")]

    assert [path for path in modules if path != SETTINGS and pattern.search(path.read_text())] == []
