"""What a file leaves out is listed with what stands for it, once for all rows alike."""

from __future__ import annotations

from commonweal.partnership import read_partnership
from tests.unit.partnership.cases import CASE, changed


def defaults(text: str) -> dict[str, str]:
    return dict(read_partnership(text, source="case.toml")[1].defaults)


def test_what_bears_on_the_answer_and_was_left_out_is_listed():
    found = defaults(CASE)

    assert found["horizon_years"] == "10"
    assert found["jurisdiction"] == "england"
    assert found["bodies[*].vat_recovery"] == "1 (all 2)"
    assert found["options[*].levers[*].ramp"] == "0, 0.5, 1 (all 2)"
    assert found["options[*].costs[set-up].technology"] == "0 (all 2)"
    assert found["options[2].levers[1].salary_uplift"] == "0"
    assert found["ranges.shape"] == "pert (all 2)"
    assert found["simulation.seed"] == "20260401"


def test_what_is_said_is_not_listed():
    found = defaults(changed("first_year", "horizon_years = 10\nfirst_year"))

    assert "horizon_years" not in found


def test_a_default_of_some_rows_says_of_how_many():
    found = defaults(changed('name = "Ashby"', 'name = "Ashby"\nvat_recovery = 0.5'))

    assert found["bodies[*].vat_recovery"] == "1 (1 of 2)"


def test_kinds_with_defaults_of_their_own_are_told_apart():
    contract = (
        '[[options.levers]]\nlever = "market-price"\nmechanism = "A contract."\n'
        'price_share = 0.9\nsource = "A tender"\n\n[[options.costs]]'
    )
    found = defaults(changed("[[options.costs]]", contract))

    assert found["options[*].levers[market-price].ramp"] == "1 (1 of 3)"
    assert found["options[*].levers[process-redesign, management-deduplication].ramp"] == (
        "0, 0.5, 1 (2 of 3)"
    )


def test_what_bears_on_nothing_is_left_unsaid():
    found = defaults(CASE)

    assert not [key for key in found if key.endswith(("is_proposed", "is_placeholder"))]
    assert not [key for key in found if key.endswith(("source", "note", "schema_version"))]
    assert "split.fixed_share" not in found
    assert "split.funded_by" not in found


def test_a_key_that_the_rule_uses_is_listed():
    found = defaults(changed('rule = "driver"', 'rule = "fixed-and-unit"'))

    assert found["split.fixed_share"] == "0.5"


def test_the_list_does_not_grow_with_the_rows():
    rows = "".join(
        f'[[bodies]]\nid = "b{number}"\nname = "B"\n'
        'kind = "district"\ndrivers = { population = 1 }\n\n'
        for number in range(30)
    )

    assert len(defaults(CASE.replace("[[services]]", rows + "[[services]]"))) == len(defaults(CASE))
