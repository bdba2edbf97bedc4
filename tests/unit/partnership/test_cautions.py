"""What a careful officer is told of a file that reads, and what is not worth a word."""

from __future__ import annotations

import pytest

from commonweal.partnership import read_partnership
from tests.unit.partnership.cases import CASE, changed, warnings

ROW = '[[bodies]]\nid = "{id}"\nname = "{name}"\nkind = "district"\n{more}\n\n[[services]]'
BASELINE = (
    '[[baselines]]\nbody = "{id}"\nservice = "building-control"\nyear = "2024-25"\n'
    'source = "Return"\ncosts = {{ staff = {pounds} }}\n\n[[assumptions]]'
)


def with_bodies(*rows: tuple[str, int]) -> str:
    """Return the case with more bodies of 50,000 people, each with its staff cost."""
    text = CASE
    for name, pounds in rows:
        more = 'codes = { gss = "E07000009" }\ndrivers = { population = 50000 }'
        body = ROW.format(id=name.lower(), name=name, more=more)
        text = text.replace("[[services]]", body, 1)
        text = text.replace("[[assumptions]]", BASELINE.format(id=name.lower(), pounds=pounds), 1)
    return text


def test_a_careful_file_is_not_warned_of_at_all():
    assert warnings(CASE) == []


#: What is put in place of what, and what is then said.
DOUBTS = [
    (
        'id = "building-control"\n',
        'id = "building-control"\n\n[[services]]\nid = "council-tax"\nname = "Council tax"\n',
        "No baseline of council-tax is given for Ashby and Barton; it counts as missing, and as "
        "no cost.",
    ),
    (
        'year = "2024-25"\ntotal',
        'year = "2024-25"\nstatus = "placeholder"\ntotal',
        "Baselines of Ashby are placeholders until each body takes its own over.",
    ),
    (
        'name = "Barton"',
        'name = "Barton"\nis_placeholder = true',
        "What stands here of Barton was typed by another body and is not confirmed.",
    ),
    (
        "volumes = { applications = 700 }",
        'not_returned = ["systems", "other"]',
        "The source did not return systems and other apart for Barton: what stands there is a "
        "reading.",
    ),
    (
        'source = "A pilot"\n',
        "",
        "No source is named for process-redesign in Each redesigns its own.",
    ),
    (
        'source = "Outturn return"\ndate = "2024-25"\n\n[[baselines]]',
        'grade = "guessed"\nsource = "X"\n\n[[baselines]]',
        "Guesses, to be replaced before anyone relies on the answer: the baseline of Ashby.",
    ),
    (
        'source = "A pilot"',
        'source = "A pilot"\ndate = "March 2011"',
        "More than 5 years older than the price base 2024-25: process-redesign in Each redesigns "
        "its own (2011). Ask whether they still hold.",
    ),
    (
        'source = "A pilot"',
        'source = "A pilot"\ndate = "31/02/2024"',
        "No such day: process-redesign in Each redesigns its own (31/02/2024). Correct the day, or "
        "give the month or the year alone.",
    ),
    (
        '"assumption:managers"',
        "0.15",
        "No figure rests on managers: the assumption stands unused.",
    ),
    (
        'codes = { gss = "E07000002" }\n',
        "",
        "No GSS code is given for Barton: published returns cannot be matched without it.",
    ),
    ('gss = "E07000002"', 'gss = "07000002"', "Barton: '07000002' is not a"),
    ('kind = "district"', 'kind = "borough"', "Ashby is of the kind borough, which is none"),
    (
        "first_year",
        "horizon_years = 20\nfirst_year",
        "A horizon of 20 years is long: most of the shared services on record changed shape or "
        "ended within 11.",
    ),
    (
        "kept_share_of_other_teams",
        "ramp = [1.0]\nkept_share_of_other_teams",
        "The lever management-deduplication in One team has its full effect in its first year. "
        "That is rare: Worcestershire reached its saving in the third.",
    ),
    (
        "share_of_staff_saved = 0.05",
        "share_of_staff_saved = 0.35",
        "The lever process-redesign in Each redesigns its own would save 35 per cent of staff. "
        "Worcestershire, among the best on record, saved 17 to 23 per cent of its direct cost: "
        "say what shows that more can be had here.",
    ),
    (
        "share_of_staff_saved = 0.05",
        "",
        "The lever process-redesign in Each redesigns its own saves nothing as it is written: no "
        "share saved is above 0.",
    ),
    (
        "low = 0.3, likely = 0.5, high = 0.8",
        "low = 0.3, likely = 0.3, high = 0.3",
        "Low and high are the same in kept_share_of_other_teams in management-deduplication: "
        "write one number, or a real range.",
    ),
    (
        'year = "2024-25"\nvolumes = { applications = 700 }',
        'year = "2023-24"\nvolumes = { applications = 700 }',
        "The baselines of building-control are of different years (2023-24: Barton; 2024-25: "
        "Ashby). Pounds are brought to one price base; volumes and staff are not.",
    ),
    (
        '[[options.costs]]\ncost = "set-up"\nwhy = "A project team."\nproject_team = 80000\n'
        'source = "A quotation"\n',
        "",
        "One team saves and costs nothing to bring about. No change on record was free: look "
        "through the list of costs that are often forgotten.",
    ),
    (
        'host = "ashby"',
        'host = "ashby"\nset_aside = "Too dear"',
        "No sharing option is described.",
    ),
    (
        'form = "redesign-alone"',
        'form = "redesign-alone"\nset_aside = "Tried"',
        "No way of going it alone is priced for Ashby and Barton: the verdict cannot be more than "
        "“not yet”.",
    ),
    (
        "first_year",
        'aim = "better"\nfirst_year',
        "The aim is better, and better_means does not say what better is.",
    ),
    (
        'kind = "district"',
        'kind = "district"\nvalid_to = 2028-03-31',
        "Ashby ends on 31 March 2028, within the years that are counted, and no entry of "
        "[[reorganisations]] says what becomes of its gains.",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), DOUBTS, ids=[doubt[2][:50] for doubt in DOUBTS])
