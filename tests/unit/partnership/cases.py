"""A small partnership file that checks clean, and what becomes of it with a change."""

from __future__ import annotations

from commonweal.errors import Refusal, RefusedError
from commonweal.partnership import Partnership, read_partnership

__all__ = ["CASE", "changed", "read", "refusals", "warnings"]

CASE = """\
# Two councils and their building control.
schema_version = 1
name = "Ashby and Barton"
base_year = "2024-25"
first_year = "2026-27"

[[bodies]]
id = "ashby"
name = "Ashby"
kind = "district"
codes = { gss = "E07000001" }
drivers = { population = 100000, calls = 900 }

[[bodies]]
id = "barton"
name = "Barton"
kind = "district"
codes = { gss = "E07000002" }
drivers = { population = 80000 }

[[services]]
id = "building-control"

# Ashby's own return.
[[baselines]]
body = "ashby"
service = "building-control"
year = "2024-25"
total = 300000
costs = { management = 60000, staff = 240000 }
volumes = { applications = 900 }
source = "Outturn return"
date = "2024-25"

[[baselines]]
body = "barton"
service = "building-control"
year = "2024-25"
volumes = { applications = 700 }
source = "Outturn return"
date = "2024-25"

[[baselines.undivided]]
label = "Employees"
amount = 200000
into = { management = "assumption:managers", staff = "rest" }

[[assumptions]]
id = "managers"
name = "Managers' part of employees"
value = { low = 0.1, likely = 0.15, high = 0.2 }
source = "Structure chart"

[[options]]
id = "alone"
name = "Each redesigns its own"
form = "redesign-alone"

[[options.levers]]
lever = "process-redesign"
mechanism = "Fewer visits."
share_of_staff_saved = 0.05
source = "A pilot"

[[options.costs]]
cost = "set-up"
why = "A small project."
per_partner = 10000
source = "A quotation"

[[options]]
id = "together"
name = "One team"
form = "shared-delivery-like-bodies"
host = "ashby"
go_live = "2027-28"

[[options.levers]]
lever = "management-deduplication"
mechanism = "One manager."
kept_share_of_other_teams = { low = 0.3, likely = 0.5, high = 0.8 }
source = "Structure chart"

[[options.costs]]
cost = "set-up"
why = "A project team."
project_team = 80000
source = "A quotation"

[split]
rule = "driver"
driver = "population"
"""


def changed(old: str, new: str) -> str:
    """Return the case with one stretch of its text in place of another."""
    assert CASE.count(old) >= 1, f"{old!r} is not in the case"
    return CASE.replace(old, new, 1)


def read(text: str) -> Partnership:
    return read_partnership(text, source="case.toml")[0]


def refusals(text: str) -> tuple[Refusal, ...]:
    """Return everything that is refused of a text, none where it reads."""
    try:
        read(text)
    except RefusedError as error:
        return error.report.refused
    return ()


def warnings(text: str) -> list[str]:
    """Return what the reader warns of."""
    return [caution.message for caution in read_partnership(text, source="case.toml")[1].warnings]
