"""A body's own Word file as a template: its tags filled in, and the places found for the paper.

Tags are those of docxtpl, which are Jinja's: `{{ title }}`, `{{ subtitle }}`, `{{ author }}`,
`{{ stamp }}`, `{% for fact in facts %}{{ fact.name }}: {{ fact.said }}{% endfor %}`. On a line of
its own `{{ contents }}` is the list of contents, `{{ content }}` the whole paper,
`{{ section("options") }}` one section of it and `{{ sources }}` where the figures come from.
What the file does not place goes to its end, in order.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from commonweal.errors import FileFormatError, InputError
from commonweal.reports.renderers.laid import Laid, LaidSection, plain

__all__ = ["Filled", "filled_template"]

#: What a tag may do to a text.
FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")

#: What stands, while a template is filled, where a part of the paper will.
MARK = "\N{BLACK FOUR POINTED STAR}commonweal:"

#: A template of more than this is no template; and a small file may unpack to a great one.
LARGEST = 50_000_000

TAGS = (
    "title",
    "subtitle",
    "author",
    "stamp",
    "facts",
    "contents",
    "content",
    "section",
    "sources",
)


class _Sandbox(SandboxedEnvironment):
    """Tags that can name what a paper has, and loop over it; a template comes from anywhere.

    A sum, a method of a text or a function of Jinja's own could make a text too long to hold.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        raise SecurityError(f"a tag cannot work out {operator}")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A template with its tags filled in."""

    document: Document
    used: frozenset[str]
    """The tags that it has."""


def filled_template(laid: Laid, template: bytes) -> Filled:
    """Return a body's template with its tags filled in.

    Raises
    ------
    FileFormatError
        If it is no Word file, or a tag in it cannot be read.
    InputError
        If a tag asks for what the paper does not hold.
    """
    _check_is_word(template)
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]

    try:
        filling = DocxTemplate(io.BytesIO(template))
        environment = _Sandbox(autoescape=True, undefined=StrictUndefined)
        used = frozenset(filling.get_undeclared_template_variables(environment))
        _check_tags(used)
        filling.render(_context(laid), environment, autoescape=True)
        target = io.BytesIO()
        filling.save(target)
    except (TemplateError, TypeError, ValueError) as error:
        raise FileFormatError(
            f"A tag of the Word template cannot be read: {str(error).splitlines()[0].rstrip('.')}.",
            hint="Tags look like {{ title }} or {% for fact in facts %} … {% endfor %}.",
        ) from error
    return Filled(document=docx.Document(io.BytesIO(target.getvalue())), used=used)


def _check_is_word(template: bytes) -> None:
    problem = FileFormatError(
        "The template is not a Word document.",
        hint="Give a .docx file; save a .doc, .dot or .docm file as .docx first.",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > LARGEST:
                raise FileFormatError(
                    f"The template unpacks to {size:,} bytes, and {LARGEST:,} is the most.",
                    hint="Take large pictures out of the template.",
                )
            types = archive.read("[Content_Types].xml")
            is_word = b"wordprocessingml.document.main+xml" in types
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise problem from error
    if not is_word:
        raise problem
    try:
        docx.Document(io.BytesIO(template))
    except Exception as error:  # whatever a broken part of the file makes the reader say
        raise problem from error


def _check_tags(used: frozenset[str]) -> None:
    unknown = sorted(used - set(TAGS))
    if unknown:
        raise InputError(
            f"The Word template asks for {', '.join(unknown)}, which a paper does not have.",
            hint=f"A paper has {', '.join(TAGS)}.",
        )


def _context(laid: Laid) -> dict[str, Any]:
    sections = {section.heading.id for section in _all(laid.sections)}

    def section(name: str) -> str:
        if name not in sections:
            raise InputError(
                f"The Word template asks for the section {name}, which this paper does not have.",
                hint=f"Its sections are {', '.join(sorted(sections))}.",
            )
        return f"{MARK}section:{name}"

    return {
        "title": laid.title,
        "subtitle": laid.subtitle,
        "author": laid.author,
        "stamp": laid.stamp,
        "facts": [{"name": name, "said": plain(said)} for name, said in laid.facts.rows],
        "section": section,
        **{name: MARK + name for name in ("contents", "content", "sources")},
    }


def _all(sections: tuple[LaidSection, ...]) -> list[LaidSection]:
    return [found for section in sections for found in (section, *_all(section.sections))]
