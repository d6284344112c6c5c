"""The forms of a plan: the plan itself, a note, a training, what came of it, and what one sees differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from zlib import crc32

from conversations.entries.improvements import ImprovementProposed, ImprovementStep
from conversations.improve.facts import CLOSE, PlanFacts, say
from conversations.interview_template.sections import told
from conversations.rules.causes import CAUSES, CauseId
from conversations.rules.improving import LEAST, Version
from conversations.toolkit.conversation import State
from conversations.toolkit.forms import (
    FAR_AHEAD,
    Answer,
    ChoiceField,
    DayField,
    Errors,
    Form,
    FormPart,
    Option,
    Saying,
    TextField,
    holding,
)
from conversations.toolkit.words import Phrase

PLAN, NOTE, TRAINING, DIFFER = "plan", "note", "training", "differ"
LEADING = {PLAN: "gap", NOTE: "text", TRAINING: "content", CLOSE: "text", DIFFER: "text"}
"""The field of each form at which it is said that the form is not taken any more."""

KEPT = {NOTE: "noted", DIFFER: "words"}
"""Where the words for a form are kept that were not sent: they stand in it when it is opened again."""

FIELDS = ("mine_1", "mine_2", "theirs_1", "theirs_2")
"""Steps of each side: what is more, nobody keeps in view. The place of a field here is in the id of its step."""

LONGEST, GAP, TEXT = 200, 600, 1500
USUAL = timedelta(days=56)
"""A plan runs for eight weeks unless somebody says otherwise."""

_HOURS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 40)


def form(name: str, state: State, facts: PlanFacts) -> Form | None:
    """A form, prefilled; None for one that there is not."""
    made = _FORMS.get(name)
    return made(state, facts) if made else None


def every(weeks: int) -> Phrase:
    """How often the two look at a plan: every week, or every two."""
    return say("every.week" if weeks == 1 else "every.two_weeks")


def plan_of(
    answers: Mapping[str, Answer], plan: str, cause: CauseId, facts: PlanFacts
) -> tuple[ImprovementProposed, Sequence[ImprovementStep], Errors]:
    """The plan of a sent form with its steps, and what is missing in it."""
    number = len(facts.plan.versions) + 1 if facts.plan else 1
    ends = date.fromisoformat(str(answers["ends"]))
    what = ImprovementProposed(plan, number, str(answers["gap"]), cause, int(str(answers["every"])), ends)
    steps: list[ImprovementStep] = []
    errors: Errors = {}
    for n, name in enumerate(FIELDS):
        text, by = str(answers.get(name) or ""), str(answers.get(f"{name}_by") or "")
        if not text:
            continue
        if not by or date.fromisoformat(by) > ends:
            errors[f"{name}_by"] = say("form.too_late" if by else "form.no_day")
            continue
        mine = name.startswith("mine") or facts.person is None
        owner = facts.viewer.id if mine or facts.person is None else facts.person.id
        steps.append(ImprovementStep(plan, number, f"{plan}{n}", owner, text, date.fromisoformat(by)))
    return what, steps, errors


def draft_of(state: State) -> Mapping[str, Answer] | None:
    """The answers of a plan that was read back and not sent yet."""
    draft = state.answers.get("draft")
    if not isinstance(draft, dict):
        return None
    return {name: value if isinstance(value, str | int | bool) else "" for name, value in draft.items()}


def cause_of(state: State, facts: PlanFacts) -> CauseId:
    """The cause that was chosen, or that of the plan there is."""
    chosen = str(state.answers.get("cause") or (facts.plan.latest.what.cause if facts.plan else ""))
    return next((each for each in CAUSES if each == chosen), CAUSES[-1])


def _shown(state: State, facts: PlanFacts) -> Version | None:
    """What stands in the form when it opens: what was read back last, else the plan there is."""
    draft = draft_of(state)
    if draft is None:
        return facts.plan.latest if facts.plan else None
    what, steps, _ = plan_of(draft, facts.plan_id, cause_of(state, facts), facts)
    return Version(what, facts.at, steps)


def _plan(state: State, facts: PlanFacts) -> Form:
    version = _shown(state, facts)
    before = _before(version, facts)
    cause = facts.cause(cause_of(state, facts))
    name = facts.person.name if facts.person else ""
    agreed = facts.plan.agreed if facts.plan else None
    earliest = max(facts.today + LEAST, agreed.what.ends if agreed else date.min)
    ends = max(version.what.ends if version else facts.today + USUAL, earliest)
    parts: list[FormPart] = [
        *([Saying(told(cause.title))] if cause else []),
        TextField("gap", say("form.gap"), say("form.gap_hint"), required=True, lines=4, max_length=GAP,
                  value=holding(version.what.gap if version else "")),
        *(part for field in FIELDS for part in _step(field, name, before, facts)),
        ChoiceField("every", say("form.every"), required=True, value=str(version.what.every_weeks if version else 1),
                    options=tuple(Option(str(n), every(n)) for n in (1, 2))),
        DayField("ends", say("form.ends"), say("form.ends_hint"), required=True, value=ends, earliest=earliest,
                 latest=facts.today + FAR_AHEAD),
    ]  # fmt: skip
    return Form(PLAN, say("form.title", name=name), tuple(parts), say("form.submit"))


def _before(version: Version | None, facts: PlanFacts) -> Mapping[str, ImprovementStep]:
    """The steps of the last version by the fields that they stood in."""
    found = version.steps if version else ()
    return {FIELDS[int(each.step.removeprefix(facts.plan_id))]: each for each in found}


def _step(field: str, name: str, before: Mapping[str, ImprovementStep], facts: PlanFacts) -> Sequence[FormPart]:
    side, first = field.removesuffix("_1").removesuffix("_2"), field.endswith("_1")
    known = before.get(field)
    label = say(f"form.{side}", name=name) if first else say(f"form.more.{side}", name=name)
    hint, shown = (say(f"form.hint.{side}"), None) if first else (None, (f"{side}_1", "*"))
    return (
        TextField(field, label, hint, required=first, shown_when=shown, max_length=LONGEST,
                  value=holding(known.what if known else "")),
        DayField(f"{field}_by", say("form.by"), shown_when=(field, "*"), value=known.by if known else None,
                 earliest=min(known.by, facts.today) if known else facts.today, latest=facts.today + FAR_AHEAD),
    )  # fmt: skip


def _note(state: State, facts: PlanFacts) -> Form:
    text = TextField("text", say("note.text"), say("note.hint"), required=True, lines=4, max_length=TEXT,
                     value=_kept(NOTE, state))  # fmt: skip
    reads = Saying(say("reads", name=facts.other.name if facts.other else ""))
    return Form(NOTE, say("note.title"), (text, reads), say("save"), _read_by(facts))


def _training(_state: State, facts: PlanFacts) -> Form:
    hours = tuple(Option(str(n), say("hours", n=n)) for n in _HOURS)
    parts = (
        TextField("content", say("training.content"), say("training.content_hint"), required=True, max_length=LONGEST),
        TextField("by", say("training.by"), required=True, max_length=LONGEST),
        DayField("day", say("training.day"), required=True, value=facts.today, latest=facts.today + FAR_AHEAD),
        ChoiceField("hours", say("training.hours"), required=True, options=hours, value="2", look="menu"),
        TextField("material", say("training.material"), say("training.material_hint"), max_length=LONGEST),
        Saying(say("training.apart", name=facts.other.name if facts.other else "")),
    )
    return Form(TRAINING, say("training.title"), parts, say("save"))


def _close(_state: State, facts: PlanFacts) -> Form:
    options = tuple(Option(each, say(f"outcome.{each}")) for each in ("reached", "partly", "not_reached"))
    parts = (
        ChoiceField("how", say("close.how"), required=True, options=options),
        TextField("text", say("close.text"), say("close.hint"), required=True, lines=6, max_length=TEXT),
        Saying(say("close.human")),
        Saying(say("reads", name=facts.other.name if facts.other else "")),
    )
    return Form(CLOSE, say("close.title"), parts, say("close.submit"))


def _differ(state: State, facts: PlanFacts) -> Form:
    text = TextField("text", say("differ.text"), say("differ.hint"), required=True, lines=5, max_length=TEXT,
                     value=_kept(DIFFER, state))  # fmt: skip
    reads = Saying(say("reads", name=facts.other.name if facts.other else ""))
    return Form(DIFFER, say("differ.title"), (text, reads), say("differ.submit"), _read_by(facts, _of(facts)))


def _kept(form: str, state: State) -> tuple[str, ...]:
    return holding(str(state.answers.get(KEPT[form]) or "")[:TEXT])


def _of(facts: PlanFacts) -> str:
    """What is seen differently: what came of the plan, or the version that was proposed last."""
    plan = facts.plan
    return "" if plan is None or plan.closed else str(plan.latest.what.number)


def _read_by(facts: PlanFacts, about: str = "") -> int:
    """The version of a form: who would read it, and what it is about, when it was opened."""
    return crc32(f"{facts.other.id if facts.other else ''}\n{about}".encode())


def told_in_lines(*texts: Answer) -> str:
    """Several short texts as one, a line each."""
    return "\n".join(" ".join(str(each or "").split()) for each in texts)


_FORMS: Mapping[str, Callable[[State, PlanFacts], Form]] = {
    PLAN: _plan,
    NOTE: _note,
    TRAINING: _training,
    CLOSE: _close,
    DIFFER: _differ,
}
