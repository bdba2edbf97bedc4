"""What may be told of a closed survey, in sentences and in tables: the same on page and paper."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.exchange import GroupResult
from commonweal.exchange.voices import AUDIENCES, Audience
from commonweal.reports.tables import Table, figure, table, text
from commonweal_web.core.layout.filters import say_date
from commonweal_web.voices.models import SurveyRecord

__all__ = ["CAUTION", "paragraph_of", "tables_of"]

CAUTION = (
    "Whoever had the link could answer, and more than once: it is no vote and no sample. "
    "Counts that are small are not told, nor any from which they could be worked out."
)


def paragraph_of(survey: SurveyRecord) -> tuple[str, str]:
    """Return the paragraph for a paper, and how it begins: by that it is found again."""
    audience: Audience = survey.audience  # type: ignore[assignment]
    opening = f"“{survey.title}”, a survey of {AUDIENCES[audience]}"
    said = [result.paragraph(audience, small=survey.small) for result in survey.results]
    return f"{opening}, closed on {say_date(survey.closed_at)}. {' '.join(said)} {CAUTION}", opening


def tables_of(survey: SurveyRecord) -> list[Table]:
    """Return a table for each question, and each body where results are told by body."""
    return [
        one
        for number, result in enumerate(survey.results, start=1)
        for one in _of_group(result, number, survey.small)
    ]


def _of_group(result: GroupResult, number: int, small: int) -> Iterator[Table]:
    for one in result.questions:
        whose = f" ({result.group})" if result.group else ""
        if one.n_answered is None:
            rows = [("Not told", f"Fewer than {small}", "")]
        else:
            n_answered = one.n_answered
            rows = [
                (answer, f"{count:,}", f"{count / n_answered:.0%}")
                for answer, count in one.counts
                if count is not None
            ]
            if one.hidden:
                together = one.n_together
                rows.append(
                    (
                        f"{', '.join(one.hidden)}: together",
                        f"{together:,}",
                        f"{together / n_answered:.0%}",
                    )
                )
        yield table(
            f"survey-{number}-{one.question}",
            f"{one.words}{whose}",
            [text("Answer"), figure("How many"), figure("Share")],
            rows,
            small_print="" if one.n_answered is None else f"Of {one.n_answered:,} who answered it",
        )
