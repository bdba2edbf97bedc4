"""Starting a partnership's figures from something that is there already."""

from __future__ import annotations

from typing import Any

from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.examples import Example
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.services.documents import save_draft

__all__ = ["start_from_example"]


def start_from_example(*, by: Any, partnership: Partnership, example: Example) -> Document:
    """Save an example as a draft of what is held in common.

    Its bodies are placeholders there: they are not told, and take part only once invited.

    Raises
    ------
    PolicyError
        Something is held in common already, or the partnership is closed.
    """
    if partnership.documents.filter(body=None).exists():
        raise PolicyError(
            f"{partnership.name} holds figures in common already: an example would replace them.",
            hint="Change those, or start another partnership from the example.",
        )
    return save_draft(
        by=by,
        partnership=partnership,
        body=None,
        data=example.data,
        file_name=example.file_name,
        note=f"Started from the example “{example.name}”",
    ).document
