"""Agreements found by their names and by the words of their clauses."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse

from commonweal.agreement import parts_of
from commonweal_web.agreements.models import Version
from commonweal_web.agreements.queries import content_of
from commonweal_web.core.finding import Found, Sought
from commonweal_web.core.policy import Action, may

__all__ = ["found"]


def found(sought: Sought) -> Iterator[Found]:
    """Yield the agreements and clauses that hold the words: one question."""
    newest = Version.objects.filter(agreement=OuterRef("agreement"))
    rows = (
        Version.objects.filter(agreement__partnership__in=list(sought.partnerships))
        .annotate(last=Subquery(newest.order_by("-number").values("number")[:1]))
        .filter(number=F("last"))
        .select_related("agreement")
        .order_by("-pk")
    )
    for version in rows:
        agreement = version.agreement
        agreement.partnership = sought.partnerships[agreement.partnership_id]
        if not may(sought.standing, Action.SEE_AGREEMENT, agreement.to_thing()):
            continue
        of = [agreement.partnership.reference, agreement.number]
        if sought.is_in(agreement.name, "agreement", agreement.partnership.name):
            yield Found(
                title=agreement.name,
                said=f"Agreement: {agreement.get_state_display().lower()}",
                address=reverse("agreement", args=of),
                within=agreement.partnership.name,
                at=version.made_at,
            )
        for part in parts_of(content_of(version)):
            for clause in part.clauses:
                if sought.is_in(clause.heading, *clause.paragraphs):
                    yield Found(
                        title=f"{clause.heading}, in {agreement.name}",
                        said=" ".join(clause.paragraphs)[:240],
                        address=reverse("clause", args=[*of, clause.matter]),
                        within=agreement.partnership.name,
                        at=version.made_at,
                    )
