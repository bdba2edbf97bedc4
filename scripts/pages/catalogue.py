"""What ships as data, to read: services, forms, routes, levers, rules."""

from __future__ import annotations

from commonweal.appraisal.levers import LEVERS
from commonweal.fairness import RULES
from commonweal.services import Catalogue, Service, catalogue, explain
from scripts.pages.markdown import anchor, facts, page, source_line, table

__all__ = ["pages"]

_NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}


def pages() -> dict[str, str]:
    """Return the pages of the catalogues by their names from the root of the project."""
    shipped = catalogue()
    return {
        "docs/reference/services.md": _services(shipped),
        "docs/reference/forms-and-routes.md": _forms_and_routes(shipped),
        "docs/reference/readiness.md": _readiness(shipped),
        "docs/reference/levers.md": _levers(),
        "docs/reference/rules.md": _rules(),
    }


def _services(shipped: Catalogue) -> str:
    rows = sorted(shipped.services, key=lambda row: (row.technical.level, row.political.level))
    overview = table(
        ("Service", "How hard", "How sensitive", "Id"),
        (
            (
                f"[{row.name}](#{anchor(row.name)})",
                f"{row.technical.level}, {row.technical.in_words}",
                f"{row.political.level}, {row.political.in_words}",
                f"`{row.id}`",
            )
            for row in rows
        ),
    )
    return page(
        "# What could be shared",
        "The easiest first, on two axes that are often mistaken for one: how hard the work is to "
        "share, and how politically sensitive. `commonweal services` prints the same.",
        overview,
        *(_service(row, shipped) for row in sorted(shipped.services, key=lambda row: row.name)),
    )


def _service(row: Service, shipped: Catalogue) -> str:
    lines = explain(row, using=shipped).lines
    return page(
        f"## {row.name}",
        "\n".join(f"- **{line.label}**: {'; '.join(line.texts)}" for line in lines),
    ).rstrip()


def _forms_and_routes(shipped: Catalogue) -> str:
    parts = [
        "# Forms, legal routes and aims",
        "What bodies can do together or alone, under which power, and what for. A field marked "
        "*to check* is recalled and not yet verified: take advice before relying on it, as on "
        "any of this page.",
        "## Forms",
    ]
    for form in shipped.forms:
        parts += [
            f"### {form.name}",
            f"{form.what_it_is}",
            facts({"Fits when": form.fits_when, "Watch": form.watch}),
            source_line(form),
        ]
    parts.append("## Legal routes")
    for route in shipped.routes:
        said = {
            "Power": route.power,
            "Legal person": route.legal_person,
            "Employs": route.employs,
            "Decides": route.decides,
            "Procurement": route.procurement,
            "VAT": route.vat,
            "Best when": route.best_when,
            "Watch": route.watch,
            "Nations": [_NATIONS[nation] for nation in route.nations],
            "To check": [name.replace("_", " ") for name in route.to_check],
        }
        parts += [f"### {route.name}", facts(said), source_line(route)]
    parts.append("## Aims")
    for aim in shipped.aims:
        said = {"Judged as": aim.judged_as, "Typical case": aim.typical_case}
        parts += [f"### {aim.name}", aim.what_it_means, facts(said), source_line(aim)]
    return page(*parts)


def _readiness(shipped: Catalogue) -> str:
    parts = [
        "# Before you begin",
        "Four questions on the service, the questions that partners answer before work begins, "
        "the conditions in which sharing has done best, and the schools of redesign between "
        "which partners must choose.",
        "## Can this service be shared?",
        "\n".join(f"- {test.question}" for test in shipped.sharing_tests),
        "## Are the partners ready?",
    ]
    for group in shipped.readiness_groups:
        asked = shipped.criteria_of(group.id)
        rule = "all must be yes" if group.rule == "all" else "at least one must be yes"
        parts += [
            f"### {group.name} ({rule})",
            "\n".join(f"{number}. {row.question}" for number, row in enumerate(asked, start=1)),
        ]
    parts.append("## Conditions for the best results")
    parts.append(facts({row.name: row.what_it_asks for row in shipped.conditions}))
    parts.append("## Schools of redesign")
    for school in shipped.schools:
        said = {
            "Example": school.example,
            "Strength": school.strength,
            "Weakness": school.weakness,
        }
        parts += [f"### {school.name}", school.what_it_does, facts(said), source_line(school)]
    return page(*parts)


def _levers() -> str:
    parts = [
        "# Levers",
        "The only ways to save. A lever that is left out saves nothing, and each starts at nil "
        "until somebody states its figures. What each looks like in the file is in "
        "[the partnership file](partnership-file.md).",
    ]
    for lever in LEVERS.values():
        where = [
            word
            for word, open_ in (
                ("alone", lever.available_alone),
                ("by sharing", lever.available_shared),
            )
            if open_
        ]
        said = {
            "Id": f"`{lever.id}`",
            "Open": " and ".join(where),
            "Formula": lever.formula,
            "Limits": lever.limits,
            "Evidence": lever.evidence,
        }
        parts += [f"## {lever.name}", facts(said), source_line(lever)]
    return page(*parts)


def _rules() -> str:
    parts = [
        "# Rules to share by",
        "Every way in which Commonweal divides a joint cost or saving. The methods guide works "
        "them through with figures.",
    ]
    for rule in RULES.values():
        said = {
            "Id": f"`{rule.id}`",
            "Needs": [f"{need}" for need in rule.needs] or "nothing more",
            "Adds up to the whole": "always" if rule.adds_up else "seldom",
        }
        name = rule.name.removeprefix("the ")
        parts += [f"## {name[:1].upper()}{name[1:]}", rule.explanation, facts(said)]
    return page(*parts)
