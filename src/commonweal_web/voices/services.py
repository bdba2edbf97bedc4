"""Making, opening, answering and closing surveys; releasing what people wrote; into a paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commonweal.exchange import Survey, survey_results
from commonweal.exchange.voices import check_response, survey_questions
from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import new_token
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, Chain, Event, SystemJob, actor_of, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.figures.queries import part_of
from commonweal_web.figures.services.typing import save_change
from commonweal_web.partnerships.models import Partner, Partnership
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.voices import permissions, policies
from commonweal_web.voices.models import OpenAnswer, Response, SurveyRecord
from commonweal_web.voices.saying import paragraph_of

__all__ = [
    "answer_survey",
    "close_due",
    "close_survey",
    "decide_on",
    "drop_survey",
    "keep_survey",
    "open_survey",
    "put_in_paper",
]


def keep_survey(
    *,
    by: User,
    partnership: Partnership,
    survey: SurveyRecord | None = None,
    title: str,
    intro: str,
    audience: str,
    questions_text: str,
    is_by_body: bool,
    small: int,
    shows_results: bool,
    closes_at: datetime,
) -> SurveyRecord:
    """Save a draft: a new one, or in the place of what it said.

    Raises
    ------
    InputError
        The questions cannot be asked so.
    PolicyError
        The partnership is closed, or the survey is no draft any more.
    """
    wanted: dict[str, Any] = {
        "title": title,
        "intro": intro,
        "audience": audience,
        "questions_text": questions_text,
        "is_by_body": is_by_body,
        "small": small,
        "shows_results": shows_results,
        "closes_at": closes_at,
    }
    with recorded():
        actor = permissions.check_can_ask(by, partnership)
        check_is_open(partnership)
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        _as_asked(partnership, wanted)
        if survey is None:
            last = partnership.surveys.aggregate(last=Max("number"))["last"] or 0
            return SurveyRecord.objects.create(
                partnership=partnership,
                number=last + 1,
                token=new_token().secret,
                made_by=by,
                made_as=actor.name,
                **wanted,
            )
        held = _held(survey)
        policies.check_is_draft(held)
        for name, value in wanted.items():
            setattr(held, name, value)
        held.save(update_fields=list(wanted))
    return held


def open_survey(*, by: User, survey: SurveyRecord) -> SurveyRecord:
    """Fix what is asked, and let whoever has the link answer.

    Raises
    ------
    PolicyError
        It is no draft, or its last day has passed.
    """
    with recorded():
        actor = permissions.check_can_ask(by, survey.partnership)
        check_is_open(survey.partnership)
        held = _held(survey)
        policies.check_can_be_opened(held)
        asked = _as_asked(survey.partnership, vars(held))
        held.survey_text = json.dumps(asked.to_dict(), ensure_ascii=False)
        held.state = SurveyRecord.State.OPEN
        held.opened_at = timezone.now()
        held.save(update_fields=["survey_text", "state", "opened_at"])
        _record(Event.SURVEY_OPENED, actor, survey)
    return held


def drop_survey(*, by: User, survey: SurveyRecord) -> None:
    """Drop a draft. Raises PolicyError where it is none."""
    with recorded():
        actor = permissions.check_can_ask(by, survey.partnership)
        held = _held(survey)
        policies.check_is_draft(held)
        held.state = SurveyRecord.State.DROPPED
        held.save(update_fields=["state"])
        _record(Event.SURVEY_DROPPED, actor, survey)


def answer_survey(*, survey: SurveyRecord, answers: Mapping[str, str], group: str = "") -> None:
    """Keep what somebody answered: the ticks together, each text apart, nothing of who or when.

    Raises
    ------
    InputError
        An answer is none of those offered, or is too long.
    PolicyError
        The survey takes no answers any more, or nothing was answered.
    """
    given = {name: said.strip() for name, said in answers.items() if said.strip()}
    if not given:
        raise PolicyError("Answer at least one question.")
    with transaction.atomic():
        held = _held(survey)
        policies.check_takes_answers(held, held.responses.count())
        asked = held.survey
        check_response(asked, given, group=group)
        is_open = {question.id for question in asked.open_questions}
        Response.objects.create(
            survey=held,
            group=group,
            answers={name: said for name, said in given.items() if name not in is_open},
        )
        OpenAnswer.objects.bulk_create(
            OpenAnswer(survey=held, question=name, text=said)
            for name, said in given.items()
            if name in is_open
        )


def close_survey(*, by: User, survey: SurveyRecord) -> SurveyRecord:
    """Close it now, and work out what may be told.

    Raises
    ------
    PolicyError
        It is not open.
    """
    with recorded():
        actor = permissions.check_can_ask(by, survey.partnership)
        held = _held(survey)
        policies.check_is_open(held)
        _close(held, actor, survey)
    return held


def close_due(now: datetime | None = None) -> int:
    """Close every survey whose last moment has passed; safe to call often, and twice."""
    when = now or timezone.now()
    due = SurveyRecord.objects.filter(state=SurveyRecord.State.OPEN, closes_at__lte=when)
    n_closed = 0
    for survey in due.select_related("partnership"):
        with recorded():
            held = _held(survey)
            if held.state == SurveyRecord.State.OPEN:
                _close(held, actor_of(SystemJob.WORKER), survey)
                n_closed += 1
    return n_closed


def _close(held: SurveyRecord, actor: Actor, survey: SurveyRecord) -> None:
    """Count once, then delete what was counted: a second count could tell the difference."""
    rows = held.responses.values_list("group", "answers")
    results = survey_results(held.survey, list(rows))
    held.results_text = json.dumps([result.to_dict() for result in results], ensure_ascii=False)
    held.state = SurveyRecord.State.CLOSED
    held.closed_at = timezone.now()
    held.closed_as = actor.name
    held.save(update_fields=["results_text", "state", "closed_at", "closed_as"])
    held.responses.all().delete()
    _record(Event.SURVEY_CLOSED, actor, survey)


def decide_on(*, by: User, survey: SurveyRecord, decisions: Mapping[str, str]) -> int:
    """Release or withhold open answers, by their ids; return how many were decided.

    What is withheld is emptied for good. What was released can be withheld later.

    Raises
    ------
    PolicyError
        The survey has not closed.
    """
    n_decided = 0
    with recorded():
        actor = permissions.check_can_release(by, survey.partnership)
        policies.check_is_closed(survey)
        for state in (OpenAnswer.State.RELEASED, OpenAnswer.State.WITHHELD):
            ids = [one for one, decision in decisions.items() if decision == state]
            rows = survey.open_answers.filter(pk__in=ids).exclude(
                state__in=[state, OpenAnswer.State.WITHHELD]
            )
            changed: dict[str, Any] = {
                "state": state,
                "decided_by": by,
                "decided_as": actor.name,
                "decided_at": timezone.now(),
            }
            if state == OpenAnswer.State.WITHHELD:
                changed["text"] = ""
            n_now = rows.update(**changed)
            if n_now:
                _record(Event.VOICE_DECIDED, actor, survey, decided=state.value, n_answers=n_now)
            n_decided += n_now
    return n_decided


def put_in_paper(*, by: User, survey: SurveyRecord, body: Body) -> None:
    """Put what may be told of a survey into a body's own paper, under consultation, as a draft.

    Where it stands there already, it stands once.

    Raises
    ------
    PolicyError
        The survey has not closed, or somebody is changing the same part.
    CommonwealError
        The body's part cannot stand with it.
    """
    policies.check_is_closed(survey)
    partnership = survey.partnership
    paragraph, opening = paragraph_of(survey)

    def add(values: dict[str, Any]) -> dict[str, Any]:
        papers = [dict(row) for row in values.get("papers", ())]
        own = next((row for row in papers if row.get("body") == body.reference), None)
        if own is None:
            own = {"body": body.reference}
            papers.append(own)
        said = [one for one in own.get("consultation", "").split("\n\n") if one.strip()]
        kept = [one for one in said if not one.startswith(opening)]
        own["consultation"] = "\n\n".join([*kept, paragraph])
        return {**values, "papers": papers}

    with recorded():
        saved = save_change(
            by=by,
            partnership=partnership,
            body=body,
            path=("papers",),
            version=part_of(partnership, body).version,
            change=add,
            note=f"Survey “{survey.title}” put into the paper",
        )
        record(
            Event.VOICES_IN_PAPER,
            by=by,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=body.pk,
            body_name=body.name,
            title=survey.title,
            version=saved.document.version,
        )


def _as_asked(partnership: Partnership, wanted: Mapping[str, Any]) -> Survey:
    joined = [
        partner.body.name
        for partner in partnership.partners.all()
        if partner.state == Partner.State.JOINED
    ]
    return Survey(
        title=wanted["title"],
        audience=wanted["audience"],
        questions=survey_questions(wanted["questions_text"]),
        groups=tuple(joined) if wanted["is_by_body"] else (),
        small=wanted["small"],
    )


def _held(survey: SurveyRecord) -> SurveyRecord:
    return SurveyRecord.objects.select_for_update().get(pk=survey.pk)


def _record(event: Event, actor: Actor, survey: SurveyRecord, **details: Any) -> None:
    record(
        event,
        by=actor,
        chain=Chain.of(survey.partnership_id),
        about=survey.partnership.name,
        title=survey.title,
        **details,
    )
