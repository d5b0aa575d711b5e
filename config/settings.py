"""One settings file. Everything that differs between machines is an environment variable with a default
that just runs; with YIJI_DEBUG=0 the secrets have no default and their absence stops the start loudly."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.sqlite import sqlite_options

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, default: bool) -> bool:
    """An environment variable as yes or no: 1, true, yes, on; anything else is no."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def secret(name: str, stand_in: str) -> str:
    """A secret from the environment; `stand_in` serves only while DEBUG is on."""
    value = os.environ.get(name, "")
    if value:
        return value
    if DEBUG:
        return stand_in
    raise ImproperlyConfigured(f"Set the environment variable {name}: without YIJI_DEBUG it has no default.")


DEBUG = flag("YIJI_DEBUG", True)
SECRET_KEY = secret("YIJI_SECRET_KEY", "insecure-only-for-debugging-" + "0" * 40)
# Identity numbers are recognised by a keyed digest; each key has a version, so that it can be changed.
ID_DIGEST_KEYS = {1: secret("YIJI_ID_DIGEST_KEY", "insecure-digest-key-only-for-debugging")}
ID_DIGEST_VERSION = 1
# The journal is sealed with a key of its own; each has a version, and the former ones stay here to verify old seals.
JOURNAL_KEYS = {1: secret("YIJI_JOURNAL_KEY", "insecure-journal-key-only-for-debugging")}
JOURNAL_KEY_VERSION = 1
# So many days the journal is kept at least; the database keeps it for 365 days whatever is said here.
JOURNAL_DAYS_KEPT = int(os.environ.get("YIJI_JOURNAL_DAYS_KEPT", "365"))
# So many years after somebody has left, or a household was last met, erase_former_people erases the personal data.
RETENTION_YEARS = int(os.environ.get("YIJI_RETENTION_YEARS", "5"))
if not 1 <= RETENTION_YEARS <= 50:
    raise ImproperlyConfigured("YIJI_RETENTION_YEARS is a number of years from 1 to 50.")
# A table is on notice for at least so many days before it can be approved: working days (Monday to Friday), or all
# days.
NOTICE_DAYS = int(os.environ.get("YIJI_NOTICE_DAYS", "5"))
NOTICE_WORKING_DAYS = flag("YIJI_NOTICE_WORKING_DAYS", True)
# So many objections an hour to one table are taken from one address, and from everywhere.
OBJECTIONS_AN_HOUR = int(os.environ.get("YIJI_OBJECTIONS_AN_HOUR", "5"))
OBJECTIONS_AN_HOUR_IN_ALL = int(os.environ.get("YIJI_OBJECTIONS_AN_HOUR_IN_ALL", "300"))
# So many numbers of objections that there are not may be asked for from one address in an hour.
WRONG_NUMBERS_AN_HOUR = int(os.environ.get("YIJI_WRONG_NUMBERS_AN_HOUR", "20"))
# So many days after an objection was answered the contact that came with it is erased.
CONTACT_DAYS_KEPT = int(os.environ.get("YIJI_CONTACT_DAYS_KEPT", "30"))
# So many days a link by which a cadre looks at the own score stays good until it is opened.
WORKING_LINK_DAYS = int(os.environ.get("YIJI_WORKING_LINK_DAYS", "7"))
for least, name in (
    (1, "NOTICE_DAYS"),
    (1, "OBJECTIONS_AN_HOUR"),
    (1, "OBJECTIONS_AN_HOUR_IN_ALL"),
    (1, "WRONG_NUMBERS_AN_HOUR"),
    (0, "CONTACT_DAYS_KEPT"),
    (1, "WORKING_LINK_DAYS"),
):
    if not least <= globals()[name] <= 10_000:
        raise ImproperlyConfigured(f"YIJI_{name} is a number from {least} to 10000.")
ALLOWED_HOSTS = [h for h in os.environ.get("YIJI_ALLOWED_HOSTS", "").split(",") if h]
BEHIND_PROXY = flag("YIJI_BEHIND_PROXY", False)
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("YIJI_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "assessments",
    "villages",
    "cadres",
    "config.spreadsheets",
    "config.jobs",
    "config.sending",
    "config.journal",
    "config.retention",
    "config.site.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_filters",
    "import_export",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "config.journal.origin.OriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Collected files are served in production; while DEBUG is on, staticfiles finds them.
    *([] if DEBUG else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "csp.middleware.CSPMiddleware",
    "config.headers.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.LanguageByAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.journal.refusals.RefusalsMiddleware",
    "config.sessions.SessionLimitsMiddleware",
    "cadres.steps.StepsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

VAR_DIR = Path(os.environ.get("YIJI_VAR_DIR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": dj_database_url.config(
        env="DATABASE_URL",
        default=f"sqlite:///{VAR_DIR / 'yiji.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = sqlite_options()
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # A file, not memory: the browser's tests serve from another thread, which needs a connection of its own.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

AUTH_USER_MODEL = "cadres.Staff"
# The first one refuses whoever has failed too often, the second one knows the accounts.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "cadres.authorisation.AssignmentBackend"]
# Five failures lock the pair of account and address, and nobody else.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "config.journal.origin.address_of"
AXES_LOCKOUT_CALLABLE = "cadres.signing_in.locked_out"
# The journal says who signed in; the admin shows what belongs to a jurisdiction only.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# What a sign-in page carries of a filled form is not kept with a failure (`config/sending/filled.py`).
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "_filled"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "cadres.passwords.MaximumLengthValidator"},
    {"NAME": "cadres.passwords.ContextWordsValidator"},
]
# Seconds: without a sign of whoever is signed in, and since the sign-in.
SESSION_IDLE = int(os.environ.get("YIJI_SESSION_IDLE", 15 * 60))
SESSION_LONGEST = 12 * 60 * 60
# The password of the demonstration is known to everybody: without DEBUG nobody signs in with it.
DEMO_PASSWORD = "terraces-of-2011"
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "config.admin_going_on.sent_from_before"
# Whether administrators, approvers and auditors need a second factor; everybody may have one.
SECOND_FACTOR_REQUIRED = flag("YIJI_SECOND_FACTOR", not DEBUG)
OTP_TOTP_ISSUER = "一人学一技"
# The groups on the admin's home page: the three domains, then what keeps record of them.
ADMIN_GROUPS = ("cadres", "villages", "assessments", "spreadsheets", "jobs", "journal", "sending")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORMAT_MODULE_PATH = ["config.formats"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"

# What a visitor's browser may load: this site's own files and nothing else.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEBUG:
    SECURE_SSL_REDIRECT = flag("YIJI_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YIJI_LOG_LEVEL", "WARNING")},
}
