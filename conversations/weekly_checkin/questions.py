"""The questions of the week, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.leaving import changed_to
from conversations.toolkit.levels import tells_level
from conversations.toolkit.questions import (
    Answers,
    ByDay,
    Choice,
    Lines,
    PerItem,
    Scale,
    Sentence,
    StepFacts,
    Tick,
    Unclear,
    Who,
)
from conversations.toolkit.typed_days import weekday_instead
from conversations.weekly_checkin import hr_alone
from conversations.weekly_checkin.asked_for import asking_in, names_among
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.goals_in_words import HowGoalsGo
from conversations.weekly_checkin.goals_said import STATUSES
from conversations.weekly_checkin.not_stuck import is_over
from conversations.weekly_checkin.stuck_or_not import StuckOrNot

PLANS_AT_MOST = 3


class NeededBy(ByDay):
    """The day by which help is needed."""

    def changed(self, text: str, answers: Answers, facts: StepFacts) -> Mapping[str, Json]:
        """Next week's day, where "change it to Monday" names today's own weekday instead of a later day."""
        behind, there = changed_to(text, facts.vocabulary), str(answers.get(self.name) or "")
        instead_of = date.fromisoformat(there) if behind and there else None
        meant = weekday_instead(behind, facts.today, (instead_of,), facts.vocabulary)
        return {self.name: meant.isoformat()} if meant else {}


def _returning(answers: Answers, facts: CheckinFacts) -> bool:
    """Neither the first check-in nor the first after a longer absence: those ask two things only."""
    return not facts.first_time and answers.get("form") != "welcome_back"


def _has_plans(answers: Answers, facts: CheckinFacts) -> bool:
    return bool(facts.last_plans) and _returning(answers, facts)


def _asks_about_goals(answers: Answers, facts: CheckinFacts) -> bool:
    return bool(facts.goals.asked) and _returning(answers, facts)


def _stuck(answers: Answers, _facts: CheckinFacts) -> bool:
    return answers.get("stuck") == "yes"


def _stuck_with_a_person(answers: Answers, facts: CheckinFacts) -> bool:
    return _stuck(answers, facts) and answers.get("helper") == "person"


def _wrote_a_sentence(answers: Answers, _facts: CheckinFacts) -> bool:
    return bool(answers.get("sentence"))


def continued(answers: Answers, facts: CheckinFacts) -> tuple[str, ...]:
    """Last week's plans that go on, which is how this week's are prefilled."""
    outcomes = answers.get("outcomes")
    chosen = outcomes if isinstance(outcomes, Mapping) else {}
    return tuple(plan for n, plan in enumerate(facts.last_plans) if chosen.get(str(n)) == "continue")


def rest_done(state: State, facts: CheckinFacts) -> Mapping[str, Json]:
    """What nobody tapped counts as done, as the invitation says."""
    given = state.answers.get("outcomes")
    tapped = given if isinstance(given, Mapping) else {}
    return {"outcomes": {str(n): tapped.get(str(n), "done") for n in range(len(facts.last_plans))}}


def as_planned(state: State, facts: CheckinFacts) -> Mapping[str, Json]:
    """What the one tap means: what was not tapped is done, what goes on is this week's plan, nothing is stuck."""
    answers: dict[str, Json] = {**rest_done(state, facts), "stuck": "no", "quick": True}
    return {**answers, "plans": list(continued(answers, facts))[:PLANS_AT_MOST]}


def _out_of_reach(facts: CheckinFacts) -> frozenset[str]:
    """Helpers that the person does not have: no manager, or no HR beside oneself and the manager."""
    return frozenset({"manager"} if not facts.manager else ()) | frozenset({"hr"} if not facts.hr else ())


def _asked_besides(text: str, facts: CheckinFacts) -> Mapping[str, Json] | Unclear:
    """Whom what is stuck names for help, and by when; what HR alone is to read goes to nobody else."""
    alone = hr_alone.helper_in(text, facts)
    if isinstance(alone, Unclear):
        return alone
    asked = asking_in(text, facts.vocabulary)
    names, days = names_among(asked, facts.found), asked.days
    given = ([HELPER.typed(names[0], {}, facts)] if len(names) == 1 else []) + (
        [NEEDED_BY.typed(days[0], {}, facts)] if len(days) == 1 else []
    )
    read: dict[str, Json] = {}
    for each in given:
        read.update({} if isinstance(each, Unclear) else each)
    return {**read, **alone}


def helper_hint(*, apart: bool) -> str:
    """What a form says about who else reads what a colleague is asked: what began with HR stays from the manager."""
    return "hint_apart" if apart else "hint"


def asked_in(state: State, facts: CheckinFacts) -> int:
    """How many questions the week asks, before any answer raises more."""
    asked = (question for question in QUESTIONS if question.when(state.answers, facts))
    return sum(len(facts.goals.asked) if question is GOALS else 1 for question in asked)


SHOWN_WHEN_STUCK = ("stuck", "yes")

OUTCOMES = PerItem(
    name="outcomes",
    group="outcomes",
    when=_has_plans,
    items=lambda facts: facts.last_plans,
    older=lambda facts: facts.plans_are_older,
    options=("done", "continue", "drop"),
    rest="done",
    unsaid="continue",
)
PLANS = Lines(name="plans", at_most=PLANS_AT_MOST, prefill=continued)
STUCK = StuckOrNot(
    name="stuck",
    group="stuck",
    options=("no", "yes"),
    default="no",
    else_to="stuck_on",
    over=is_over,
    hinted=True,
    besides=_asked_besides,
)
HELPER = Choice(
    name="helper",
    group="helpers",
    when=_stuck,
    options=("manager", "person", "hr", "nobody"),
    default="manager",
    in_words={"nobody": ("needed_by",)},
    hidden=_out_of_reach,
    by_name=("person", "helper_person"),
    stands_for=lambda facts: {facts.manager.id: "manager"} if facts.manager else {},
    shown_when=SHOWN_WHEN_STUCK,
    about="stuck_on",
)
NEEDED_BY = NeededBy(name="needed_by", when=_stuck, shown_when=SHOWN_WHEN_STUCK, about="stuck_on")
URGENT = Tick(name="urgent", when=_stuck, spoken=False, shown_when=SHOWN_WHEN_STUCK)
GOALS = HowGoalsGo(
    name="goals",
    group="goal_states",
    when=_asks_about_goals,
    items=lambda facts: [goal.counts.title for goal in facts.goals.asked],
    keys=lambda facts: [goal.id for goal in facts.goals.asked],
    options=STATUSES,
)
ENERGY = Scale(name="energy", low=1, high=5, private=True, when=_returning)
QUESTIONS = (
    OUTCOMES,
    PLANS,
    STUCK,
    Sentence(name="stuck_on", when=_stuck, required=True, shown_when=SHOWN_WHEN_STUCK, besides=_asked_besides),
    HELPER,
    Who(
        name="helper_person",
        when=_stuck_with_a_person,
        required=True,
        shown_when=("helper", "person"),
        hint=lambda answers: helper_hint(apart=bool(answers.get("apart"))),
        about="stuck_on",
    ),
    NEEDED_BY,
    URGENT,
    GOALS,
    ENERGY,
    Sentence(name="sentence", spoken=False, when=_returning),
    Tick(name="may_cite", spoken=False, when=_wrote_a_sentence, shown_when=("sentence", "*")),
)


def tells_energy(text: str, facts: CheckinFacts) -> bool:
    """Whether words that others are to read tell one's energy."""
    return tells_level(text, ENERGY.name, ENERGY.low, ENERGY.high, facts.vocabulary)
