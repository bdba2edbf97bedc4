"""The site's settings. What differs between machines comes from the environment (config/env.py).

Every variable is told in docs/reference/site-settings.md, which is printed from `config/told.py`.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from . import env, sign_in

env.check_names()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.home()
IS_DEMONSTRATION = env.is_on("DEMONSTRATION")
"""Whether demonstration people may be signed in as by one click."""

DEBUG = env.is_on("DEBUG")
SECRET_KEY = env.secret_key(HOME)
EXCHANGE_KEYS = env.exchange_keys()
"""Keys of sealed answers, that for new ones first; none where they are kept in HOME."""
SITE_ADDRESS = env.site_address()
"""Where people reach the site, without a slash at the end: https://commonweal.example.gov.uk."""
IS_SECURE = SITE_ADDRESS.startswith("https://")
ALLOWED_HOSTS = env.hosts(SITE_ADDRESS)
SOURCE_ADDRESS = env.text("SOURCE")
"""Where the source of this site can be had; said on the page about its version."""
CONTACT = env.text("CONTACT")
"""Who keeps this site: an email address, shown on the help page."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "commonweal_web.core",
    "commonweal_web.accounts",
    "commonweal_web.bodies",
    "commonweal_web.partnerships",
    "commonweal_web.doors",
    "commonweal_web.reminders",
    "commonweal_web.discussion",
    "commonweal_web.exchange",
    "commonweal_web.interest",
    "commonweal_web.figures",
    "commonweal_web.voices",
    "commonweal_web.appraisals",
    "commonweal_web.shares",
    "commonweal_web.papers",
    "commonweal_web.agreements",
    "commonweal_web.publishing",
    "commonweal_web.search",
    "commonweal_web.api",
    "commonweal_web.demonstration",
]

MIDDLEWARE = [
    "commonweal_web.core.web.RequestLimits",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "commonweal_web.core.web.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commonweal_web.figures.held.HoldTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "commonweal_web.core.standing.StandingMiddleware",
    "commonweal_web.accounts.guards.AccountGuards",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal_web.core.errors.AnswerErrors",
]

ROOT_URLCONF = "commonweal_web.config.urls"
WSGI_APPLICATION = "commonweal_web.config.wsgi.application"

TEMPLATES = [
    {
        "NAME": "jinja",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "environment": "commonweal_web.core.layout.environment",
            "context_processors": ["commonweal_web.core.layout.context.frame"],
        },
    },
    {
        # Only what libraries bring: their emails, mostly.
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": env.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
globals().update(sign_in.sign_in(is_secure=IS_SECURE))

# Language, place and time. A translation is a folder of locale/, and one more line here.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# What browsers keep. Files are served from where they lie, so nothing need be collected first;
# each address names its file's content (core/layout/static_files.py).
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 7 * 24 * 3600

# Sessions and cookies: only what signing in and forms need, so there is no banner to click away.
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", default=12, least=1, most=24 * 14) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "commonweal_web.core.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if IS_SECURE else []
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security, as the browser enforces it.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
# Whether all of a body's other sites are served by https is not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_SSL_REDIRECT = IS_SECURE and not env.is_on("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.is_on("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *sign_in.addresses_to_sign_in_at()],
        "frame-ancestors": [NONE],
    }
}
IS_BEHIND_PROXY = env.is_on("BEHIND_PROXY")
"""Whether to take the visitor's address and https from what the proxy in front says."""

# What may be sent.
MOST_UPLOAD_BYTES = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = MOST_UPLOAD_BYTES

# Each web process counts by itself; several processes allow as many times the rate.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

globals().update(env.email(HOME))
LOGGING = env.logging(is_debug=DEBUG)
