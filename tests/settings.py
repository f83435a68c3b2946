"""Settings of the tests: the product's own, in demonstration mode, with a folder of their own."""

import os

os.environ["DEMO"] = "1"
os.environ["ADMIN_HOST"] = "admin.localhost:8000"
os.environ.pop("ELASTICSEARCH_URL", None)

from insist.settings import *  # noqa: F403

MEDIA_ROOT = VAR_DIR / "test-media"  # noqa: F405
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
# Answers are stored where a test is about that: all others see what was built for them.
STORE_ANSWERS = False
# Fast hashes: the strength of passwords is not what these tests are about.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files are looked for when one is asked for: each test client would read the whole list of them.
WHITENOISE_AUTOREFRESH = True
# Two runs at the same time need two databases.
TEST_DB = os.environ.get("TEST_DB") or f"test_{DATABASES['default']['NAME']}"  # noqa: F405
DATABASES["default"]["TEST"] = {"NAME": TEST_DB}  # noqa: F405
# One of several processes that share a run: a copy of that database (tests.conftest), and files of its own.
if process := os.environ.get("PYTEST_XDIST_WORKER"):
    DATABASES["default"]["TEST"]["TEMPLATE"] = TEST_DB  # noqa: F405
    MEDIA_ROOT /= process
