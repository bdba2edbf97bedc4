"""No file, whatever it holds, brings the third door down."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.binary(min_size=1, max_size=400) | st.text(min_size=1, max_size=400).map(str.encode))
def test_no_bytes_whatever_bring_the_page_down(client, data):
    cache.clear()
    for path, more in (("/try/file/", {}), ("/try/groups/", {"send_file": "yes"})):
        sent = {"file": SimpleUploadedFile("case.toml", data), **more}

        assert client.post(path, sent).status_code in (200, 422)
