"""The one settings file. Every variable has a working default; only DANGVU_ENV=production is production."""

import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parents[3]
PACKAGE_DIR = Path(__file__).resolve().parents[1]

PRODUCTION = os.environ.get("DANGVU_ENV", "") == "production"
VAR_DIR = Path(os.environ.get("DANGVU_VAR", BASE_DIR / "var"))


def _secret_key() -> str:
    given = os.environ.get("DANGVU_SECRET_KEY", "")
    if given:
        return given
    if PRODUCTION:
        raise RuntimeError("DANGVU_SECRET_KEY must be set when DANGVU_ENV=production")
    return "development-only-key-never-used-in-production"


SECRET_KEY = _secret_key()
if PRODUCTION and os.environ.get("DANGVU_NOW"):
    raise RuntimeError("DANGVU_NOW is for tests and rehearsals; unset it when DANGVU_ENV=production")
DEBUG = False
# Where people open the desk ('https://dangvu.khoi.local'): numbers in Word files then link to their record lists.
DANGVU_ADDRESS = os.environ.get("DANGVU_ADDRESS", "").rstrip("/")
ALLOWED_HOSTS = os.environ.get("DANGVU_HOSTS", "127.0.0.1,localhost,testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "dangvu.foundation.audit",
    "dangvu.foundation.jobs",
    "dangvu.foundation.parameters",
    "dangvu.foundation.workbooks",
    "dangvu.organisations",
    "dangvu.accounts",
    "dangvu.members",
    "dangvu.work.training",
    "dangvu.work.admissions",
    "dangvu.work.officers",
    "dangvu.work.resolutions",
    "dangvu.work.meetings",
    "dangvu.work.documents",
    "dangvu.work.schemes",
    "dangvu.work.exemplars",
    "dangvu.work.mass",
    "dangvu.work.ranking",
    "dangvu.work.awards",
    "dangvu.work.dues",
    "dangvu.work.inspection",
    "dangvu.work.discipline",
    "dangvu.work.petitions",
    "dangvu.work.integrity",
    "dangvu.work.vetting",
    "dangvu.work.conferences",
    "dangvu.proceedings",
    "dangvu.indicators",
    "dangvu.statistics",
    "dangvu.intake",
    "dangvu.review",
    "dangvu.reports",
    "dangvu.web",
]

MIDDLEWARE = [
    "dangvu.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # around the static files as well
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dangvu.web.account.middleware.SignedIn",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "dangvu.config.urls"
WSGI_APPLICATION = "dangvu.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dangvu.web.language.chrome",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'dangvu.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: the writer's lock is taken when the act opens, so the known clock is never given twice.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY"
        ),
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Pages ask for milliseconds; compiling a question to machine code takes longer than answering it.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Failed sign-ins are counted here, so that every worker sees the same count (web/account/throttle.py).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_attempts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# The second step is django-allauth's: the app's code, passkeys, printed recovery codes. Its pages are routed in
# web/account/urls.py, only those that are needed; sign-up and everything by e-mail are not.
ACCOUNT_ADAPTER = "dangvu.web.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Reminders by letter: only where a mail server is named (docs/operations).
EMAIL_HOST = os.environ.get("DANGVU_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("DANGVU_EMAIL_PORT", "25"))
EMAIL_USE_TLS = os.environ.get("DANGVU_EMAIL_TLS", "") == "1"
EMAIL_HOST_USER = os.environ.get("DANGVU_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DANGVU_EMAIL_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("DANGVU_EMAIL_FROM", "dangvu@localhost")
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {"reauthenticate": "dangvu.web.account.forms.PasswordAgainForm"}
MFA_ADAPTER = "dangvu.web.account.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = (
    True  # few of the people have an official address; the upper unit vouches for them
)
MFA_TOTP_ISSUER = "Dang vu"
MFA_FORMS = {
    "authenticate": "dangvu.web.account.forms.CodeForm",
    "reauthenticate": "dangvu.web.account.forms.CodeAgainForm",
    "activate_totp": "dangvu.web.account.forms.AppForm",
    "add_webauthn": "dangvu.web.account.forms.PasskeyForm",
}
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/dang-nhap/"

LANGUAGE_CODE = "vi"
# English is for the frame alone and by choice (web/language.py); no page asks what the browser prefers.
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "ngon_ngu"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# Django's own vi formats read 05/03/2026 as 3 May; ours do not.
FORMAT_MODULE_PATH = ["dangvu.config.formats"]

STATIC_URL = "/static/"
# Files are served from the package; collectstatic is for whoever puts another server in front.
STATIC_ROOT = VAR_DIR / "static" if PRODUCTION else None
STATICFILES_DIRS = [PACKAGE_DIR / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 24 * 3600

# How long a session lasts stands in the session itself (accounts/sessions.py, accounts/rules.py).
SESSION_ENGINE = "dangvu.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # office machines are shared
CSRF_FAILURE_VIEW = "dangvu.web.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-dangvu"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"dangvu.reads": {"level": "INFO"}},  # who opened records of inspection
}
