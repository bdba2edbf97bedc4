"""What sheets and columns are called, where the schema's own keys would not do for an officer.

A key that is not named here is called by its own words: `set_aside` becomes "Set aside". What each
means is never said here: that stands in the schema, once.
"""

from __future__ import annotations

__all__ = [
    "FIRST_SHEETS",
    "HEADINGS",
    "RARE",
    "REFERENCES",
    "SHEETS",
    "UNITS",
    "USUAL_SHEETS",
    "heading_of",
    "sheet_words",
]

#: Title of the sheet for a list of tables, and what one of its rows is called.
SHEETS: dict[str, tuple[str, str]] = {
    "bodies": ("Bodies", "Body"),
    "services": ("Services", "Service"),
    "baselines": ("Baselines", "Baseline"),
    "baselines.undivided": ("Undivided sums", "Undivided sum"),
    "baselines.establishment": ("Establishment", "Post"),
    "baselines.quality": ("Quality now", "Measure"),
    "baselines.contracts": ("Contracts", "Contract"),
    "assumptions": ("Assumptions", "Assumption"),
    "success_factors": ("Success factors", "Factor"),
    "options": ("Options", "Option"),
    "options.levers": ("Levers", "Lever"),
    "options.costs": ("Costs of change", "Cost"),
    "options.risks": ("Priced risks", "Priced risk"),
    "standard_services": ("Standard services", "Standard service"),
    "stresses": ("Demand stresses", "Stress"),
    "scenarios": ("Scenarios", "Scenario"),
    "finance.capital": ("Capital costs", "Capital cost"),
    "finance.funding": ("Funding", "Funding"),
    "finance.funds": ("Funds", "Fund"),
    "finance.already_spent": ("Already spent", "Sum"),
    "outcomes": ("Outcomes", "Outcome"),
    "reorganisations": ("Reorganisations", "Reorganisation"),
    "history": ("History", "Change"),
    # Parts of the sheet Settings.
    "": ("The case", "The case"),
    "optimism": ("Optimism", "Optimism"),
    "split": ("Sharing rule", "Sharing rule"),
    "finance": ("Paying for it", "Paying for it"),
    "existing": ("Already sharing", "Already sharing"),
    "simulation": ("Simulation", "Simulation"),
}

#: Sheets that every workbook has, filled in or not.
USUAL_SHEETS = frozenset(
    {
        "bodies",
        "services",
        "baselines",
        "baselines.undivided",
        "assumptions",
        "options",
        "options.levers",
        "options.costs",
    }
)

#: The order in which an officer fills sheets in; what is not named follows.
FIRST_SHEETS = (
    "bodies",
    "services",
    "baselines",
    "baselines.undivided",
    "baselines.establishment",
    "baselines.contracts",
    "baselines.quality",
    "assumptions",
    "options",
    "options.levers",
    "options.costs",
    "options.risks",
)

