"""The wheel holds all that the site needs, and works away from its source."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import build_site

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel once."""
    if not build_site.is_fresh():
        from tests.parts import require_part

        require_part("node")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_style_sheet_and_not_its_sources(wheel):
    with zipfile.ZipFile(wheel) as held:
        names = held.namelist()
        sheet = held.read("commonweal_web/static/commonweal/site.css").decode()

    assert "commonweal_web/core/templates/core/base.html.jinja" in names
    assert "commonweal_web/static/commonweal/site.css.gz" in names
    assert not [name for name in names if name.endswith(".scss") or "node_modules" in name]
    assert ".govuk-button" in sheet


def test_the_style_sheet_wears_nothing_of_gov_uk(wheel):
    """Its typeface, its crown and the blue and black of its brand are for GOV.UK alone."""
    with zipfile.ZipFile(wheel) as held:
        sheet = held.read("commonweal_web/static/commonweal/site.css").decode().lower()

    assert "gds transport" not in sheet
    assert "crown" not in sheet
    assert "url(" not in sheet
    assert "sourcemappingurl" not in sheet


def test_the_wheel_says_which_commands_the_site_adds(wheel):
    with zipfile.ZipFile(wheel) as held:
        name = next(name for name in held.namelist() if name.endswith("entry_points.txt"))
        said = held.read(name).decode()

    assert "[commonweal.commands]" in said
    assert "serve = commonweal_web.command_line.serve:app" in said


@pytest.mark.long
def test_the_demonstration_runs_from_the_wheel_alone(wheel, tmp_path):
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as held:
        held.extractall(installed)
    kept = {name: value for name, value in os.environ.items() if "COMMONWEAL" not in name}

    done = subprocess.run(
        [
            sys.executable, "-c", "from commonweal.cli import main; main()",
            "site", "demo", "--home", str(tmp_path / "home"), "--return",
        ],
        cwd=tmp_path, env=kept | {"PYTHONPATH": str(installed)}, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert '"status": "fit"' in done.stdout
