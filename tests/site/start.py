"""Start Django for tests, with settings that no machine's environment can change."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="commonweal-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

# What the machine says is put aside, but for the database, which a second run of tests chooses.
for _name in [name for name in os.environ if name.startswith("COMMONWEAL_")]:
    if _name != "COMMONWEAL_DATABASE":
        del os.environ[_name]
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "commonweal_web.config.settings",
    "COMMONWEAL_HOME": _HOME,
    "COMMONWEAL_SECRET_KEY": "for tests alone, and long enough to pass as one of them",
    # Playwright's own loop runs in the thread of the tests.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

import django  # noqa: E402
from django.conf import settings  # noqa: E402

# Every HTML answer in any test is read by a strict parser.
settings.MIDDLEWARE = ["tests.site.strict_html.StrictHtml", *settings.MIDDLEWARE]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Tasks run where they are asked for; the worker has tests of its own.
# Most stories are not about signing in; those that are ask for a second factor themselves.
settings.SECOND_FACTOR_IS_REQUIRED = False
settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]

django.setup()

from tests.databases import lift_guards_between_tests  # noqa: E402

lift_guards_between_tests()