#: Headings by the end of a key's path; the longest that fits is used.
HEADINGS: dict[str, str] = {
    "id": "Id",
    "date": "As-at date",
    "fte": "Full-time equivalents",
    "staff_fte": "Staff (full-time equivalents)",
    "management_fte": "Managers (full-time equivalents)",
    "n_systems": "Number of systems",
    "n_systems_kept": "Systems kept",
    "baselines.costs.management": "Management cost",
    "baselines.costs.staff": "Staff cost",
    "baselines.costs.systems": "Systems cost",
    "baselines.costs.accommodation": "Accommodation cost",
    "baselines.costs.supplies": "Supplies cost",
    "baselines.costs.other": "Other cost",
    "total": "Total as printed",
    "valid_from": "Began on",
    "valid_to": "Ends on",
    "vat_recovery": "VAT recovered",
    "drivers": "Driver",
    "volumes": "Volume",
    "codes": "Code",
    "growth": "Growth",
    "into": "Share to",
    "kept_local": "Kept local",
    "meets": "Meets",
    "shares": "Share of",
    "sets": "Sets",
    "charges": "Charge",
    "cap": "Cap",
    "floor": "Floor",
    "mix": "Weight",
    "red_lines": "Red lines",
    "growth_by_body": "Growth in",
    "inflation_by_line": "Price rise",
    "fixed_share": "Fixed share",
    "is_placeholder": "Placeholder?",
    "is_manager": "Manager?",
    "is_vacant": "Vacant?",
    "is_agency": "Agency?",
    "is_system": "Contract for a system?",
    "is_proposed": "Put forward?",
    "is_essential": "Essential?",
    "higher_is_better": "Higher is better?",
    "avoids_do_nothing_costs": "Avoids the costs of doing nothing?",
    "counts_for_society": "Counts for society?",
    "also_available_alone": "Also available alone?",
    "yearly_value": "Yearly value",
    "until": "Ends in",
    "on": "On",
    "history.on": "Date",
    "history.by": "Who",
    "history.what": "What changed",
    "moves_with": "Moves with",
    "value.low": "Low",
    "value.likely": "Likely",
    "value.high": "High",
    "value.shape": "Shape",
    "value.outcomes": "Outcomes",
    "value.chances": "Chances",
    "value.moves_with": "Moves with",
    "value.correlation": "Correlation",
    "value.source": "Range: source",
    "value.date": "Range: as-at date",
    "value.owner": "Range: owner",
    "value.grade": "Range: grade",
    "value.note": "Range: note",
    "what_it_includes": "What it includes",
    "schema_version": "Form of this file",
    "simulation.draws": "Futures drawn",
    "year_kind": "Year begins in",
    "split.one_off_rule": "Rule for one-off cost",
    "no_more_than_now_years": "Years of no more than now",
    "phase_in_years": "Years of phasing in",
    "horizon_years": "Years counted",
    "inflation_beyond": "Price rise beyond the index",
    "survival": "Survival",
    "whole_spend": "All that it spends",
    "asset_life_years": "Life in years",
}

#: Keys whose column is shown only where something stands in it.
RARE = frozenset(
    {
        "owner",
        "note",
        "former_names",
        "valid_from",
        "valid_to",
        "commissioner",
        "analyst",
        "assurer",
        "approver",
        "codes",
        "whole_spend",
        "agency_cost",
        "management_fte",
        "parameter_set",
        "meets",
        "set_aside",
        "counts_for_society",
        "avoids_do_nothing_costs",
        "growth",
        "kept_local",
        "outcomes",
        "chances",
        "moves_with",
        "correlation",
        "nation",
        "red_lines",
        "premium_accepted",
    }
)

#: Keys that call the rows of another sheet by their ids, and the path of that sheet.
REFERENCES: dict[str, str] = {
    "body": "bodies",
    "bodies": "bodies",
    "host": "bodies",
    "funded_by": "bodies",
    "service": "services",
    "services": "services",
    "option": "options",
    "options": "options",
}

#: Units as a line under the meaning says them; amounts of money are said by the workbook itself.
UNITS: dict[str, str] = {
    "share": "share: 12% or 0.12",
    "share a year": "share a year: 12% or 0.12",
    "rate": "share: 12% or 0.12",
    "rate a year": "share a year: 3% or 0.03",
    "pounds a unit": "£ a unit",
    "multiple": "times",
}


def sheet_words(path: tuple[str, ...]) -> tuple[str, str]:
    """Return the title of the sheet for a list of tables and what a row of it is called."""
    known = SHEETS.get(".".join(path))
    if known is not None:
        return known
    title = _plain_words(path[-1])[:31]
    return title, title


def heading_of(path: tuple[str, ...]) -> str:
    """Return what an officer calls a key, by the path to it."""
    for length in range(len(path), 0, -1):
        known = HEADINGS.get(".".join(path[-length:]))
        if known is not None:
            return known
    return _plain_words(path[-1])


def _plain_words(key: str) -> str:
    text = key.removeprefix("is_").replace("_", " ")
    words = " ".join("full-time equivalent" if word == "fte" else word for word in text.split())
    return (words[:1].upper() + words[1:]).replace(" vat", " VAT") + (
        "?" if key.startswith("is_") else ""
    )
