"""The questions that a legal route hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from commonweal.agreement.routes import Question, question, questions

from .part import RoutePartForm, choice

__all__ = ["RouteQuestionsForm"]


class RouteQuestionsForm(RoutePartForm):
    """The standing questions, and those of powers that these bodies' routes hang on."""

    heading = "What the legal route hangs on"
    hint = "Those that more routes wait for stand first."

    def shown(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        given: Mapping[str, str] = kept.get("answers", {})
        self._questions = self._asked(given)
        return {_name(one): given.get(one.id, "not-known") for one in self._questions}

    def _asked(self, given: Mapping[str, str]) -> Sequence[Question]:
        def every() -> Iterator[Question]:
            yield from self.advice.questions
            yield from questions()
            yield from (question(one) for one in given)

        return tuple({one.id: one for one in every()}.values())

    def ask(self) -> None:
        for one in self._questions:
            self.fields[_name(one)] = choice(one.asks, one.why)

    def said(self) -> dict[str, Any]:
        given = {one.id: self.cleaned_data[_name(one)] for one in self._questions}
        return {"answers": {key: said for key, said in given.items() if said != "not-known"}}


def _name(one: Question) -> str:
    return f"question_{one.id}"
