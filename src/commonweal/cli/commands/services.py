"""`commonweal services`: what could be shared, in which forms, by which legal route."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from commonweal.cli.options import AsJson
from commonweal.cli.output import console, print_json

__all__ = ["services"]

_NATIONS = ("england", "wales", "scotland", "northern-ireland")


def _nation(text: str) -> str:
    if text not in _NATIONS:
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(_NATIONS)}.")
    return text


def services(
    service: Annotated[
        str | None,
        typer.Argument(
            metavar="SERVICE",
            help="One service to explain, for example building-control; all are listed if left "
            "out.",
            show_default=False,
        ),
    ] = None,
    forms: Annotated[
        bool, typer.Option("--forms", help="The forms of acting alone or together.")
    ] = False,
    routes: Annotated[
        bool, typer.Option("--routes", help="The legal routes, and what to watch.")
    ] = False,
    aims: Annotated[bool, typer.Option("--aims", help="What sharing can be for.")] = False,
    schools: Annotated[
        bool, typer.Option("--schools", help="The schools of redesign, of which to choose one.")
    ] = False,
    conditions: Annotated[
        bool, typer.Option("--conditions", help="In which conditions sharing has done best.")
    ] = False,
    readiness: Annotated[
        bool, typer.Option("--readiness", help="What to answer before work begins.")
    ] = False,
    nation: Annotated[
        str | None,
        typer.Option(
            parser=_nation, metavar="NATION", help="Only the legal routes open in this nation."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List and explain what could be shared: how hard it is, how sensitive, what its cost follows.

    Hard and sensitive are two things that are often mistaken for one: each service is placed on
    both.
    """
    from commonweal.cli.screens import services as screens
    from commonweal.errors import InputError
    from commonweal.services import catalogue, explain

    asked = {
        "forms": forms,
        "routes": routes or nation is not None,
        "aims": aims,
        "schools": schools,
        "conditions": conditions,
        "readiness": readiness,
    }
    chosen = [name for name, is_asked in asked.items() if is_asked]
    if len(chosen) + (service is not None) > 1:
        raise InputError(
            "Only one thing can be shown at a time.",
            hint="Give one service, or one of --" + ", --".join(asked) + ".",
        )
    shipped = catalogue()
    if service is not None:
        explanation = explain(shipped.service(service))
        if as_json:
            print_json(explanation.to_dict())
        else:
            screens.show_service(console(), explanation)
        return
    what = chosen[0] if chosen else "services"
    rows: tuple[Any, ...] = (
        shipped.routes_in(nation) if nation is not None else getattr(shipped, what)
    )
    if as_json:
        print_json({what: [row.to_dict() for row in rows]})
    elif what == "services":
        screens.show_services(console(), rows)
    elif what == "readiness":
        screens.show_readiness(console(), shipped)
    else:
        screens.show_rows(console(), what, rows)
