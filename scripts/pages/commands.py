"""The reference of the command line, from the commands' own help."""

from __future__ import annotations

import enum
import inspect
from typing import Any, Literal, get_args, get_origin

import typer.main

from scripts.pages.markdown import anchor, page, table

__all__ = ["commands_by_name", "pages"]

_KINDS = {"Path": "file", "str": "text", "int": "whole number", "float": "number"}


def commands_by_name() -> dict[str, Any]:
    """Return every command of `commonweal`, by the words that are typed for it."""
    from commonweal.cli import app

    return dict(_walk(typer.main.get_command(app), "commonweal"))


def pages() -> dict[str, str]:
    """Return the page of commands by its name from the root of the project."""
    commands = commands_by_name()
    listed = "\n".join(
        f"- [{name}](#{anchor(name)}): {_first_sentence(command)}"
        for name, command in commands.items()
    )
    parts = [
        "# The command line",
        "Results go to standard output and everything else to standard error. A command ends "
        "with 0, or with 2 and two lines (what is wrong; how to mend it) where you can mend it.",
        listed,
    ]
    for name, command in commands.items():
        parts += [f"## {name}", inspect.cleandoc(command.help or ""), _usage(name, command)]
        parts.append(_table("Give", _of_kind(command, "argument")))
        parts.append(_table("Option", _of_kind(command, "option")))
        parts.append(_examples(command))
    return {"docs/reference/commands.md": page(*parts)}


def _walk(command: Any, name: str) -> list[tuple[str, Any]]:
    if not hasattr(command, "list_commands"):
        return [(name, command)]
    # A group lists what other packages added too, such as the site's own.
    context = command.context_class(command)
    parts = {word: command.get_command(context, word) for word in command.list_commands(context)}
    return [
        found
        for word, part in parts.items()
        if part is not None and not part.hidden
        for found in _walk(part, f"{name} {word}")
    ]


def _first_sentence(command: Any) -> str:
    return inspect.cleandoc(command.help or "").partition("\n\n")[0].replace("\n", " ")


def _of_kind(command: Any, kind: str) -> list[Any]:
    return [
        parameter
        for parameter in command.params
        if parameter.param_type_name == kind and not parameter.hidden and parameter.name != "help"
    ]


def _usage(name: str, command: Any) -> str:
    words = [name]
    for parameter in _of_kind(command, "argument"):
        word = parameter.name.upper()
        many = "..." if parameter.nargs == -1 else ""
        words.append(word + many if parameter.required else f"[{word}{many}]")
    if _of_kind(command, "option"):
        words.append("[options]")
    return f"```\n{' '.join(words)}\n```"


def _examples(command: Any) -> str:
    """Return the examples that the command's help ends with."""
    _, found, after = inspect.cleandoc(command.epilog or "").partition("Examples:\n")
    return f"```\n{inspect.cleandoc(after)}\n```" if found else ""


def _table(heading: str, parameters: list[Any]) -> str:
    if not parameters:
        return ""
    rows = [
        (_name(parameter), parameter.help or "", _left_out(parameter)) for parameter in parameters
    ]
    return table((heading, "What it is", "If left out"), rows)


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.name.upper()}`"
    names = ", ".join(f"`{option}`" for option in [*parameter.opts, *parameter.secondary_opts])
    kind = "" if parameter.is_flag else _kind(parameter.type_descriptor.annotation)
    return f"{names} {kind}".strip()


def _kind(annotation: Any) -> str:
    choices = [arm for arm in get_args(annotation) if arm is not type(None)]
    if get_origin(annotation) is Literal:
        return " or ".join(map(str, get_args(annotation)))
    if choices:
        return _kind(choices[0])
    if inspect.isclass(annotation) and issubclass(annotation, enum.Enum):
        return " or ".join(str(member.value) for member in annotation)
    name = getattr(annotation, "__name__", str(annotation))
    return _KINDS.get(name, name)


def _left_out(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    default = parameter.default
    if isinstance(default, enum.Enum):
        default = default.value
    if default is None or default in ("", (), []) or isinstance(default, bool):
        return ""
    return f"{default:,}" if isinstance(default, int) and default >= 10_000 else str(default)
