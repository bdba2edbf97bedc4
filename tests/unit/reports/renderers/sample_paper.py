"""A paper made by hand that holds every kind of block, and texts that are awkward to lay out."""

from __future__ import annotations

from dataclasses import replace

from commonweal.reports.charts import Line, LineChart, Marked, RangeChart, RangeRow
from commonweal.reports.papers.paper import (
    Callout,
    Cited,
    Facts,
    Paper,
    Paragraph,
    Points,
    Section,
    Stamp,
    Trace,
    TraceInput,
    Words,
)
from commonweal.reports.tables import Cell, Table, figure, table, text

__all__ = ["AWKWARD", "SAMPLE", "brief_of", "paper_saying", "wide_table"]

#: What would be markup in Typst, Jinja, HTML, XML or Markdown.
AWKWARD = (
    'Smith & Sons #let x = 1 $a^2$ @ref *bold* _it_ `code` \\LaTeX // no "quotes" [[ link ]] '
    "{{ 7 * 7 }} {% raw %} <script>alert(1)</script> ~ -- ... = heading"
)

_YEARS = ("2026-27", "2027-28", "2028-29", "2029-30")

_RUNNING = table(
    "running-total-table",
    "Running total by year",
    [text("Option"), *(figure(year) for year in _YEARS)],
    [
        ["Shared team", "−£210,000", "−£95,000", "£40,200", "£181,900"],
        ["Redesign alone", "−£40,000", "−£12,000", "£18,000", "£52,000"],
    ],
    small_print="£ at 2025-26 prices, undiscounted",
    trace="table/running-total",
)

RUNNING_TOTAL = LineChart(
    id="running-total",
    title="The shared team is ahead from 2028-29",
    small_print="Running total by year, £ at 2025-26 prices",
    alternative="The shared team costs £210,000 at first and is £181,900 ahead by 2029-30.",
    points=_YEARS,
    lines=(
        Line(name="Shared team", values=(-210e3, -95e3, 40.2e3, 181.9e3), is_emphasised=True),
        Line(name="Redesign alone", values=(-40e3, -12e3, 18e3, 52e3), is_emphasised=False),
    ),
    marks=(Marked(line="Shared team", position=2, label="Paid back"),),
    table=_RUNNING,
)

GAINS = RangeChart(
    id="gains",
    title="Three bodies gain and Colne Vale loses",
    small_print="Expected gain with the range that eight futures in ten fall in",
    alternative="Ashby gains £68,098; Barton £21,400; Denby £9,100; Colne Vale loses £21,984.",
    low_side="Pays more than alone",
    high_side="Gains",
    rows=(
        RangeRow(name="Ashby", low=51e3, middle=68098, high=85.8e3, said="£68,098"),
        RangeRow(name="Colne Vale", low=-27.5e3, middle=-21984, high=-16.3e3, said="−£21,984"),
    ),
    table=table(
        "gains-table",
        "What each would gain",
        [text("Body"), figure("Gain"), figure("P10 to P90")],
        [
            ["Ashby", Cell(said="£68,098", trace="gain/ashby"), "£51,006 to £85,806"],
            ["Colne Vale", Cell(said="−£21,984", tone="loss"), "−£27,551 to −£16,319"],
        ],
    ),
)

_OPTIONS = table(
    "options-table",
    "The options compared",
    [
        text("Option"),
        figure("Worth", "net present value"),
        figure("P10 to P80"),
        figure("Chance of loss"),
        text("Pays back"),
        text("Source"),
    ],
    [
        [
            "Do nothing",
            "£0",
            "£0 to £0",
            "under 1%",
            "nothing to pay back",
            "The base of comparison",
        ],
        [
            Cell(said="Shared team", small_print="hosted by Ashby"),
            Cell(said="£412,300", trace="npv/shared"),
            "£120,450 to £733,208",
            "9%",
            "in year 3 (2028-29)",
            "Outline design, workshop of 14 May 2025, "
            "https://example.org/papers/2025/a-very-long-address-that-no-line-can-hold.pdf",
        ],
        [
            "Outsource alone",
            Cell(said="−£88,000", tone="loss"),
            "−£210,000 to £15,000",
            "86%",
            "not within 10 years",
            AWKWARD,
        ],
    ],
    small_print="£ at 2025-26 prices, present value over 10 years from 2026-27",
    trace="table/options-table",
)

_TRACES = (
    Trace(
        id="npv/shared",
        name="What the shared team is worth",
        said="£412,300",
        formula="Savings £1,500,000 − costs £1,087,700, each year × its discount factor",
        inputs=(
            TraceInput(name="Joint gain", said="£75,614", trace="gain"),
            TraceInput(
                name="Savings in a full year",
                said="£190,000",
                source="Ashby finance return 2024-25, line 14",
                grade="B",
            ),
        ),
        method="02-time#discounting",
    ),
    Trace(
        id="gain/ashby",
        name="Gain of Ashby",
        said="£68,098",
        formula="£1,204,000 alone − £1,135,902 by sharing",
        inputs=(TraceInput(name="Alone", said="£1,204,000", source="Baseline return 2024-25"),),
    ),
    Trace(
        id="table/options-table",
        name="The options compared",
        said="",
        formula="Each option's flows, discounted at 3.5% (≤ 30 years) and added up",
    ),
    Trace(
        id="table/running-total",
        name="Running total",
        said="",
        formula="The net benefit of each year, added to those of the years before",
    ),
    Trace(id="gain", name="Joint gain", said="£75,614", formula="The gains of all, added up"),
    Trace(id="secret", name="Price floor", said="£99,999", formula="What only members may know"),
)

