"""What holds of every agreement, however its facts were chosen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.agreement import (
    Agreement,
    Clause,
    check_agreement,
    compare_agreements,
    matters,
    parts_of,
    read_agreement,
    write_agreement,
)
from commonweal.agreement.clauses import fault_of, rule_names
from tests.unit.agreement.complete import described

WORDS = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30
).map(str.strip)
COMPLETE = described()


def values_of(parameter):
    """Return any value that a parameter can be given."""
    match parameter.kind:
        case "text":
            return WORDS
        case "texts":
            return st.lists(WORDS, max_size=3).map(tuple)
        case "choice":
            return st.sampled_from(sorted(parameter.choices))
        case "rule":
            return st.sampled_from(sorted(rule_names()))
        case "yes-no":
            return st.booleans()
        case "count":
            return st.integers(0, 1000)
        case "rate":
            return st.floats(0, 1, allow_nan=False)
        case "pounds":
            return st.floats(0, 1e9).map(lambda pounds: round(pounds, 2))
        case "date":
            return st.dates().map(lambda day: day.isoformat())


@st.composite
def clauses(draw, about):
    stated = {
        one.id: draw(values_of(one))
        for one in about.parameters
        if one.kind != "rows" and draw(st.booleans())
    }
    return Clause(
        matter=about.id,
        alternative=draw(st.sampled_from(["", *(one.id for one in about.alternatives)])),
        values=stated,
        words=draw(st.one_of(st.just(""), WORDS)),
    )


@st.composite
def agreements(draw):
    chosen = draw(st.lists(st.sampled_from(matters()), max_size=8, unique_by=lambda row: row.id))
    return COMPLETE.model_copy(
        update={
            "name": draw(WORDS.filter(bool)),
            "clauses": tuple(draw(clauses(row)) for row in chosen),
        }
    )


@given(agreements())
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back_equal(agreement: Agreement):
    again, _ = read_agreement(write_agreement(agreement), source="agreement.toml")

    assert again == agreement


@given(agreements())
@settings(max_examples=60, deadline=None)
def test_every_agreement_can_be_checked_worded_and_compared(agreement: Agreement):
    found = check_agreement(agreement)
    said = [text for part in parts_of(agreement) for one in part.clauses for text in one.paragraphs]

    assert len({one.id for one in found}) == len(found)
    assert all(one.sentence and one.mend and one.matters for one in found)
    assert all(text.strip() for text in said)
    assert not any("{" in text for text in said if "{" not in str(agreement.clauses))
    assert compare_agreements(agreement, agreement) == ()


@given(agreements(), st.data())
@settings(max_examples=60, deadline=None)
def test_taking_a_clause_out_never_closes_a_hole(agreement: Agreement, data):
    if not agreement.clauses:
        return
    gone = data.draw(st.sampled_from(agreement.clauses))
    kept = tuple(one for one in agreement.clauses if one != gone)

    def silent(one):
        return {found.id for found in check_agreement(one) if found.id.startswith("silent/")}

    assert silent(agreement.model_copy(update={"clauses": kept})) >= silent(agreement)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_difference_between_two_versions_is_always_told(data):
    old, new = data.draw(agreements()), data.draw(agreements())

    assert bool(compare_agreements(old, new)) == (
        (old.name, {one.matter: one for one in old.clauses})
        != (new.name, {one.matter: one for one in new.clauses})
    )


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_value_of_its_kind_can_be_stated(data):
    row = data.draw(st.sampled_from([row for row in matters() if row.parameters]))
    one = data.draw(st.sampled_from(row.parameters))
    if one.kind != "rows":
        assert fault_of(one, data.draw(values_of(one))) == ""
