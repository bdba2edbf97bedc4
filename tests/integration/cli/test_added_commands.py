"""Commands that other packages add, loaded when they are first asked for."""

from __future__ import annotations

import pytest

from commonweal.cli.group import ENTRY_POINT_GROUP
from tests.integration.cli.conftest import pairs


@pytest.fixture
def added(monkeypatch, tmp_path_factory):
    """Install a package that adds commands, as far as Python can tell."""
    folder = tmp_path_factory.mktemp("site-packages")
    (folder / "a_site.py").write_text(
        "import typer\n"
        "app = typer.Typer()\n"
        "@app.command()\n"
        "def serve(port: int = 8000) -> None:\n"
        "    'Serve the site.'\n"
        "    print(f'serving on {port}')\n",
        encoding="utf-8",
    )
    information = folder / "a_site-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: a-site\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        f"[{ENTRY_POINT_GROUP}]\n"
        "tend = a_site:app\n"
        "check = a_site:app\n"
        "lost = a_package_that_is_gone:app\n"
    )
    monkeypatch.syspath_prepend(folder)


def test_a_package_can_add_a_command(added, commonweal):
    answer = commonweal("tend", "--port", "9000")

    assert answer.status == 0
    assert answer.out == "serving on 9000\n"


def test_a_package_cannot_replace_a_command(added, commonweal, case):
    assert "can be appraised" in commonweal("check", case).out


def test_a_command_that_cannot_be_loaded_says_what_to_install(added, commonweal):
    answer = commonweal("lost")

    assert answer.status == 2
    assert "commonweal[site]" in pairs(answer.err)[0][1]


def test_help_still_lists_the_rest_beside_a_command_that_is_lost(added, commonweal):
    answer = commonweal("--help")

    assert answer.status == 0
    assert "tend" in answer.out
    assert "lost" in answer.out
