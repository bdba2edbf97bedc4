"""`commonweal agreement ...`: draft one from a case, check it, fill it, compare it, write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonweal.cli.options import AsJson, CaseFile, Force
from commonweal.cli.output import console, patience, print_json

if TYPE_CHECKING:
    from commonweal.agreement import Agreement, Passage, Stale
    from commonweal.deal import Deal

__all__ = ["agreement"]

agreement = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Write a deal down without a hole: draft an agreement from a case, check it or one that "
    "others wrote, fill its schedules, compare versions, and write it as Word, PDF or a page.",
)

AgreementFile = Annotated[
    Path,
    typer.Argument(
        metavar="AGREEMENT",
        help="An agreement in TOML, or a file of answers on one that others wrote.",
        show_default=False,
    ),
]
Rule = Annotated[
    str | None,
    typer.Option(
        metavar="RULE", help="The rule that the parties chose; the case's own if left out."
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(
        "--against",
        metavar="FILE",
        help="The partnership file whose figures fill the schedules; says which have changed.",
        show_default=False,
    ),
]

_FORMS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx"}


@agreement.command(
    "draft",
    short_help="Draft an agreement from a case.",
    epilog="\b\nExamples:\n  commonweal agreement draft my-case.toml --output agreement.toml",
)
def draft(
    file: CaseFile,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write, ending in .toml."),
    ],
    rule: Rule = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Draft an agreement from a case: what the case knows is filled in, the rest is left open.

    Charges, exit charges and what withdrawing would cost are the case's own, to the penny.
    """
    from commonweal.agreement import check_agreement, write_agreement
    from commonweal.agreement import draft as drafted
    from commonweal.cli.cases import write
    from commonweal.cli.screens.agreement import show_findings

    with patience("Pricing every leaver"):
        found = drafted(_deal(file), rule=rule)
    write(output, write_agreement(found), overwrite=force)
    findings = check_agreement(found)
    if as_json:
        print_json({"wrote": str(output), "findings": [one.to_dict() for one in findings]})
        return
    show_findings(console(), found, findings)


@agreement.command(
    "check",
    short_help="Find what is left open and what contradicts.",
    epilog="\b\nExamples:\n  commonweal agreement check agreement.toml\n"
    "  commonweal agreement check agreement.toml --against my-case.toml\n"
    "  commonweal agreement check answers.toml --json",
)
def check(
    file: AgreementFile, against: Against = None, rule: Rule = None, as_json: AsJson = False
) -> None:
    """Find every matter on which an agreement is silent and every contradiction across clauses.

    It judges what is stated: a heading never counts as a clause.
    """
    from commonweal.agreement import check_agreement, stale
    from commonweal.cli.screens.agreement import show_findings

    found = _agreement(file)
    findings = check_agreement(found)
    old: tuple[Stale, ...] = ()
    if against is not None:
        with patience("Pricing the case"):
            old = stale(found, _deal(against), rule=rule)
    if as_json:
        print_json(
            {
                "name": found.name,
                "findings": [one.to_dict() for one in findings],
                "stale": [one.to_dict() for one in old],
            }
        )
        return
    show_findings(console(), found, findings, old)


@agreement.command(
    "fill",
    short_help="Fill the schedules from a case again.",
    epilog="\b\nExamples:\n  commonweal agreement fill agreement.toml my-case.toml --force",
)
def fill(
    file: AgreementFile,
    case_file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The partnership file to fill from.", show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; the agreement itself if left out, with --force.",
        ),
    ] = None,
    rule: Rule = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Fill charges, exit charges and withdrawal from a case again, and say what changed."""
    from commonweal.agreement import compare_agreements, filled, write_agreement
    from commonweal.cli.cases import write
    from commonweal.cli.screens.agreement import show_changes

    before = _agreement(file)
    with patience("Pricing every leaver"):
        after = filled(before, _deal(case_file), rule=rule)
    write(output or file, write_agreement(after), overwrite=force)
    found = compare_agreements(before, after)
    if as_json:
        print_json({"changes": [one.to_dict() for one in found]})
        return
    show_changes(console(), found)


@agreement.command(
    "compare",
    short_help="Say what two versions promise otherwise.",
    epilog="\b\nExamples:\n  commonweal agreement compare agreement-1.toml agreement-2.toml",
)
def compare(
    old: Annotated[Path, typer.Argument(help="The earlier version.", show_default=False)],
    new: Annotated[Path, typer.Argument(help="The later version.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Say in plain words what the later of two versions promises otherwise."""
    from commonweal.agreement import compare_agreements
    from commonweal.cli.screens.agreement import show_changes

    found = compare_agreements(_agreement(old), _agreement(new))
    if as_json:
        print_json({"changes": [one.to_dict() for one in found]})
        return
    show_changes(console(), found)


