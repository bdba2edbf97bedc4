"""Papers of two examples, worked out once, and an office that opens Word files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.deal import work_out
from commonweal.partnership import read_partnership
from commonweal.reports.papers import Desk, Paper, desk_of, paper_from
from tests.parts import require_part

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("pennine-lancashire-building-control", "shared-contact-centre")


def desk(name: str) -> Desk:
    text = (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    partnership, report = read_partnership(text, source=f"{name}.toml")
    return desk_of(work_out(partnership, n_draws=200), report)


@pytest.fixture(scope="session")
def papers() -> dict[str, Paper]:
    """Give brief, outline case and a decision paper of each example, by example and id."""
    made = {}
    for name in NAMES:
        one = desk(name)
        first = one.deal.partnership.bodies[0].id
        for paper in (
            paper_from(one, kind="brief"),
            paper_from(one, kind="business-case", size="outline"),
            paper_from(one, kind="decision", body=first),
        ):
            made[f"{name}: {paper.id}"] = paper
    return made


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Callable[[bytes], bytes]:
    """Give what LibreOffice makes of a Word file, as a PDF."""
    command = require_part("libreoffice-writer")
    profile = tmp_path_factory.mktemp("office")

    def pdf_of(document: bytes) -> bytes:
        folder = tmp_path_factory.mktemp("word")
        (folder / "paper.docx").write_bytes(document)
        done = subprocess.run(
            [
                command,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                str(folder / "paper.docx"),
            ],
            capture_output=True,
            check=False,
            timeout=120,
        )
        made = folder / "paper.pdf"
        assert made.exists(), done.stderr.decode("utf-8", "replace")
        return made.read_bytes()

    return pdf_of
