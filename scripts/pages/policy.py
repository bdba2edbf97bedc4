"""Who may do what on the site, printed from the table that decides it."""

from __future__ import annotations

from commonweal_web.core.policy import (
    LIMITED_IN_TIME,
    NEEDS_SECOND_FACTOR,
    BodyRole,
    Kind,
    PartnershipRole,
    Scope,
)
from commonweal_web.core.policy.rules import RULES, SEEING
from commonweal_web.core.policy.ways import Rule
from scripts.pages.markdown import page, table

__all__ = ["pages"]

_INTRODUCTION = """
Printed from the one table that decides it, `src/commonweal_web/core/policy/rules/`: every page,
call of the programming interface, search, file and message of the site asks that table, and
nothing else. A test walks every route as every role, and another tries it on any bodies, roles
and things.

What one may not see is not there: its page answers “not found”, and no list, export or error
names it. What one sees but may not do is refused, with the reason and who can. A role counts on
its days and not a day longer. A deputy holds the role that they were lent for as long as its
giver does, and the log names both.
"""

_NEVER = """
Whatever the roles:

- Nobody certifies figures that they prepared.
- Keeping the site shows no body's and no partnership's figures.
- A role in a partnership counts only while its holder belongs to the body that they are there
  for, and that body takes part.
- The last administrator of a body, and the last coordinator of a partnership, name another
  before they go.
- Demonstration people stand in demonstration bodies alone.
"""


def pages() -> dict[str, str]:
    """Return the page of the rules, by its name from the root of the project."""
    text = page(
        "# Who may do what",
        _INTRODUCTION.strip(),
        "## Roles at a body",
        table(
            ("Role", "What it is for", "Ends on a day", "Needs a second factor"),
            (
                (
                    role.label,
                    role.meaning,
                    "always" if role in LIMITED_IN_TIME else "if one is given",
                    "yes" if role in NEEDS_SECOND_FACTOR else "no",
                )
                for role in BodyRole
            ),
        ),
        "A site administrator needs a second factor too.",
        "## Roles in a partnership",
        "Beside what a person is at their body. Everybody with a role at a body that takes part "
        "sees the partnership.",
        table(("Role", "What it is for"), ((role.label, role.meaning) for role in PartnershipRole)),
        *(_kind(kind) for kind in Kind),
        "## What forbids it all the same",
        _NEVER.strip(),
        "## Keys of the programming interface",
        "A key stands for one body and is never a certifier, an officer or an administrator.",
        table(("Scope", "What it is for"), ((scope.value, scope.meaning) for scope in Scope)),
    )
    return {"docs/reference/who-may-do-what.md": text}


def _kind(kind: Kind) -> str:
    """Return the part of the page about one kind of thing."""
    seeing = SEEING[kind]
    # To see it is told once, above the table.
    rules = [rule for rule in RULES.values() if rule.kind is kind and rule.ways is not seeing]
    return page(
        f"## {kind.value[0].upper()}{kind.value[1:]}",
        f"Seen by: {'; '.join(str(way) for way in seeing)}.",
        table(("Who", "may", "A key may with"), (_row(rule) for rule in rules)),
    ).strip()


def _row(rule: Rule) -> tuple[str, str, str]:
    bars = "".join(f" ({bar.short})" for bar in rule.bars)
    who = "; ".join(str(way) for way in rule.ways) + bars
    return who, rule.action.value, rule.scope.value if rule.scope else ""
