"""Pages of papers: which there are, one of them, having one made, giving it to the partners."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.errors import CommonwealError
from commonweal_web.accounts.form_pages import FormPage, answer_form, person
from commonweal_web.appraisals.presenters.certifying import say_certified
from commonweal_web.appraisals.queries import certified_by
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.exports import file_answer
from commonweal_web.core.forms import add_refusal
from commonweal_web.core.policy import Action, ForbiddenError, HiddenError, check, decide
from commonweal_web.core.standing import standing_of_request
from commonweal_web.core.talk import talk_about
from commonweal_web.papers import permissions, services
from commonweal_web.papers.forms import NewPaperForm, TemplateForm
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.papers.presenters import (
    PaperPage,
    PapersPage,
    TemplatePage,
    asked_for,
    choices_of,
    runs_said,
)
from commonweal_web.papers.queries import (
    files_for,
    find_file,
    find_paper,
    papers_for,
    runs_done,
    template_of,
)
from commonweal_web.partnerships.forms.records import ConfirmForm
from commonweal_web.partnerships.queries.partnerships import find_partnership
from commonweal_web.partnerships.queries.records import find_run

_FORM = ["GET", "HEAD", "POST"]


@require_safe
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    page = PapersPage.of(
        standing,
        partnership,
        papers_for(standing, partnership),
        has_run=runs_done(partnership).exists(),
    )
    return render(request, "papers/papers.html.jinja", {"page": page})


@require_http_methods(_FORM)
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    choices, hints = choices_of(standing, partnership)
    if not choices:
        refusal = decide(standing, Action.ASK_FOR_PAPER, partnership.to_thing())
        raise ForbiddenError(refusal.reason, refusal.who_can)
    runs = runs_said(runs_done(partnership)[:50])
    here = reverse("papers", args=[reference])
    if not runs:
        raise PolicyError(
            "There is no finished appraisal to make a paper of.", hint="Start one first."
        )

    def act(said: dict[str, str]) -> Paper:
        kind, size, body = asked_for(partnership, said["paper"])
        run = find_run(standing, partnership, int(said["run"]))
        return services.ask_for_paper(
            by=person(request), partnership=partnership, run=run, kind=kind, size=size, body=body
        )

    initial = {"run": request.GET.get("run", runs[0][0]), "paper": request.GET.get("paper")}
    return answer_form(
        request,
        form=NewPaperForm(
            request.POST if request.method == "POST" else None,
            papers=choices,
            runs=runs,
            initial=initial,
        ),
        page=FormPage(
            heading="Have a paper made",
            texts=(
                "It is made in the background from the run’s own input, checked to give the run’s "
                "own figures, and kept as it is.",
            ),
            submit="Have it made",
            back=here,
            hints={"paper": hints},
        ),
        act=act,
        then=lambda paper: reverse("paper", args=[reference, paper.number]),
    )


@require_safe
def show(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    paper = find_paper(standing, partnership, number)
    part = request.GET.get("part") or permissions.part_for(standing, paper)
    fragment = ""
    files: list[PaperFile] = []
    if paper.state == Paper.State.DONE:
        files = files_for(standing, paper)
        if paper.kind != Paper.PaperKind.WORKBOOK:
            fragment = find_file(standing, paper, part, "fragment").data.decode()
    talk_about(request, partnership, f"paper/{paper.number}")
    page = PaperPage.of(
        standing,
        paper,
        files=files,
        part=part,
        fragment=fragment,
        certified=say_certified(certified_by(partnership, paper.run)),
    )
    return render(request, "papers/paper.html.jinja", {"page": page, "width": "full"})


@require_safe
def take(request: HttpRequest, reference: str, number: int, part: str, form: str) -> HttpResponse:
    """A file of a paper; its style sheet is for our own page of it."""
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    paper = find_paper(standing, partnership, number)
    if form == "fragment":
        raise HiddenError
    file = find_file(standing, paper, part, form)
    answer = file_answer(file.data, file.file_name)
    if form == "css":
        del answer["Content-Disposition"]
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@require_http_methods(_FORM)
def release(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    standing = standing_of_request(request)
    partnership = find_partnership(standing, reference)
    paper = find_paper(standing, partnership, number)
    if paper.body_id is None:
        raise HiddenError
    permissions.check_can_release(person(request), paper)
    here = reverse("paper", args=[reference, number])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Give {paper.said} to the partners",
            texts=(
                "They will see it as the public may read it: without its exempt part, and "
                "without what would tell one person’s pay.",
                "It cannot be taken back. A later paper can replace it.",
            ),
            submit="Give it to the partners",
            back=here,
        ),
        act=lambda _: services.release_paper(by=person(request), paper=paper),
        then=here,
        done="The partners can read it now",
    )


def _own_body(request: HttpRequest, reference: str) -> Body:
    """Return a body whose template somebody may keep. Raises HiddenError or ForbiddenError."""
    body = Body.objects.filter(reference=reference).first()
    if body is None:
        raise HiddenError
    check(standing_of_request(request), Action.SEE_BODY, body.to_thing())
    check(standing_of_request(request), Action.KEEP_TEMPLATE, body.to_thing())
    return body


@require_http_methods(_FORM)
def template(request: HttpRequest, reference: str) -> HttpResponse:
    body = _own_body(request, reference)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        try:
            services.keep_template(
                by=person(request), body=body, data=file.read(), file_name=file.name or ""
            )
        except CommonwealError as error:
            add_refusal(form, error, "file")
        else:
            messages.success(request, "Kept. Papers made from now on use it")
            return redirect("paper-template", reference)
    page = TemplatePage.of(body, template_of(body))
    return render(request, "papers/template.html.jinja", {"page": page, "form": form})


@require_safe
def take_template(request: HttpRequest, reference: str) -> HttpResponse:
    kept = template_of(_own_body(request, reference))
    if kept is None:
        raise HiddenError
    return file_answer(kept.data, f"{reference}-template.docx")


@require_http_methods(_FORM)
def drop_template(request: HttpRequest, reference: str) -> HttpResponse:
    body = _own_body(request, reference)
    here = reverse("paper-template", args=[reference])
    return answer_form(
        request,
        form=ConfirmForm(request.POST if request.method == "POST" else None),
        page=FormPage(
            heading=f"Stop using {body.name}’s Word template",
            texts=("Papers made from now on take the usual style. Those made stay as they are.",),
            submit="Stop using it",
            submit_kind="warning",
            back=here,
        ),
        act=lambda _: services.drop_template(by=person(request), body=body),
        then=here,
        done="Papers made from now on take the usual style",
    )