def test_a_doubt_is_told_once_and_nothing_else_is(old, new, told):
    found = warnings(changed(old, new))

    assert [message for message in found if message.startswith(told)] == found
    assert len(found) == 1


def test_a_missing_baseline_is_told_and_what_can_no_longer_be_joined():
    text = changed(
        'year = "2024-25"\nvolumes = { applications = 700 }', 'year = "2024-25"\nstatus = "missing"'
    )

    assert warnings(text) == [
        "What Barton spends on building-control is missing and counts as no cost.",
        "The lever management-deduplication in One team saves nothing as it is written: only "
        "Ashby has a cost of management, so nothing is joined.",
    ]


def test_a_body_that_spends_far_more_a_head_is_asked_about():
    text = with_bodies(("Corby", 90_000), ("Denby", 2_000_000))

    assert [message for message in warnings(text) if "a head" in message] == [
        "Denby spends £40.00 a head on building-control; the middle of the group is £2.75. Check "
        "scope, recharges and units (pounds or thousands)."
    ]


def test_two_bodies_have_no_middle_to_be_far_from():
    text = changed("amount = 200000", "amount = 9000000")

    assert not [message for message in warnings(text) if "a head" in message]


def test_what_is_true_of_many_rows_is_said_once():
    rows = [(f"Body{number}", 100_000) for number in range(8)]
    text = with_bodies(*rows).replace('codes = { gss = "E07000009" }\n', "")

    (told,) = [message for message in warnings(text) if "GSS" in message]

    assert told.startswith("No GSS code is given for Body0, Body1, Body2, Body3, Body4 and 3 more")


def test_a_reorganisation_within_the_horizon_whose_gains_nobody_knows_is_told():
    text = CASE + (
        '\n[[reorganisations]]\non = 2028-04-01\nbodies = ["ashby", "barton"]\nsource = "Law"\n'
    )

    assert warnings(text) == [
        "On 1 April 2028 Ashby and Barton are due to be reorganised, and the file does not say "
        "whether gains after that day carry over."
    ]
    assert warnings(text.replace("2028-04-01", "2058-04-01")) == []


def test_a_host_outside_the_option_is_told():
    more = 'drivers = { population = 1 }\ncodes = { gss = "E07000009" }'
    row = ROW.format(id="corby", name="Corby", more=more)
    text = CASE.replace("[[services]]", row).replace('host = "ashby"', 'host = "corby"')
    text = text.replace(
        'form = "shared-delivery-like-bodies"',
        'form = "shared-delivery-like-bodies"\nbodies = ["ashby", "barton"]',
    )

    assert "Corby would host One team without taking part in it." in warnings(text)


def test_several_sharing_options_without_a_mark_are_told():
    shared = CASE[CASE.index('[[options]]\nid = "together"') : CASE.index("[split]")]
    text = CASE.replace("[split]", shared.replace('"together"', '"again"') + "\n[split]")

    assert warnings(text) == [
        "None of together and again is marked is_proposed; the one worth most is taken."
    ]


def test_a_caution_points_at_its_line():
    text = changed('codes = { gss = "E07000002" }\n', "")

    (caution,) = read_partnership(text, source="case.toml")[1].warnings

    assert caution.place.file == "case.toml"
    assert text.split("\n")[caution.place.line - 1] == "[[bodies]]"
