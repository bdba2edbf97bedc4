"""What the examples in docstrings may take for granted: that `np` is NumPy."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def _numpy_in_docstrings(doctest_namespace: dict[str, object]) -> None:
    doctest_namespace["np"] = np
