"""The sample paper in each form, made once."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from commonweal.reports.renderers import render
from tests.unit.reports.renderers.sample_paper import SAMPLE


@pytest.fixture(scope="session")
def page() -> str:
    return render(SAMPLE, "html").decode("utf-8")


@pytest.fixture(scope="session")
def pdf() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(render(SAMPLE, "pdf")))


@pytest.fixture(scope="session")
def word() -> docx.document.Document:
    return docx.Document(io.BytesIO(render(SAMPLE, "docx")))
