"""`commonweal site create-admin`: the first person who keeps a new site."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal.errors import InputError

from .starting import bring_up_to_date, say, start_django

__all__ = ["add_administrator", "create_admin"]


def create_admin(
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help="Their work email address.", show_default=False)
    ],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Their name, as colleagues know it.", prompt=True)
    ],
    password: Annotated[
        str,
        typer.Option(
            metavar="WORDS",
            envvar="COMMONWEAL_NEW_PASSWORD",
            help="Asked for where left out, and then not shown or kept by the shell.",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
        ),
    ],
) -> None:
    start_django()
    bring_up_to_date()
    add_administrator(email.strip().lower(), name.strip(), password)
    say(
        f"{name.strip()} keeps the site now. They sign in as {email.strip().lower()}, and see no "
        "body's and no partnership's figures by it."
    )


def add_administrator(email: str, name: str, password: str) -> None:
    """Add the person, able to sign in at once: whoever can run this can read the database too."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from commonweal_web.accounts.models import User
    from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded

    try:
        validate_email(email)
    except ValidationError as error:
        raise InputError(
            f"{email} is no email address.", hint="Give one like name@example.gov.uk."
        ) from error
    if not name:
        raise InputError("The name is empty.", hint="Give their name by --name.")
    if User.objects.filter(email=email).exists():
        raise InputError(
            f"{email} has an account already.", hint="Give another address, or let them sign in."
        )
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise InputError(
            f"The password will not do: {' '.join(error.messages)}",
            hint="Three or four words that do not belong together make a good one.",
        ) from error
    with recorded():
        user = User.objects.create_user(
            email=email, password=password, name=name, is_site_administrator=True
        )
        EmailAddress.objects.filter(user=user).update(verified=True)
        record(Event.PERSON_ADDED, by=SystemJob.COMMAND_LINE, chain=Chain.site(), about=email)
