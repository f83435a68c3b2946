"""Settings of the benchmark: the product's own, with a database and media folder that are kept between runs.

`BENCH_STOCK=1` is what a new Wagtail project has instead: its middleware, and Wagtail's API v3.
"""

import os

os.environ["DEMO"] = "1"
os.environ["ADMIN_HOST"] = "admin.localhost:8000"
os.environ.pop("ELASTICSEARCH_URL", None)

from insist.settings import *  # noqa: F403

IS_STOCK = os.environ.get("BENCH_STOCK") == "1"
STORE_ANSWERS = os.environ.get("BENCH_STORE", "1") == "1"

MAIN_DATABASE = DATABASES["default"]["NAME"]  # noqa: F405
DATABASES["default"]["NAME"] = os.environ.get("BENCH_DB", "insist_bench")  # noqa: F405
MEDIA_ROOT = VAR_DIR / DATABASES["default"]["NAME"]  # noqa: F405
ROOT_URLCONF = "tests.bench.urls"

if IS_STOCK:
    INSTALLED_APPS = ["tests.bench", *INSTALLED_APPS, "wagtail.api.v3"]  # noqa: F405
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "wagtail.contrib.redirects.middleware.RedirectMiddleware",
        "allauth.account.middleware.AccountMiddleware",  # its app does not start without; it does next to nothing
    ]
