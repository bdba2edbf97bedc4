"""What people fill in about papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from commonweal_web.core.forms import Form

__all__ = ["NewPaperForm", "TemplateForm"]


class NewPaperForm(Form):
    """Which paper, and of which run."""

    paper = forms.ChoiceField(
        label="Which paper?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select which paper you want",
            "invalid_choice": "Select one of the papers",
        },
    )
    run = forms.ChoiceField(
        label="Of which appraisal?",
        help_text="A paper gives that run’s own figures, whatever has changed since.",
        error_messages={"invalid_choice": "Select one of the runs"},
    )

    def __init__(
        self,
        *args: Any,
        papers: Sequence[tuple[str, str]],
        runs: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["paper"].choices = list(papers)  # type: ignore[attr-defined]
        self.fields["run"].choices = list(runs)  # type: ignore[attr-defined]


class TemplateForm(Form):
    """A body's own Word file."""

    file = forms.FileField(
        label="Upload your Word template",
        help_text="A .docx file, up to 5 MB. Papers take on its styles, its head and its foot.",
        error_messages={
            "required": "Choose a file to upload",
            "empty": "The file you chose is empty",
        },
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
