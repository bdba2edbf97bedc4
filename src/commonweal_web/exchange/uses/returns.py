"""Returns: every body's own figures, seen by nobody until all are in; each is then submitted."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from commonweal.errors import CommonwealError
from commonweal.reports.tables import table, text
from commonweal_web.core.audit import recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import Form
from commonweal_web.core.policy import ForbiddenError, HiddenError
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.queries.records import case_of
from commonweal_web.partnerships.reading import read_given
from commonweal_web.partnerships.services.documents import save_draft, submit_document

from .registry import Asked, OpenedAnswer, Shown, Use

__all__ = ["RETURNS"]

logger = logging.getLogger(__name__)


class ReturnForm(Form):
    """A partnership file, of which the body's own part is taken once it opens."""

    file = forms.FileField(
        label="Your figures",
        help_text="A partnership workbook, or a file in TOML or JSON. Only your own part counts.",
        error_messages={
            "required": "Choose a file to upload",
            "empty": "The file you chose is empty",
        },
        widget=forms.FileInput(attrs={"accept": ".toml,.json,.xlsx,.xlsm,.ods"}),
    )

    def __init__(self, asked: Asked, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload is None:
            return cleaned
        try:
            given = read_given(upload.read(), file_name=upload.name or "the file")
        except CommonwealError as error:
            self.add_error("file", f"{error} {error.hint}".strip())
            return cleaned
        own = self.asked.body.reference
        rows = given.values.get("bodies", ())
        if not any(isinstance(row, dict) and row.get("id") == own for row in rows):
            self.add_error(
                "file", f'The file says nothing of {self.asked.body.name}: its id is "{own}"'
            )
        cleaned["given"] = given
        return cleaned


def _answer_of(asked: Asked, cleaned: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    given = cleaned["given"]
    # A workbook is kept as the file that it was read to, as a submission is.
    ending = "json" if given.form == "json" else "toml"
    name = f"{given.file_name.rpartition('.')[0] or 'figures'}.{ending}"
    return {"file_name": name, "text": given.text}


def _fix(partnership: Partnership, chosen: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    if not case_of(partnership).has_common_part:
        raise PolicyError(
            f"{partnership.name} holds nothing in common yet: no services, no years.",
            hint="Upload a partnership file first, so that all return the same.",
        )
    return {}


def _submit(partnership: Partnership, opened: Sequence[OpenedAnswer]) -> None:
    """Submit each body's figures in the name of who sealed them; what stands in the way is said
    on the partnership's page of figures, where the body finds its draft."""
    by_reference = {partner.body.reference: partner.body for partner in partnership.partners.all()}
    for one in opened:
        try:
            with recorded():
                saved = save_draft(
                    by=one.committed_by,
                    partnership=partnership,
                    body=by_reference[one.answerer.body],
                    data=str(one.answer["text"]).encode("utf-8"),
                    file_name=str(one.answer["file_name"]),
                    note=f"Opened from a sealed exchange; authorised by {one.authorised_by}"[:500],
                )
            with recorded():
                submit_document(
                    by=one.committed_by,
                    document=saved.document,
                    reason="Opened from a sealed exchange",
                )
        except (CommonwealError, PolicyError, ForbiddenError, HiddenError):
            logger.warning("A return that was opened could not be submitted.", exc_info=True)


def _show(questions: Mapping[str, Any], opened: Sequence[OpenedAnswer]) -> Shown:
    del questions
    return Shown(
        headline="Every body’s figures opened at once. Each was submitted to the partnership, and "
        "waits for its own certifier.",
        conversation=("What does each body count that the others do not?",),
        tables=(
            table(
                "returns",
                "What was returned",
                [text("Body"), text("File"), text("Authorised by")],
                [[one.name, str(one.answer["file_name"]), one.authorised_by] for one in opened],
            ),
        ),
    )


RETURNS = Use(
    id="returns",
    name="Baseline returns",
    says="What each body spends now, returned at the same time, so that nobody shapes their own "
    "figures after seeing another’s.",
    # A file has up to 500,000 letters, of which some take two bytes or, in JSON, a mark before.
    size=1_048_576,
    answer_form=ReturnForm,
    answer_of=_answer_of,
    show=_show,
    fix=_fix,
    on_opening=_submit,
)
