"""Writing a paper's blocks as Word has them: styles by name, real numbers, fields, anchors.

What is written is XML in the order of the paper; where in a document it goes is for others to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from commonweal.reports.renderers.following import Follower, worked
from commonweal.reports.renderers.laid import (
    Entry,
    Heading,
    Laid,
    LaidBlock,
    LaidCallout,
    LaidChart,
    LaidFacts,
    LaidInput,
    LaidParagraph,
    LaidPoints,
    LaidSection,
    LaidSources,
    LaidTable,
    LaidTrace,
    Opened,
    Spans,
)
from commonweal.reports.renderers.marks import runs_of

from . import pieces
from .document import WordDocument
from .pieces import kept_together, paragraph, run
from .tables import facts_table, table_piece, table_pieces

__all__ = ["Writer"]

_CALLOUTS = {"verdict": "Verdict", "warning": "Warning", "ask": "Ask"}


@dataclass(kw_only=True)
class Writer:
    """Writes the parts of one paper for one document."""

    laid: Laid
    document: WordDocument
    name_by_anchor: dict[str, str] = field(default_factory=dict)
    is_at_start: bool = False
    """Whether a section of pages has just ended, with nothing written since."""

    def head(self) -> Iterator[str]:
        """Yield author, title and subtitle."""
        for words, style in (
            ("" if self.laid.author == self.laid.title else self.laid.author, "Paper Author"),
            (self.laid.title, "Title"),
            (self.laid.subtitle, "Subtitle"),
        ):
            if words:
                yield self._paragraph(run(words), style)

    def facts(self) -> Iterator[str]:
        if self.laid.facts.rows:
            yield from self._facts(self.laid.facts)

    def contents(self) -> Iterator[str]:
        """Yield the list of contents, filled in; Word can bring it up to date, but need not."""
        entries = self.laid.contents
        if not entries:
            return
        yield self._paragraph(run("Contents"), "TOC Heading")
        for place, entry in enumerate(entries):
            line = self._entry(entry)
            if place == 0:
                line = _field_begins('TOC \\o "1-2" \\n \\h \\z \\t "Appendix Heading,1"') + line
            if place == len(entries) - 1:
                line += '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            yield self._paragraph(line, f"TOC {entry.level}")

    def body(self) -> Iterator[str]:
        """Yield all sections, then the sources and what the figures rest on."""
        for section in self.laid.sections:
            yield from self.section(section)
        yield from self.sources()

    def sources(self) -> Iterator[str]:
        for sources in self.laid.sources:
            yield from self._sources(sources)
        yield self._heading(self.laid.rests_on, above='<w:pageBreakBefore w:val="0"/>')
        yield self._paragraph(
            run(
                "The same file, parameter set, seed, draws and version give these figures to the "
                "penny."
            )
        )
        yield from self._facts(self.laid.stamp_facts)

    def section(self, section: LaidSection, *, is_within_exempt: bool = False) -> Iterator[str]:
        """Yield a section; what is exempt has pages of its own, marked at their head."""
        written = self._section(section, is_within_exempt=is_within_exempt)
        yield from self._in_confidence("" if is_within_exempt else section.exempt, written)

    def _section(self, section: LaidSection, *, is_within_exempt: bool) -> Iterator[str]:
        yield self._heading(section.heading)
        if section.exempt:
            yield self._not_for_publication(section.exempt)
        for block in section.blocks:
            yield from self._block(block)
        for inner in section.sections:
            yield from self.section(
                inner, is_within_exempt=is_within_exempt or bool(section.exempt)
            )

    def _in_confidence(self, exempt: str, written: Iterable[str]) -> Iterator[str]:
        if not exempt or self.laid.exempt:
            yield from written
            return
        yield self._before_confidence()
        yield from written
        yield self._section_end(exempt=exempt)

    def _before_confidence(self) -> str:
        """End the pages that all may read, unless they have just ended."""
        return "" if self.is_at_start else self._section_end(exempt="")

    def _section_end(self, *, exempt: str, n_columns: int = 1) -> str:
        # Where all is exempt, every page bears the mark already.
        marked = "" if self.laid.exempt else exempt
        end = self.document.section_end(exempt=marked, n_columns=n_columns)
        written = self._paragraph("", "Section End", formatting=end)
        self.is_at_start = True
        return written

    def _not_for_publication(self, exempt: str) -> str:
        words = run("Not for publication. ", formatting="<w:b/><w:bCs/>") + run(exempt)
        return self._paragraph(words, "Not For Publication")

    def _heading(self, heading: Heading, *, above: str = "") -> str:
        is_appendix = heading.is_appendix
        style = "Appendix Heading" if is_appendix else f"Heading {heading.level}"
        words = self._bookmarked(run(heading.text), heading.id)
        number = self._number(heading.number) if heading.number else pieces.numbering(0, 0)
        return self._paragraph(words, style, above=above, formatting=number)

    def _number(self, number: str) -> str:
        is_lettered = number[0].isalpha()
        numbers = self.document.numbers
        return pieces.numbering(
            number.count("."), numbers.appendices if is_lettered else numbers.sections
        )

    def _block(self, block: LaidBlock) -> Iterator[str]:
        match block:
            case LaidParagraph():
                words = self._spans(block.spans)
                if block.small_print:
                    words += run(" ") + self._small(block.small_print)
                if block.number:
                    number = self._number(block.number)
                    yield self._paragraph(words, "Numbered Paragraph", formatting=number)
                else:
                    yield self._paragraph(words)
            case LaidPoints():
                yield from self._points(block)
            case LaidCallout():
                style = _CALLOUTS[block.kind]
                yield self._paragraph(run(block.heading), f"{style} Heading")
                yield self._paragraph(self._spans(block.spans), style)
            case LaidFacts():
                yield from self._facts(block)
            case LaidTable():
                yield from self._table(block)
            case LaidChart():
                yield from self._chart(block)

    def _points(self, points: LaidPoints) -> Iterator[str]:
        style = "List Number" if points.is_numbered else "List Bullet"
        formatting = ""
        if points.is_numbered:
            formatting = pieces.numbering(0, self.document.new_list())
        elif self.document.bullets:
            formatting = pieces.numbering(0, self.document.bullets)
        if not self.laid.paper.is_numbered:
            # Under a number, points stand where its text does; without one, at the margin.
            formatting += '<w:ind w:left="360" w:hanging="360"/>'
        for item in points.items:
            yield self._paragraph(self._spans(item), style, formatting=formatting)

    def _facts(self, facts: LaidFacts) -> Iterator[str]:
        rows = [(run(name), self._spans(words)) for name, words in facts.rows]
        yield facts_table(self.document, rows)
        yield self._paragraph("", "Section End", formatting='<w:spacing w:after="160"/>')

    def _table(self, table: LaidTable) -> Iterator[str]:
        cut = table_pieces(table, self.document)
        for place, piece in enumerate(cut):
            part = "" if len(cut) == 1 else f" (part {place + 1} of {len(cut)})"
            yield self._caption(
                "Table",
                table.label,
                table.caption + part,
                table.small_print,
                table.id if place == 0 else "",
            )
            yield table_piece(self.document, table, piece, said=self._said)
        note = ""
        if table.sources:
            said = (
                run(" to ").join(self._link(run(end.mark), end.trace) for end in ends)
                for ends in runs_of(table.sources)
            )
            note = run("Where the figures come from: ") + run(", ").join(said)
        yield self._paragraph(note, "Table Note")

    def _chart(self, chart: LaidChart) -> Iterator[str]:
        yield self._caption("Figure", chart.label, chart.title, chart.small_print, chart.id)
        drawn = self.document.picture(chart.chart, name=chart.title, alternative=chart.alternative)
        yield self._paragraph(drawn, "Picture")
        yield from self._table(chart.table)

    def _caption(self, kind: str, label: str, words: str, small: str, anchor: str) -> str:
        content = ""
        if label:
            number = pieces.field(f"SEQ {kind} \\* ARABIC", run(label.rpartition(" ")[2]))
            content = run(f"{kind} ") + (number if anchor else run(label.rpartition(" ")[2]))
            content += run(": ")
        content += run(words)
        if small:
            content += "<w:r><w:br/></w:r>" + self._small(small, formatting='<w:b w:val="0"/>')
        return self._paragraph(self._bookmarked(content, anchor) if anchor else content, "Caption")

    def _sources(self, sources: LaidSources) -> Iterator[str]:
        if sources.exempt and not self.laid.exempt:
            yield self._before_confidence()
        yield self._heading(sources.heading)
        if sources.exempt:
            yield self._not_for_publication(sources.exempt)
        yield self._section_end(exempt=sources.exempt)
        for one in worked(sources.traces):
            yield from self._trace(one.trace)
            if one.followers:
                note = f"{one.followers_said} What is not said is as there."
                yield self._paragraph(self._smaller(note), "Source Text")
            yield from map(self._follower, one.followers)
        yield self._section_end(exempt=sources.exempt, n_columns=2)

    def _trace(self, trace: LaidTrace) -> Iterator[str]:
        name = f"{trace.mark}  {trace.name}" + (f": {trace.said}" if trace.said else "")
        yield self._paragraph(self._bookmarked(run(name), trace.anchor), "Source Heading")
        if trace.formula:
            yield self._paragraph(run(kept_together(trace.formula)), "Source Text")
        for given in trace.inputs:
            yield self._input(given)
        if trace.shared_source:
            words = f"Where nothing stands beside a figure: {trace.shared_source}."
            yield self._paragraph(self._smaller(words), "Source Text")
        about = f"Method: {trace.method}. " if trace.method else ""
        content = self._smaller(about)
        if trace.backs:
            links = (self._link(self._smaller(back.label), back.anchor) for back in trace.backs)
            content += self._smaller("Said at ")
            content += self._smaller(", ").join(links) + self._smaller(".")
        if content:
            yield self._paragraph(content, "Source Text")

    def _follower(self, follower: Follower) -> str:
        """Return a figure found as the one above it, with what is its own."""
        trace = follower.trace
        name = f"{trace.mark}  {trace.name}" + (f": {trace.said}" if trace.said else "")
        content = self._bookmarked(run(name, formatting="<w:b/>"), trace.anchor)
        own = [self._smaller(kept_together(follower.own))] if follower.own else []
        if follower.leads:
            marks = (self._link(self._smaller(lead.mark), lead.trace) for lead in follower.leads)
            own.append(self._smaller("From ") + self._smaller(", ").join(marks) + run("."))
        own.extend(self._given(given) for given in follower.inputs)
        if trace.backs:
            links = (self._link(self._smaller(back.label), back.anchor) for back in trace.backs)
            own.append(self._smaller("Said at ") + self._smaller(", ").join(links) + run("."))
        return self._paragraph(content + "".join(run(" ") + one for one in own), "Source Text")

    def _given(self, given: LaidInput) -> str:
        content = run(f"{given.name}: ") + self._said(given.said, is_marked=True)
        about = ", ".join(
            part for part in (given.source, f"grade {given.grade}" * bool(given.grade)) if part
        )
        return content + self._smaller(f" ({about});" if about else ";")

    def _input(self, given: LaidInput) -> str:
        content = run(f"{given.name}: ") + self._said(given.said, is_marked=True)
        grade = f"grade {given.grade}" if given.grade else ""
        about = "; ".join(part for part in (given.source, grade) if part)
        if about:
            content += run(" ") + self._smaller(about)
        bullets = self.document.bullets
        return self._paragraph(
            content, "Source Input", formatting=pieces.numbering(0, bullets) if bullets else ""
        )

    def _spans(self, spans: Spans) -> str:
        return "".join(self._said(span, is_marked=True) for span in spans)

    def _said(self, span: str | Opened, *, is_marked: bool = False) -> str:
        if isinstance(span, str):
            return run(kept_together(span) if is_marked else span)
        said = kept_together(span.said) if is_marked else span.said
        content = run(said, style=self.document.style_id("Figure Link"))
        if is_marked:
            content += run(f"\u00a0[{span.mark}]", style=self.document.style_id("Figure Mark"))
        linked = self._link(content, span.trace)
        return self._bookmarked(linked, span.place) if span.place else linked

    def _entry(self, entry: Entry) -> str:
        number = run(entry.number) + pieces.tab() if entry.number else ""
        return self._link(number + run(entry.text), entry.id)

    def _small(self, words: str, *, formatting: str = "") -> str:
        return run(words, style=self.document.style_id("Small Print"), formatting=formatting)

    def _smaller(self, words: str) -> str:
        return self._small(words, formatting='<w:sz w:val="15"/><w:szCs w:val="15"/>')

    def _link(self, content: str, anchor: str) -> str:
        return pieces.inside_link(content, name=self._name(anchor))

    def _bookmarked(self, content: str, anchor: str) -> str:
        return pieces.bookmark(content, name=self._name(anchor), place=self.document.new_place())

    def _name(self, anchor: str) -> str:
        """Return the bookmark of an anchor: Word takes 40 letters and digits, and no more."""
        return self.name_by_anchor.setdefault(anchor, f"_Toc{len(self.name_by_anchor) + 1:09}")

    def _paragraph(
        self, content: str, style: str = "", *, above: str = "", formatting: str = ""
    ) -> str:
        self.is_at_start = False
        style_id = self.document.style_id(style) if style else ""
        return paragraph(content, style=style_id, above=above, formatting=formatting)


def _field_begins(instruction: str) -> str:
    return pieces.field(instruction, "").removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
