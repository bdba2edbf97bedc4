"""The long list of options against what any option must do: carried forward, or set aside and why.

Doing nothing and the ways of going it alone always stay: they are what sharing is compared with.
The complete framework is every form of the catalogue, so a form that nobody considered is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from commonweal.errors import Caution, Place
from commonweal.partnership import Option, Partnership, SuccessFactor
from commonweal.services import catalogue

__all__ = ["Listed", "LongList", "Standing", "long_list"]

Meets = Literal["yes", "partly", "no", "not-known"]
Standing = Literal["carried-forward", "set-aside"]

_DO_NOTHING = "do-nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One option of the long list."""

    id: str
    name: str
    form: str
    family: str
    standing: Standing
    meets: dict[str, Meets]
    """How it stands against each critical success factor, by the factor's id; not-known where the
    file does not say."""
    reason: str
    is_always_carried: bool
    """Doing nothing, and going it alone: kept whatever factor they fail."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "form": self.form,
            "family": self.family,
            "standing": self.standing,
            "meets": dict(self.meets),
            "reason": self.reason,
            "is_always_carried": self.is_always_carried,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LongList:
    """Every option considered, those that were never considered, and what is doubtful in it."""

    factors: tuple[SuccessFactor, ...]
    options: tuple[Listed, ...]
    """Doing nothing first, then the file's options in its order."""
    never_considered: tuple[str, ...]
    """Names of the catalogue's forms of which the file holds no option, in its order."""
    cautions: tuple[Caution, ...]

    @property
    def carried_forward(self) -> tuple[Listed, ...]:
        return tuple(one for one in self.options if one.standing == "carried-forward")

    @property
    def set_aside(self) -> tuple[Listed, ...]:
        return tuple(one for one in self.options if one.standing == "set-aside")

    @property
    def sentence(self) -> str:
        """What became of the long list, as one sentence."""
        carried, aside = len(self.carried_forward), len(self.set_aside)
        options = "option stands" if carried == 1 else "options stand"
        said = f"{carried} {options} on the short list; {aside or 'none'} set aside"
        if not self.never_considered:
            return f"{said}; every form of the catalogue was considered."
        return f"{said}; never considered: {'; '.join(self.never_considered)}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "factors": [factor.model_dump() for factor in self.factors],
            "options": [one.to_dict() for one in self.options],
            "never_considered": list(self.never_considered),
            "cautions": [caution.to_dict() for caution in self.cautions],
            "sentence": self.sentence,
        }


def long_list(partnership: Partnership) -> LongList:
    """Hold every option of a file against its critical success factors.

    The file's own decision to set an option aside stands, with its reason. This says where that
    decision and the factors disagree; it never drops an option by itself.
    """
    listed = [_listed(partnership, option) for option in partnership.options]
    if not any(option.form == _DO_NOTHING for option in partnership.options):
        listed.insert(0, _unwritten_nothing(partnership))
    else:
        listed.sort(key=lambda one: one.form != _DO_NOTHING)
    forms = {one.form for one in listed}
    return LongList(
        factors=partnership.success_factors,
        options=tuple(listed),
        never_considered=tuple(form.name for form in catalogue().forms if form.id not in forms),
        cautions=tuple(
            caution
            for place, option in enumerate(partnership.options)
            for caution in _cautions(partnership, option, place)
        ),
    )


def _listed(partnership: Partnership, option: Option) -> Listed:
    family = catalogue().form(option.form).family
    # Doing nothing is a form like any other in the catalogue; here it is what all are held against.
    is_kept = option.form == _DO_NOTHING or family == "alone"
    meets = _meets(partnership, option)
    return Listed(
        id=option.id,
        name=option.name,
        form=option.form,
        family=family,
        standing="carried-forward" if not option.set_aside else "set-aside",
        meets=meets,
        reason=option.set_aside or _why_it_stands(partnership, meets, is_kept=is_kept),
        is_always_carried=is_kept,
    )


def _meets(partnership: Partnership, option: Option) -> dict[str, Meets]:
    return {
        factor.id: option.meets.get(factor.id, "not-known")
        for factor in partnership.success_factors
    }


def _why_it_stands(partnership: Partnership, meets: dict[str, Meets], *, is_kept: bool) -> str:
    failed = [factor.name for factor in _failed(partnership, meets)]
    if failed and is_kept:
        return f"Kept as a comparison, though it fails: {'; '.join(failed)}."
    if failed:
        return f"Stands, although it fails what is essential: {'; '.join(failed)}."
    if not partnership.success_factors:
        return "Carried forward; no critical success factors are stated to hold it against."
    unknown = [one.name for one in partnership.success_factors if meets[one.id] == "not-known"]
    partly = [one.name for one in partnership.success_factors if meets[one.id] == "partly"]
    missed = [one.name for one in partnership.success_factors if meets[one.id] == "no"]
    said = [
        f"{word}: {', '.join(names)}"
        for word, names in (
            ("does not meet, though not essential", missed),
            ("meets in part", partly),
            ("not known", unknown),
        )
        if names
    ]
    if not said:
        return "Meets every critical success factor."
    return f"Carried forward; {'; '.join(said)}."


def _failed(partnership: Partnership, meets: dict[str, Meets]) -> tuple[SuccessFactor, ...]:
    return tuple(
        factor
        for factor in partnership.success_factors
        if factor.is_essential and meets[factor.id] == "no"
    )


def _unwritten_nothing(partnership: Partnership) -> Listed:
    return Listed(
        id=_DO_NOTHING,
        name="Do nothing",
        form=_DO_NOTHING,
        family="alone",
        standing="carried-forward",
        meets={factor.id: "not-known" for factor in partnership.success_factors},
        reason="Every other option is measured against it.",
        is_always_carried=True,
    )


def _cautions(partnership: Partnership, option: Option, place: int) -> tuple[Caution, ...]:
    """Return where the file's decision on an option and its success factors disagree."""
    is_kept = catalogue().form(option.form).family == "alone"
    failed = [factor.name for factor in _failed(partnership, _meets(partnership, option))]
    where = Place(key=f"options[{place}].set_aside")
    if is_kept and option.set_aside:
        return (
            Caution(
                message=f"{option.name} is set aside, though sharing must be compared with every "
                "way of going it alone: leave set_aside empty, so that it is priced.",
                place=where,
            ),
        )
    if failed and not is_kept and not option.set_aside:
        return (
            Caution(
                message=f"{option.name} stands on the short list though it fails what is "
                f"essential: {'; '.join(failed)}. Say in set_aside why it is dropped, or mark the "
                "factor as not essential.",
                place=where,
            ),
        )
    return ()
