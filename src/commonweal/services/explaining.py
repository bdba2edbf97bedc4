"""One service in plain lines, for the command line, a page or a paper to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.services.catalogue import Catalogue, catalogue
from commonweal.services.rows import Driver, Sensitivity, Service

__all__ = ["Explanation", "ExplanationLine", "explain"]

_TIERS = {
    "low": "low risk or sensitivity",
    "medium": "medium risk or sensitivity",
    "high": "high risk or sensitivity",
    "not-ranked": "not ranked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationLine:
    """A label and what there is to say under it, one or more short texts."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is known of one service, ready to print in order."""

    service: Service
    lines: tuple[ExplanationLine, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.service.to_dict(),
            "lines": [{"label": line.label, "texts": list(line.texts)} for line in self.lines],
        }


def explain(service: Service, *, using: Catalogue | None = None) -> Explanation:
    """Return what is known of a service, in plain lines; empty ones are left out.

    `using` is the catalogue in which its drivers and codes are looked up, the shipped one if not
    given.
    """
    rows = using if using is not None else catalogue()
    drivers = [rows.driver(name) for name in service.cost_drivers]
    headings = [rows.accounting_heading(name) for name in service.accounting_headings]
    lines = (
        ("How hard", (_say(service.technical),)),
        ("How sensitive", (_say(service.political),)),
        (
            "In the source",
            (
                ": ".join(
                    text for text in (service.service_class, _TIERS[service.source_tier]) if text
                ),
            ),
        ),
        ("For", service.pros),
        ("Against", service.cons),
        ("Cost follows", tuple(_count(driver) for driver in drivers)),
        (
            "In the accounts",
            tuple(
                f"{heading.form} {heading.line} {heading.name}".replace("  ", " ")
                + ("" if heading.name == heading.section else f" (in {heading.section})")
                for heading in headings
            ),
        ),
        (
            "Procurement codes",
            tuple(f"CPV {code} {rows.cpv_division(code).name}" for code in service.cpv_divisions)
            + tuple(
                f"ProClass {code} {rows.proclass_code(code).name}" for code in service.proclass
            ),
        ),
        ("Seen at", service.examples),
        ("Note", (service.note,) if service.note else ()),
        ("Source", (f"{service.source} ({service.date}; {service.status.replace('-', ' ')})",)),
    )
    return Explanation(
        service=service,
        lines=tuple(ExplanationLine(label=label, texts=texts) for label, texts in lines if texts),
    )


def _count(driver: Driver) -> str:
    name = driver.name.lower()
    return driver.unit if driver.unit.startswith(name) else f"{name} ({driver.unit})"


def _say(axis: Sensitivity) -> str:
    basis = "the source's reason" if axis.basis == "source" else "our reading"
    return f"{axis.in_words} ({axis.level} of 3): {axis.reason} ({basis})"
