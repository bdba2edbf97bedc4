"""Every command explains itself, and has its place in the reference."""

from __future__ import annotations

import pytest

from scripts.pages.commands import commands_by_name
from tests.architecture.tree import ROOT

COMMANDS = commands_by_name()


def test_the_commands_of_the_first_release_are_there():
    assert {
        "commonweal new",
        "commonweal check",
        "commonweal convert",
        "commonweal schema",
        "commonweal services",
        "commonweal appraise",
        "commonweal game",
        "commonweal report",
        "commonweal rerun",
    } <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_is_for_and_what_it_takes(name):
    command = COMMANDS[name]
    silent = [
        parameter.name
        for parameter in command.params
        if parameter.name != "help" and not (parameter.help or "").strip()
    ]

    assert (command.help or "").strip()
    assert silent == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_its_place_in_the_reference(name):
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")

    assert f"\n## {name}\n" in page


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_an_example_of_itself(name):
    assert f"  {name}" in (COMMANDS[name].epilog or "")
