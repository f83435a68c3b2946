"""All settings, read from the environment; every default is the safe one.

Each variable stands in `.env.example` with a line of explanation. `DEMO=1` is
the demonstration on one machine: accounts with known passwords exist and cookies
work over http, so it listens on loopback only.
"""

from pathlib import Path

import environ
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from insist.database import embedded_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)


def required(name: str) -> str:
    """Return a variable that has no safe default. Empty, as `.env.example` has it, counts as missing."""
    value: str = env(name)
    if not value:
        raise ImproperlyConfigured(f"Set the {name} environment variable")
    return value


DEMO = env.bool("DEMO", default=False)
DEBUG = False
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

SECRET_KEY = "demo-only-never-used-outside-this-machine" if DEMO else required("SECRET_KEY")

# Hosts come from the Site table: sites.hosts answers 404 to every other one.
ALLOWED_HOSTS = ["*"]
ADMIN_HOST = (env("ADMIN_HOST", default="admin.localhost:8000") if DEMO else required("ADMIN_HOST")).lower()
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

INSTALLED_APPS = [
    "sites",
    "sites.frame",
    "directory",
    "home",
    "matching",
    # Wagtail
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    # Django
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "sites.hosts.ForwardedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sites.hosts.HostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "insist.urls"
WSGI_APPLICATION = "insist.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Database: PostgreSQL only, embedded unless DATABASE_URL names another.
DATABASE_URL = env("DATABASE_URL", default="")
DATABASES = {
    "default": {
        **(env.db_url("DATABASE_URL") if DATABASE_URL else embedded_settings(VAR_DIR / "postgres")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Search: the directory's engine; the admin keeps Wagtail's database search.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Languages: those the product knows; a city enables those whose catalogue is complete.
LANG_INFO["de-x-leicht"] = {
    "bidi": False,
    "code": "de-x-leicht",
    "name": "Easy German",
    "name_local": "Leichte Sprache",
}
LANG_INFO["kmr"] = {"bidi": False, "code": "kmr", "name": "Northern Kurdish", "name_local": "Kurmancî"}
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("fr", "Français"),
    ("pl", "Polski"),
    ("fa", "فارسی"),
    ("ckb", "کوردی"),
    ("kmr", "Kurmancî"),
    ("de-x-leicht", "Leichte Sprache"),
]
LANGUAGE_CODE = "de"
LANGUAGES_BIDI = ["ar", "fa", "ckb"]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_admin", BASE_DIR / "locale_packages"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# People
AUTH_USER_MODEL = "insist_sites.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/"  # no sign-in on city hosts

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# The demonstration serves static files from where they lie: no collectstatic to wait for.
WHITENOISE_USE_FINDERS = DEMO

# Wagtail
WAGTAIL_SITE_NAME = "INSIST"
WAGTAILADMIN_BASE_URL = f"{'http' if DEMO else 'https'}://{ADMIN_HOST}"
WAGTAILIMAGES_IMAGE_MODEL = "insist_sites.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "insist_sites.Document"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "docx", "xlsx", "pptx", "txt", "csv", "ics"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
# The admin must not call out to other hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# Transport
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin frames its own previews

# Mail
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="INSIST <noreply@example.org>")
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))

LOG_LEVEL = env("LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # The level stands at the handler: the worker of django_tasks sets its loggers' levels itself.
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL}},
    "loggers": {"django.request": {"level": "ERROR"}},  # a 404 is an answer, not a fault
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