SAMPLE = Paper(
    id="business-case-outline",
    kind="business-case",
    title="Sharing building control in Ashby, Barton, Colne Vale and Denby",
    subtitle="Business case, outline",
    author="The four councils",
    facts=(
        ("To", "Joint committee"),
        ("Asked for", ("To agree a case worth ", Cited(said="£412,300", trace="npv/shared"))),
        ("Written by", "Head of finance & transformation"),
    ),
    sections=(
        Section(
            id="verdict",
            heading="The verdict",
            blocks=(
                Callout(
                    kind="verdict",
                    heading="Share, if",
                    words=(
                        "Share the team, if Colne Vale is compensated: it is worth ",
                        Cited(said="£412,300", trace="npv/shared"),
                        " more than the best each could do alone, and Colne Vale would lose "
                        "−£21,984.",
                    ),
                ),
                Paragraph(
                    words=(
                        "Ashby gains ",
                        Cited(said="£68,098", trace="gain/ashby"),
                        " and the officers’ worst case is −£1,210; costs are ≤ 3 × those of today. "
                        "The partners together pay less in each year from 2028-29, and this "
                        "paragraph is long enough to run over one line of any page.",
                    ),
                    small_print="Joint gain over the best alternatives, present value",
                ),
                Points(
                    items=("First, agree the host.", ("Then pay ", "the rest.")), is_numbered=True
                ),
                Points(items=("A bullet.", "Another, with ½ a post and ŵ.")),
            ),
        ),
        Section(
            id="options",
            heading="The options",
            blocks=(
                Paragraph(words="Four were costed."),
                _OPTIONS,
                RUNNING_TOTAL,
                Paragraph(words=AWKWARD),
                Callout(kind="warning", heading="More than others have seen", words="Take care."),
            ),
            sections=(
                Section(
                    id="who",
                    heading="Who gains",
                    blocks=(
                        Paragraph(
                            words=("Said again: ", Cited(said="£68,098", trace="gain/ashby"))
                        ),
                        GAINS,
                    ),
                    sections=(
                        Section(
                            id="deeper",
                            heading="Deeper",
                            blocks=(Paragraph(words="A third level."),),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            id="price",
            heading="The price we would take",
            exempt="paragraph 3 of Schedule 12A (financial or business affairs)",
            blocks=(Paragraph(words=("At least ", Cited(said="£99,999", trace="secret"), ".")),),
        ),
        Section(
            id="ask",
            heading="What is asked",
            blocks=(
                Callout(kind="ask", heading="Recommendation", words="That the committee agrees."),
                Facts(rows=(("Finance", "Agreed by the section 151 officer"), ("Legal", "Agreed"))),
            ),
        ),
        Section(
            id="long-table",
            heading="Every saving and cost",
            is_appendix=True,
            blocks=(
                Paragraph(words="Line by line."),
                table(
                    "flows",
                    "Savings and costs",
                    [text("Saving or cost"), figure("Present value"), text("Source")],
                    [
                        [f"Line {place}", f"£{place * 1111:,}", "Return of 2024-25, checked"]
                        for place in range(1, 61)
                    ],
                ),
            ),
        ),
    ),
    traces=_TRACES,
    stamp=Stamp(
        short="Input 3f9a1c20 · parameter set england-2026 · seed 20240 · Commonweal 0.4.0",
        facts=(
            ("File", "four-councils.toml"),
            ("Input (SHA-256)", "3f9a1c20" * 8),
            ("Parameter set", "england-2026"),
            ("Seed", "20240"),
        ),
    ),
)


def brief_of(paper: Paper) -> Paper:
    """Return a paper of one section without numbers, as a brief is."""
    return replace(
        paper, id="brief", kind="brief", subtitle="", sections=paper.sections[:1], is_numbered=False
    )


def paper_saying(words: Words) -> Paper:
    """Return the shortest paper that says these words."""
    section = Section(id="only", heading="Only", blocks=(Paragraph(words=words),))
    return replace(SAMPLE, facts=(), sections=(section,))


def wide_table(n_columns: int) -> Table:
    """Return a table with a column of names and this many of figures in millions."""
    return table(
        "wide",
        "Every body by rule",
        [text("Rule"), *(figure(f"Council number {place}") for place in range(n_columns))],
        [["By population", *(f"£1,234,{place:03}" for place in range(n_columns))]] * 3,
    )
