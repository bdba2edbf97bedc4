"""Pages of comments: the list, what is said of one thing, one comment, changing one's own words."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import table_answer
from commonweal_web.core.policy import Action, HiddenError, Standing, check
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.web import check_rate
from commonweal_web.discussion import permissions, queries, services
from commonweal_web.discussion.forms import AddForm, AnswerForm, ListForm, ReopenForm, RewordForm
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.discussion.presenters import CommentPage, ListPage, SubjectPage, sheet_of
from commonweal_web.discussion.subjects import Subject, find_subject
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.queries.partnerships import find_partnership

_FORM = ["GET", "HEAD", "POST"]
PER_PAGE = 25


def _found(request: HttpRequest, reference: str) -> tuple[Standing, Partnership]:
    """Return a partnership for somebody who takes part in it: the public reads no comments."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    permissions.check_reads_any(standing, partnership)
    return standing, partnership


def _narrowed(
    request: HttpRequest, partnership: Partnership
) -> tuple[ListForm, queries.CommentFilter]:
    bodies = [(body.reference, body.name) for body in queries.bodies_to_ask(partnership)]
    form = ListForm(request.GET, bodies=bodies)
    # What is none of the choices narrows nothing, with the form's word on it.
    chosen = form.cleaned_data if form.is_valid() else {}
    return form, queries.CommentFilter(
        state=chosen.get("state", ""),
        about=chosen.get("about", "").strip(),
        who=chosen.get("who", "").strip(),
        asked=chosen.get("asked", ""),
        within=request.GET.get("within", "").strip("/")[:240],
    )


@require_safe
def comments(request: HttpRequest, reference: str) -> HttpResponse:
    standing, partnership = _found(request, reference)
    form, narrowed = _narrowed(request, partnership)
    found = narrowed.narrow(queries.comments_for(standing, partnership))
    leaf = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page = ListPage.of(partnership, leaf=leaf, narrowed=narrowed)
    return render(request, "discussion/comments.html.jinja", {"page": page, "form": form})


