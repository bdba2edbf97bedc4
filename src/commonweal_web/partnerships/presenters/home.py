"""The first page after signing in: what waits for this person, then where they belong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from commonweal_web.bodies.models import Body
from commonweal_web.bodies.presenters import say_first, say_roles
from commonweal_web.core.layout import Step
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Partner, Partnership

from .partnership import Line, say_names

__all__ = ["HomePage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    tasks: tuple[Step, ...]
    bodies: tuple[Line, ...]
    partnerships: tuple[Line, ...]
    can_start: bool

    @classmethod
    def of(
        cls,
        standing: Standing,
        *,
        today: date,
        waiting: Iterable[Waits],
        bodies: Iterable[Body],
        partnerships: Iterable[Partnership],
    ) -> HomePage:
        own = list(bodies)
        return cls(
            tasks=tuple(one.to_step(today) for one in waiting),
            bodies=tuple(
                Line(
                    name=body.name,
                    said=say_first(say_roles(standing.roles_in(body.pk))),
                    address=reverse("body", args=[body.reference]),
                )
                for body in own
            ),
            partnerships=tuple(
                Line(
                    name=one.name,
                    said=say_names(
                        [
                            partner.body.name
                            for partner in one.partners.all()
                            if partner.state == Partner.State.JOINED
                        ]
                    ),
                    address=reverse("partnership", args=[one.reference]),
                )
                for one in partnerships
            ),
            can_start=any(may(standing, Action.START_PARTNERSHIP, body.to_thing()) for body in own),
        )
