"""Nothing but the opening of an exchange reads what is sealed in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, name_of

SITE = ROOT / "src" / "commonweal_web"
EXCHANGE = SITE / "exchange"
#: Where an answer is opened; interest opens its own, in tables of its own.
OPENS = {
    "src/commonweal_web/exchange/sealing.py",
    "src/commonweal_web/exchange/services/settling.py",
    "src/commonweal_web/interest/holding.py",
}
#: Where the columns of what is sealed are named within the exchange.
NAMES_COLUMNS = {
    "models.py", "queries.py", "sealing.py", "services/answering.py", "services/holding.py",
    "services/keeping.py", "soundness.py",
}  # fmt: skip
#: Models whose rows hold sealed answers, or answers once open.
KEPT = {"Answer", "Opened"}


def modules(folder: Path = SITE) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield name_of(path), path.read_text(encoding="utf-8")


def test_one_module_opens_sealed_answers():
    opening = {name for name, text in modules() if re.search(r"\b(open_sealed|AESGCM)\b", text)}

    assert opening == OPENS


def test_no_other_app_asks_the_database_for_answers():
    asking = []
    for name, text in modules():
        if name.startswith("src/commonweal_web/exchange/"):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("exchange.models"):
                asking += [f"{name}: {one.name}" for one in node.names if one.name in KEPT]
        if re.search(r"""get_model\(\s*["']exchange|exchange_answer|exchange_opened""", text):
            asking.append(name)

    assert not asking


def test_within_the_exchange_pages_and_lists_never_name_what_is_sealed():
    naming = set()
    for name, text in modules(EXCHANGE):
        inside = name.removeprefix("src/commonweal_web/exchange/")
        for node in ast.walk(ast.parse(text)):
            is_column = isinstance(node, ast.Attribute) and node.attr in ("sealed", "nonce")
            is_named = isinstance(node, ast.Constant) and node.value in ("sealed", "nonce")
            if is_column or is_named:
                naming.add(inside)

    assert naming <= NAMES_COLUMNS


def test_no_page_of_djangos_own_shows_tables():
    settings = (SITE / "config" / "settings.py").read_text(encoding="utf-8")

    assert "django.contrib.admin" not in settings


def test_the_key_is_read_in_one_place():
    reading = {
        name for name, text in modules() if re.search(r"EXCHANGE_KEYS|\bexchange-key(?!-)", text)
    }

    assert reading == {
        "src/commonweal_web/command_line/exchange_key.py",
        "src/commonweal_web/command_line/site.py",
        "src/commonweal_web/config/settings.py",
        "src/commonweal_web/config/told.py",
        "src/commonweal_web/exchange/keys.py",
        "src/commonweal_web/exchange/soundness.py",
    }