@require_safe
def take_sheet(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    standing, partnership = _found(request, reference)
    _, narrowed = _narrowed(request, partnership)
    found = narrowed.narrow(queries.comments_for(standing, partnership))
    return table_answer(
        sheet_of(partnership, found),
        form,
        name=f"{reference}-comments",
        about=[("Partnership", partnership.name)],
    )


@require_http_methods(_FORM)
def about(request: HttpRequest, reference: str, subject: str) -> HttpResponse:
    """Show what is said of one thing, and take one comment more."""
    standing, partnership = _found(request, reference)
    thing = _subject(standing, partnership, subject)
    if thing is None:
        said = queries.comments_about(standing, partnership, subject)
        if not said or request.method == "POST":
            raise HiddenError
        page = SubjectPage.of(
            standing, partnership, subject, subject=None, comments=said, can_add=False
        )
        return render(request, "discussion/subject.html.jinja", {"page": page, "form": None})
    form = _add_form(request, standing, partnership, thing)
    if request.method == "POST":
        if form is None:
            check_is_open(partnership)
            check(
                standing,
                Action.ADD_COMMENT,
                Comment(partnership=partnership, audience=Comment.Audience.PARTNERS).to_thing(),
            )
            raise HiddenError
        if form.is_valid() and _is_added(request, partnership, thing, form):
            return redirect(reverse("comments-about", args=[reference, subject]))
    page = SubjectPage.of(
        standing,
        partnership,
        subject,
        subject=thing,
        comments=queries.comments_about(standing, partnership, subject),
        can_add=form is not None,
    )
    return render(request, "discussion/subject.html.jinja", {"page": page, "form": form})


def _subject(standing: Standing, partnership: Partnership, key: str) -> Subject | None:
    try:
        return find_subject(standing, partnership, key)
    except HiddenError:
        return None


def _add_form(
    request: HttpRequest, standing: Standing, partnership: Partnership, thing: Subject
) -> AddForm | None:
    if partnership.state != Partnership.State.OPEN:
        return None
    audiences = [
        (
            audience if body is None else f"{audience}:{body.reference}",
            Comment.Audience(audience).label if body is None else f"Only {body.name}",
        )
        for audience, body in permissions.audiences_for(standing, partnership, thing)
    ]
    if not audiences:
        return None
    asked = [
        (f"body:{body.reference}", body.name) for body in queries.bodies_to_ask(partnership)
    ] + [
        (f"person:{one.pk}", f"{one.name}, {body}")
        for one, body in queries.people_to_ask(standing, partnership).items()
    ]
    return AddForm(
        request.POST if request.method == "POST" else None,
        audiences=audiences,
        asked=asked,
        initial={"audience": audiences[0][0] if len(audiences) == 1 else None},
    )


def _is_added(
    request: HttpRequest, partnership: Partnership, thing: Subject, form: AddForm
) -> bool:
    """Write what the form says; what is refused stands on the form."""
    check_rate(request, "comment", most=60, seconds=300)
    audience, _, own = form.cleaned_data["audience"].partition(":")
    kind, _, whom = form.cleaned_data["asked"].partition(":")
    bodies = {body.reference: body for body in queries.bodies_to_ask(partnership)}
    people = {
        str(one.pk): one
        for one in (
            queries.people_to_ask(standing_of_request(request), partnership)
            if kind == "person"
            else ()
        )
    }
    try:
        services.add_comment(
            by=person(request),
            partnership=partnership,
            subject=thing,
            text=_plain(form.cleaned_data["text"]),
            audience=audience,
            body=bodies.get(own),
            asked=services.Asked(
                body=bodies.get(whom) if kind == "body" else None, person=people.get(whom)
            ),
        )
    except PolicyError as error:
        form.add_error(None, f"{error} {error.hint}".strip())
        return False
    messages.success(request, "Your comment is written")
    return True


def _plain(said: str) -> str:
    """Return text with the line ends that every browser sends in its own way made one."""
    return said.replace("\r\n", "\n").replace("\r", "\n").strip()


@require_http_methods(_FORM)
def comment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one comment; reply to it, resolve it, or open it again."""
    standing, partnership = _found(request, reference)
    one = queries.find_comment(standing, partnership, number)
    if request.method == "POST":
        check(standing, Action.ADD_COMMENT, one.to_thing())
    wants_open = request.POST.get("do") == "reopen"
    form_class = ReopenForm if wants_open else AnswerForm
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        text = _plain(form.cleaned_data["text"])
        try:
            done = _answered(request, one, text)
        except PolicyError as error:
            form.add_error(None, f"{error} {error.hint}".strip())
        else:
            messages.success(request, done)
            return redirect(reverse("comment", args=[reference, number]))
    page = CommentPage.of(standing, partnership, one)
    return render(request, "discussion/comment.html.jinja", {"page": page, "form": form})


def _answered(request: HttpRequest, one: Comment, text: str) -> str:
    by = person(request)
    match request.POST.get("do"):
        case "resolve":
            services.resolve(by=by, comment=one, decided=text)
            return f"Comment {one.number} is resolved"
        case "reopen":
            services.reopen(by=by, comment=one, why=text)
            return f"Comment {one.number} is open again"
        case _:
            services.reply(by=by, comment=one, text=text)
            return "Your reply is written"


def _own_words(
    request: HttpRequest, reference: str, number: int, pk: int
) -> tuple[Remark, str, str]:
    """Return words of one's own, as they stand now, and the address of their comment."""
    standing, partnership = _found(request, reference)
    one = queries.find_comment(standing, partnership, number)
    remark = queries.find_remark(one, pk)
    permissions.check_can_reword(person(request), one, remark.by_id)
    later = remark.later.filter(kind=Remark.Kind.REWORDED).order_by("-pk").first()
    now = (remark if later is None else later).text
    return remark, now, reverse("comment", args=[reference, number])


@require_http_methods(_FORM)
def reword(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    remark, now, here = _own_words(request, reference, number, pk)
    return answer_form(
        request,
        form=RewordForm(request.POST or None, initial={"text": now}),
        page=FormPage(
            heading="Change what you wrote",
            texts=("What you wrote before stays beneath it, for whoever reads the comment.",),
            submit="Save",
            back=here,
        ),
        act=lambda said: services.reword(
            by=person(request), remark=remark, text=_plain(said["text"])
        ),
        then=here,
        done="Your words are changed",
    )


@require_http_methods(_FORM)
def withdraw(request: HttpRequest, reference: str, number: int, pk: int) -> HttpResponse:
    remark, _, here = _own_words(request, reference, number, pk)
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading="Withdraw what you wrote",
            texts=(
                "The page then says that it was withdrawn, by whom and when. The words are shown "
                "to nobody, and kept: they remain information that is held.",
            ),
            submit="Withdraw it",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: services.withdraw(by=person(request), remark=remark),
        then=here,
        done="Your words are withdrawn",
    )
