"""All settings, read from the environment; every default is the safe one.

Each variable stands in `.env.example` with a line of explanation. `DEMO=1` is
the demonstration on one machine: accounts with known passwords exist and cookies
work over http, so it listens on loopback only.
"""

from datetime import timedelta
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
WEBHOOK_NETWORKS = env.list("WEBHOOK_NETWORKS", default=[])

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
    "wagtail.contrib.typed_table_block",
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
    # Sign-in
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    # Django
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "sites.headers.HeadersMiddleware",
    "sites.hosts.ForwardedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sites.delivery.store.middleware.StoreMiddleware",
    "sites.hosts.HostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sites.accounts.sessions.SessionLimitsMiddleware",
    "sites.accounts.factors.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "sites.access.gate.BorderMiddleware",
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

# Limits of sign-in must count over all processes; everything else may stay in the process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "limits": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "insist_limits"},
}

# Answers that are the same for everybody are stored (sites.delivery.store).
STORE_ANSWERS = True

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
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "sites.accounts.backends.PasswordBackend",
    "sites.access.backend.CityPolicyBackend",
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
WAGTAIL_FRONTEND_LOGIN_URL = "/"  # no sign-in on city hosts
# Passwords and addresses change in one place, behind a second sign-in: never in Wagtail's own forms.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
PASSWORD_RESET_TIMEOUT = 30 * 60  # seconds

ACCOUNT_ADAPTER = "sites.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]  # sign-up is closed: read by checks only
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
# Per network and per account over all networks; axes counts the pair of both.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,20/h/key"}

MFA_ADAPTER = "sites.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = (
    True  # or nobody with a factor could change her address; it is confirmed before it counts
)
MFA_TOTP_ISSUER = "INSIST"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone signs in only with its own PIN or finger
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# The pair: a stranger elsewhere locks nobody out, and a shared network does not lock its other people out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "sites.accounts.backends.login_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_IDLE_SECONDS = 60 * 60

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
WAGTAILIMAGES_IMAGE_FORM_BASE = "sites.uploads.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # of all frames; a telephone takes 12 to 24 million
WAGTAILDOCS_DOCUMENT_FORM_BASE = "sites.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # every document is an attachment
WAGTAILDOCS_CONTENT_TYPES = {  # not as the machine's list of types has it
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
# As a volunteer types it: 4.3.2031 18:00.
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
FORMAT_MODULE_PATH = ["insist.formats"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
# The admin must not call out to other hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# Transport
# Headers come from sites.headers; SecurityMiddleware only leads to https.
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# With this prefix browsers take a cookie over https only, and from no other host of the domain.
SESSION_COOKIE_NAME = "sessionid" if DEMO else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEMO else "__Host-csrftoken"

# Mail: queued by whoever sends it, and sent by the worker over MAIL_TRANSPORT (sites.mail).
# A silent server must not hold the worker up.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="INSIST <noreply@example.org>")
if DEMO:
    MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    _transport = env.email_url("EMAIL_URL", default="smtp://localhost:25")
    MAIL_TRANSPORT = _transport.pop("EMAIL_BACKEND")
    vars().update(_transport)
EMAIL_BACKEND = "sites.mail.QueuedBackend"
WAGTAILADMIN_NOTIFICATION_USE_HTML = True

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
