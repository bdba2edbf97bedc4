"""The interface itself: its routers, its description, and how it refuses."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from . import documents, library, partnerships, runs
from .answering import PROBLEM, add_problems
from .keys import ByKey
from .shapes import ProblemShape

__all__ = ["api"]

_DESCRIPTION = """\
What pages do, for programs that ask with a body's key. What the body's people may not see is not
there for its key either. Refusals are problem documents (RFC 9457).
"""

#: What any operation may answer beside what it is asked for.
_REFUSALS = {
    "400": "Something in the request cannot be used; it says what and how to mend it",
    "401": "No key that works was sent",
    "403": "The key may not do this; it says why and who can",
    "404": "There is no such thing, or not for this key",
    "409": "It cannot be done in the state that things are in",
    "413": "More was sent than is taken",
    "422": "The request does not have the form that is described",
    "429": "It was asked too often; the header Retry-After says when to ask again",
    "503": "The site is busy or cannot reach its records",
}


class _Interface(NinjaAPI):
    """As ninja's, with the refusals described."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        shape = ProblemShape.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"] |= shape.pop("$defs", {}) | {"Problem": shape}
        content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, said in _REFUSALS.items():
                    operation["responses"][int(status)] = {"description": said, "content": content}
        return schema


api = _Interface(
    title="Commonweal",
    version="1",
    description=_DESCRIPTION,
    urls_namespace="api-v1",
    auth=ByKey(),
    # Its page of documentation brings scripts from elsewhere; /api/ says the same without.
    docs_url=None,
)
add_problems(api)
for part in (partnerships, documents, runs, library):
    api.add_router("", part.router)
