"""What the pages say on who certified the verdict of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonweal.reports.tables import Table, table, text
from commonweal_web.appraisals.presenters.results import Place
from commonweal_web.appraisals.queries import Certified
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.partnerships.models import Partnership, Run

__all__ = ["CertificatesPage", "certifying_said", "say_certified"]

NOT_YET = "Not yet"


def say_certified(certified: Sequence[Certified]) -> str:
    """Say in a sentence which bodies have certified a verdict."""
    lacking = [one.body.name for one in certified if one.certificate is None]
    n_given = len(certified) - len(lacking)
    if not lacking:
        return "Certified by every body that takes part."
    if not n_given:
        return "No body has certified this verdict yet."
    return f"Certified by {n_given} of {len(certified)} bodies; not yet by {_listed(lacking)}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def certifying_said(run: Run, body: Body) -> tuple[str, ...]:
    return (
        f"The verdict: {run.sentence}",
        f"By certifying you say, for {body.name}, that you have read what it rests on and that "
        "the verdict follows from it. You do not decide for your body: its members do.",
        "It stands for this run for good. If figures change, a new run needs a new certificate.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesPage:
    """Which bodies certified the verdict of a run, and for which one may."""

    name: str
    caption: str
    back: str
    verdict: str
    sentence: str
    is_complete: bool
    outdated: str
    certificates: Table
    to_certify: tuple[tuple[str, str], ...]
    take: str

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        certified: Sequence[Certified],
        may_certify: Iterable[Body],
        outdated: str,
        take: str,
    ) -> CertificatesPage:
        place = Place.of(partnership, run)
        given = {one.body.pk for one in certified if one.certificate is not None}
        return cls(
            name=partnership.name,
            caption=f"Run {run.number}",
            back=place("run"),
            verdict=run.sentence,
            sentence=say_certified(certified),
            is_complete=bool(certified) and len(given) == len(certified),
            outdated=outdated,
            certificates=_table(certified),
            to_certify=()
            if outdated
            else tuple(
                (
                    f"Certify it for {body.name}",
                    place("certify-verdict", body.reference),
                )
                for body in may_certify
                if body.pk not in given
            ),
            take=take,
        )


def _table(certified: Iterable[Certified]) -> Table:
    return table(
        "certificates",
        "Who certified this verdict",
        (text("Body"), text("Certified by"), text("As"), text("When"), text("To be read with it")),
        [
            (one.body.name, NOT_YET, "", "", "")
            if one.certificate is None
            else (
                one.body.name,
                one.certificate.certified_as,
                one.certificate.role,
                say_moment(one.certificate.certified_at),
                one.certificate.note,
            )
            for one in certified
        ],
    )
