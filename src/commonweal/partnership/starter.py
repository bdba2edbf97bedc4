"""A commented starter file, its comments drawn from the schema so that they cannot drift."""

from __future__ import annotations

import re
import textwrap
import typing
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from commonweal.errors import InputError
from commonweal.files import reference_bytes

from .base import Evidenced, Range
from .raw_values import is_unicode
from .schema_walk import Kind, kind_of, kinds
from .writing import value_as_toml

__all__ = ["starter"]

_HEADER = re.compile(r"^\[\[?([a-z_.]+)\]?\]")
_ASSIGNMENT = re.compile(r"^([a-z_]+) = ")
_SECTION = re.compile(r"^# == (.+) ==$")
_WIDTH = 98
_INDENTS = ("#   ", "#       ")
#: Stands for a space at which no line breaks.
_TIE = "\u00a0"


def starter(name: str) -> str:
    """Return a partnership file that checks and appraises, explained line by line.

    The first table of each kind carries what each of its keys means and names the keys that it
    leaves out. What no table of it uses is listed at the end.

    Raises
    ------
    InputError
        The name is empty, or is not text that a file can hold.
    """
    if not name.strip() or not is_unicode(name):
        raise InputError(
            "A partnership needs a name." if is_unicode(name) else f"{name!r} is not a name.",
            hint="Give the name that reports are to print.",
        )
    text = reference_bytes("commonweal.partnership", "data/starter.toml").decode()
    explained: list[Kind] = []
    lines = list(_body(text.replace('"NAME"', value_as_toml(name.strip())), explained))
    return "\n".join([*lines, *_appendix(explained)]).rstrip() + "\n"


def _body(text: str, explained: list[Kind]) -> Iterator[str]:
    """Yield the starter's own lines, each kind of table explained where it first stands."""
    for block in _blocks(text):
        kind = _kind_in(block)
        while block and not block[-1]:
            block.pop()
        if kind in explained:
            yield from (*map(_section, block), "")
            continue
        used = {match[1] for line in block if (match := _ASSIGNMENT.match(line))}
        told = _told(kind, explained)
        for line in block:
            match = _ASSIGNMENT.match(line)
            if match and match[1] not in told:
                yield from _explained(kind, match[1], explained)
            yield _section(line)
        yield from _left_out(kind, used, told)
        explained.append(kind)
        if not kind.path:
            yield from ("", *_evidence())
        yield ""


def _told(kind: Kind, explained: list[Kind]) -> dict[str, object]:
    """Return the keys that were explained before, with the defaults that they had there: where
    figures come from, and what all levers or all costs take."""
    found: dict[str, object] = {}
    if issubclass(kind.model, Evidenced):
        found |= {name: _default(field) for name, field in Evidenced.model_fields.items()}
    for other in explained:
        for base in kind.model.__mro__[1:]:
            if other.path != kind.path or not issubclass(other.model, base):
                continue
            for name in getattr(base, "model_fields", {}):
                field, before = kind.model.model_fields[name], other.model.model_fields[name]
                if field.description and field.description == before.description:
                    found.setdefault(name, _default(before))
    return found


def _default(field: FieldInfo) -> object:
    return field.get_default(call_default_factory=True)


def _explained(kind: Kind, name: str, explained: list[Kind]) -> Iterator[str]:
    field = kind.model.model_fields[name]
    text = f"{_meaning(field)}{_unit(field)}"
    if name == kind_of(kind.model)[0]:
        text = _about(kind)
    yield from _wrapped(text, "# ", "# ")
    inner = next((one for one in kinds() if one.path == (*kind.path, name)), None)
    if inner is not None and not inner.is_many and inner not in explained:
        explained.append(inner)
        yield from _keys(inner, set(), {})


def _blocks(text: str) -> Iterator[list[str]]:
    """Part a file at its headings; the comment lines above a heading go with it."""
    block: list[str] = []
    # Not by splitlines: the name may hold what that takes for the end of a line.
    for line in text.split("\n"):
        if _HEADER.match(line):
            above: list[str] = []
            while block and (not block[-1] or block[-1].startswith("#")):
                above.insert(0, block.pop())
            while above and not above[0]:
                above.pop(0)
            yield block
            block = above
        block.append(line)
    yield block


