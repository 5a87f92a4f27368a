"""The portal's settings: one file for all environments, read from environment variables."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import env, localpg

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
"""A demonstration: sample people, switched with one click. Refused by a system check on a real host name."""
SECRET_KEY = env.text("SECRET_KEY", "insecure-development-key-never-for-a-real-host")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
PUBLIC_URL = env.text("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
"""What records and mails print as the portal's address."""
SECURE_COOKIES = PUBLIC_URL.startswith("https://")

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "assessments.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "assessments",
    "crispy_forms",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "assessments.http.actors.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "assessments.http.errors.DomainErrorMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assessments.http.context.portal",
            ]
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "portal"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# Database: the one named by DATABASE_URL, else a private cluster beside the checkout.
DATABASES = {
    "default": dj_database_url.parse(localpg.database_url(BASE_DIR / ".local" / "postgres"))
    | {
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            # Pages ask for little: compiling a plan or starting helpers for it takes longer than the answer,
            # and what they ask for lies in memory or on a disk that seeks in no time.
            "options": "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1",
        },
        "TEST": {"NAME": env.text("TEST_DATABASE", "test_portal")},
    }
}
if os.environ.get("PYTEST_VERSION"):
    DATABASES["default"]["OPTIONS"] = {}

# People
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "front"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Languages and time
LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Seoul"
"""For display; the database stores UTC."""

# Files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "static_root")))
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".local" / "data")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG or os.environ.get("PYTEST_VERSION"):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_AUTOREFRESH = True
# Where the proxy finds DATA_DIR/copies; empty: the portal sends records itself.
ACCEL_LOCATION = env.text("ACCEL_LOCATION", "")
EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Signing of records. Nothing given: a demonstration key, which a system check refuses on a real host name.
SIGNING = {
    "LEVEL": env.text("SIGNING_LEVEL", ""),
    "PKCS12": env.text("SIGNING_PKCS12", ""),
    "PKCS12_PASSPHRASE": env.text("SIGNING_PKCS12_PASSPHRASE", ""),
    "PKCS11_MODULE": env.text("SIGNING_PKCS11_MODULE", ""),
    "PKCS11_TOKEN": env.text("SIGNING_PKCS11_TOKEN", ""),
    "PKCS11_KEY": env.text("SIGNING_PKCS11_KEY", ""),
    "PKCS11_PIN": env.text("SIGNING_PKCS11_PIN", ""),
    "CHAIN": env.text("SIGNING_CHAIN", ""),
    "TIMESTAMP_URL": env.text("TIMESTAMP_URL", ""),
}

# Mail
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@localhost")

# Printed in records: where to reach the case officer (Administrative Procedure Act Art. 24(3)).
OFFICE_ADDRESS = env.text("OFFICE_ADDRESS", "(예시) 서울특별시 중구 견본로 1" if DEMO else "")
OFFICE_ADDRESS_EN = env.text("OFFICE_ADDRESS_EN", "(sample) 1 Gyeonbon-ro, Jung-gu, Seoul" if DEMO else "")
OFFICE_TELEPHONE = env.text("OFFICE_TELEPHONE", "02-0000-0000 (예시, sample)" if DEMO else "")
OFFICE_EMAIL = env.text("OFFICE_EMAIL", "") or DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
