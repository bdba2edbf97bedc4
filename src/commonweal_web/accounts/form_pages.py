"""A page with one form: the same few lines for every thing that a person fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonweal.errors import CommonwealError
from commonweal_web.accounts.models import User
from commonweal_web.core.errors import PolicyError

__all__ = ["FormPage", "answer_form", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What stands around a form: heading, a few sentences, a button, the way back.

    `hints` has, by field, a hint by choice.
    """

    heading: str
    texts: tuple[str, ...] = ()
    warning: str = ""
    submit: str = "Continue"
    submit_kind: str = ""
    back: str = ""
    hints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    other: tuple[tuple[str, str], ...] = ()
    """Other ways on, below the button: text and address."""


def person(request: HttpRequest) -> User:
    """Return who is signed in; for pages that nobody else reaches."""
    user = request.user
    assert isinstance(user, User)
    return user


def answer_form(
    request: HttpRequest,
    *,
    form: forms.Form,
    page: FormPage,
    act: Callable[[dict[str, Any]], Any],
    then: str | Callable[[Any], str],
    done: str = "",
) -> HttpResponse:
    """Show a form; once it is filled in well, act and go on to the address `then`.

    `then` may be a function of what `act` returned. What the state of things or the library
    refuses stands on the form.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except (CommonwealError, PolicyError) as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            if done:
                messages.success(request, done)
            return redirect(then if isinstance(then, str) else then(made))
    return render(request, "accounts/form_page.html.jinja", {"form": form, "page": page})