def _kind_in(block: list[str]) -> Kind:
    """Return the kind of table that a block holds: among levers or costs, the one it names."""
    header = next((match for line in block if (match := _HEADER.match(line))), None)
    path = tuple(header[1].split(".")) if header else ()
    found = [kind for kind in kinds() if kind.path == path]
    for line in block:
        match = re.match(r'^(?:lever|cost|risk) = "([a-z-]+)"', line)
        if match is not None:
            found = [kind for kind in found if kind_of(kind.model)[1] == match[1]]
    return found[0]


def _section(line: str) -> str:
    match = _SECTION.match(line)
    return f"# {'=' * 12} {match[1]} {'=' * (_WIDTH - 16 - len(match[1]))}" if match else line


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    lines = textwrap.wrap(
        text,
        width=_WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_TIE, " ") for line in lines]


def _meaning(field: FieldInfo) -> str:
    """Return what a key means, with its choices where the words do not name them all."""
    text = " ".join((field.description or "").split())
    choices = [str(choice) for choice in _choices(field.annotation)]
    if len(choices) > 1 and not all(choice in text for choice in choices):
        text = f"{text} One of: {', '.join(choices)}.".strip()
    return text


def _choices(annotation: object) -> tuple[object, ...]:
    if typing.get_origin(annotation) is typing.Literal:
        return typing.get_args(annotation)
    arms = typing.get_args(annotation)
    if type(None) in arms and len(arms) == 2:
        return _choices(next(arm for arm in arms if arm is not type(None)))
    return ()


def _unit(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    return f" ({extra['unit']})" if isinstance(extra, dict) and "unit" in extra else ""


def _evidence() -> Iterator[str]:
    """Yield what is said once for all tables: where a figure comes from."""
    yield "# Nearly every table below may also say where its figures come from:"
    for name, field in Evidenced.model_fields.items():
        yield from _wrapped(f"{name}: {_meaning(field)}", *_INDENTS)


def _left_out(kind: Kind, used: set[str], told: dict[str, object]) -> Iterator[str]:
    """Yield the keys of a table that are neither used in it nor explained elsewhere."""
    lines = list(_keys(kind, used, told))
    if lines:
        yield from ("# Also possible here:", *lines)


def _keys(kind: Kind, used: set[str], told: dict[str, object]) -> Iterator[str]:
    tables = {one.path[-1] for one in kinds() if one.path[:-1] == kind.path and one.path}
    for name, field in kind.model.model_fields.items():
        if name in used | tables:
            continue
        if name not in told:
            yield from _wrapped(
                f"{name}{_unit(field)}: {_meaning(field)}{_after(field)}", *_INDENTS
            )
        elif told[name] != _default(field):
            yield from _wrapped(f"{name}: as above.{_after(field)}", *_INDENTS)


def _appendix(explained: list[Kind]) -> Iterator[str]:
    """Yield what no table of the starter uses, as notes."""
    yield _section("# == WHAT ELSE THE FILE MAY HOLD ==")
    yield "# Nothing below is needed to begin. Put what you want above, without the #."
    for kind in (*kinds(), Kind(path=("range",), model=Range, is_many=False)):
        if kind in explained:
            continue
        yield "#"
        yield f"# {_place(kind)}"
        yield from _wrapped(_about(kind), "#   ", "#   ")
        lines = _keys(kind, {kind_of(kind.model)[0]}, _told(kind, explained))
        yield from (f"#   {line[2:]}" for line in lines)
        explained.append(kind)


def _place(kind: Kind) -> str:
    path = ".".join(kind.path)
    key, name = kind_of(kind.model)
    if kind.model is Range:
        return "{ low = ..., likely = ..., high = ... }, in place of a figure"
    if name:
        return f'[[{path}]] with {key} = "{name}"'
    return f"[[{path}]]" if kind.is_many else f"[{path}]"


def _about(kind: Kind) -> str:
    """Return what a kind of table is, from the first paragraph of its own description."""
    return " ".join((kind.model.__doc__ or "").split("\n\n")[0].split())


def _after(field: FieldInfo) -> str:
    """Return what is said after a key's meaning: that it must be given, or what it is if not."""
    default = _default(field)
    after = ""
    if field.is_required():
        after = "Must be given."
    elif default not in (None, "", (), {}):
        after = f"Left out: {_shown(default)}."
    return f" {after.replace(' ', _TIE)}" if after else ""


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return "[" + ", ".join(_shown(part) for part in default) + "]"
    if isinstance(default, bool):
        return "true" if default else "false"
    return f"{default:g}" if isinstance(default, float) else str(default)