@agreement.command(
    "clauses",
    short_help="List and explain what an agreement must settle.",
    epilog="\b\nExamples:\n  commonweal agreement clauses\n  commonweal agreement clauses notice",
)
def clauses(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="MATTER",
            help="One matter to show whole, such as notice; all in a line each if left out.",
            show_default=False,
        ),
    ] = None,
    route: Annotated[
        str | None,
        typer.Option(metavar="ROUTE", help="Only what this legal route asks for."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what an agreement must settle: alternatives with their words, why, and precedents."""
    from commonweal.agreement import matter, matters, matters_for
    from commonweal.cli.screens.agreement import show_matter, show_matters
    from commonweal.services import catalogue

    if route is not None:
        catalogue().route(route)
    found = (matter(name),) if name else matters_for(route) if route else matters()
    if as_json:
        print_json({"matters": [one.to_dict() for one in found]})
    elif name:
        show_matter(console(), found[0])
    else:
        show_matters(console(), found)


@agreement.command(
    "questions",
    short_help="List what to look for in an agreement that others wrote.",
    epilog="\b\nExamples:\n  commonweal agreement questions\n"
    "  commonweal agreement questions --route delegation --output answers.toml\n"
    "  commonweal agreement questions --beside theirs.docx --output answers.toml",
)
def questions(
    route: Annotated[
        str | None,
        typer.Option(
            metavar="ROUTE",
            help="The legal route; matters of every route if left out. See `commonweal services "
            "--routes`.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write a file of answers to fill in, as TOML."
        ),
    ] = None,
    beside: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The agreement in question, as Word or text: passages that may help stand beside "
            "each question. They answer nothing.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """List the questions to ask of an agreement that others wrote, or write them to be answered."""
    from dataclasses import asdict

    from commonweal.agreement import answers_to_fill_in, paragraphs_of, passages
    from commonweal.agreement import questions as asked
    from commonweal.cli.cases import write
    from commonweal.cli.screens.agreement import show_questions
    from commonweal.files import read_bytes
    from commonweal.services import catalogue

    if route is not None:
        catalogue().route(route)
    found = asked(route)
    seen: tuple[Passage, ...] = ()
    if beside is not None:
        seen = passages(paragraphs_of(read_bytes(beside), file=str(beside)), route=route)
    if output is not None:
        write(output, answers_to_fill_in(route, found=seen), overwrite=force)
        if not as_json:
            return
    if as_json:
        print_json(
            {
                "questions": [one.to_dict() for one in found],
                "passages": [asdict(one) for one in seen],
            }
        )
        return
    show_questions(console(), found, seen)


@agreement.command(
    "render",
    short_help="Write an agreement as Word, PDF or a page.",
    epilog="\b\nExamples:\n  commonweal agreement render agreement.toml --output agreement.docx\n"
    "  commonweal agreement render agreement.toml --against my-case.toml -o agreement.pdf\n"
    "  commonweal agreement render agreement.toml --template ours.docx -o agreement.docx --final",
)
def render(
    file: AgreementFile,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; its ending, .docx, .pdf or .html, says the form.",
        ),
    ],
    against: Against = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="FORM", help="html, pdf or docx, where no ending says."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A Word file of your own that the agreement goes into."),
    ] = None,
    final: Annotated[
        bool,
        typer.Option(
            "--final", help="The text to sign: no open matters, no positions, no comments."
        ),
    ] = False,
    rule: Rule = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write an agreement with numbered clauses and schedules.

    A draft in Word bears the parties' positions as comments. With --against its figures open how
    they were worked out.
    """
    from commonweal.cli.cases import write
    from commonweal.errors import InputError, Place
    from commonweal.files import read_bytes
    from commonweal.reports.agreements import render_agreement

    wanted = form or _FORMS.get(output.suffix.lower(), "")
    if wanted not in _FORMS.values() or _FORMS.get(output.suffix.lower(), wanted) != wanted:
        raise InputError(
            f"{output} does not say what to write it as.",
            hint="End its name in .docx, .pdf or .html, or add --format to a name without one.",
            place=Place(file=str(output)),
        )
    found = _agreement(file)
    ours = None if template is None else read_bytes(template)
    with patience("Laying it out"):
        deal = None if against is None else _deal(against)
        content = render_agreement(
            found, wanted, deal=deal, rule=rule, template=ours, as_draft=not final
        )
    write(output, content, overwrite=force)
    if as_json:
        print_json({"wrote": str(output), "form": wanted})


def _deal(file: Path) -> Deal:
    from commonweal.cli.cases import read_case
    from commonweal.deal import work_out

    return work_out(read_case(file).partnership)


def _agreement(file: Path) -> Agreement:
    """Read an agreement, or answers that describe one."""
    from commonweal.agreement import read_agreement, read_answers
    from commonweal.files import check_kind, decode_text, read_bytes
    from commonweal.partnership.toml_form import parse_toml

    name = str(file)
    data = read_bytes(file)
    check_kind(data, expected=["text"], file=name, wanted="an agreement, in TOML")
    text = decode_text(data, file=name)
    if "answers" in parse_toml(text, source=name):
        return read_answers(text, source=name)
    return read_agreement(text, source=name)[0]
