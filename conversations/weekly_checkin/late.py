"""What is said late, at the last questions or the summary, and changes the week: what is stuck after all, or the whole
week typed anew. Nothing is shared by it: the summary is shown again. In doubt nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.dialogue import INVITED, RECAP
from conversations.toolkit.leaving import without_correction
from conversations.toolkit.levels import level_in
from conversations.toolkit.listing import counted_in
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import (
    begins_with_intent,
    behind_option,
    closes_with_intent,
    intent_alone,
    intent_in,
    is_nothing,
    is_question,
    option_in,
)
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of
from conversations.toolkit.words import Phrase
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin import (
    at_recap,
    by_when,
    last_week,
    last_week_again,
    status,
    still_open,
    stuck_first,
    this_week,
)
from conversations.weekly_checkin.added import added_apart, added_in, labelled
from conversations.weekly_checkin.asked_for import asking_in, name_beside, names_among
from conversations.weekly_checkin.by_the_way import before_it
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.duties import owed_in
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.little import says_little, small_words
from conversations.weekly_checkin.no_blocker import (
    asks_what_is_meant,
    begins_with_no,
    behind_yes,
    is_good_news,
    tells_of_done,
)
from conversations.weekly_checkin.questions import ENERGY, GOALS, HELPER, NEEDED_BY, OUTCOMES, PLANS, STUCK
from conversations.weekly_checkin.stuck_or_not import DOUBTED, NO, OLD, PLAN, as_plan, doubted_in, in_doubt

_LIST = re.compile(r"(?:^|\D)1[.)\u3001:\uff09\uff1a\uff0e](?!\d).*\D2[.)\u3001:\uff09\uff1a\uff0e](?!\d)", re.DOTALL)

BETWEEN = " / "
"""Between words that were doubted and what is said of them later."""

Read = tuple[str, Mapping[str, Json] | Unclear]


def reading(text: str, asked: str, state: State, facts: CheckinFacts) -> Read | None:
    """What a reply says of several questions: the answers, or the question that stays open and why."""
    if asked == RECAP and (anew := _week_anew(text, state, facts)):
        return anew
    if asked in (STUCK.name, STUCK.else_to) and (said := _instead_of_what_is_stuck(text, asked, state, facts)):
        return said
    if asked == PLANS.name and (level := _level_for_plans(text, state, facts)):
        return PLANS.name, level
    if asked == PLANS.name and not last_week.are_open(state, facts) and facts.vocabulary.meaning("as_planned", text):
        return PLANS.name, {PLANS.name: list(PLANS.present(state.answers, facts)), PLANS.anew: False}
    if stuck := stuck_first.reading(text, asked, state, facts):
        return stuck
    nothing = is_nothing(text, facts.vocabulary) and not option_in(text, "skip", facts.vocabulary)
    if asked == OUTCOMES.name and state.answers.get(PLANS.name) and nothing:
        # With plans for this week there already, nobody would see that all of last week's go on.
        return OUTCOMES.name, Unclear(Phrase("steps.unclear_items.outcomes"))
    is_late = asked == PLANS.name and not PLANS.keeps(text, state.answers, facts)
    if is_late and (told := last_week.told_late(text, state, facts)):
        return told
    if is_late and last_week.corrects_late(text, state, facts):
        status_ = status.status_in(text, facts.vocabulary)
        beside = this_week.told_in(status_, state.answers, facts) if status_ else {}
        return OUTCOMES.name, Unclear(Phrase("steps.unclear_items.outcomes"), beside)
    if asked == NEEDED_BY.name:
        return by_when.reading(text, facts)
    if asked in (GOALS.name, ENERGY.name) and NEEDED_BY.name in state.answers and by_when.moves_the_day(text, facts):
        return NEEDED_BY.name, by_when.day_given(text, facts)
    if asked == OUTCOMES.name and (again := last_week_again.nods(text, state, facts)):
        return OUTCOMES.name, again
    if asked == RECAP and (said := _at_recap(text, state, facts)):
        return said
    read = status.reading(text, asked, state, facts)
    return read or _stuck_after_all(text, asked, state, facts)


def _at_recap(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """What is said at the summary of last week's plans by name, of this week, or of some plans that are open."""
    told = last_week_again.reading(text, state, facts, _beside_last_week) or at_recap.reading(text, state, facts)
    return told or last_week_again.left_open(text, state, facts)


def _beside_last_week(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """What is said at the summary beside what became of last week's plans: another plan, a day, or what is stuck."""
    return at_recap.reading(text, state, facts) or _stuck_after_all(text, RECAP, state, facts)


def _level_for_plans(text: str, state: State, facts: CheckinFacts) -> Unclear | None:
    """A number alone, where plans are asked: one's energy, which is for nobody else, if that is asked and open."""
    level = level_in(text, ENERGY.low, ENERGY.high, facts.vocabulary)
    # What is called energy may be a plan about it: "Energy 4".
    if status.is_called_energy(text, facts.vocabulary) or level is None or PLANS.too_many(state.answers):
        return None
    if ENERGY.when(state.answers, facts) and ENERGY.name not in state.answers:
        return Unclear(Phrase("weekly_checkin.plans.level"), {ENERGY.name: level})
    return Unclear(Phrase("weekly_checkin.plans.number"))


def _week_anew(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """A list of plans, or "this week: ...", with whatever stands around it, as at the invitation."""
    if not (_LIST.search(text) or counted_in(text) or status.is_labelled(text, "now", facts.vocabulary)):
        return None
    return _read_anew(text, state, facts)


def _read_anew(text: str, state: State, facts: CheckinFacts) -> Read | None:
    before = state.without(PLANS.name, STUCK.name).at(INVITED)
    read = status.reading(text, PLANS.name, before, facts)
    if read is None:
        return PLANS.name, PLANS.typed(text, before.answers, facts)
    return read if isinstance(read[1], Unclear) or read[1].get(PLANS.name) else None


def _instead_of_what_is_stuck(text: str, asked: str, state: State, facts: CheckinFacts) -> Read | None:
    """What is said where it was asked what is stuck, and tells of nothing that is: the question is explained, the week
    is read anew, or nothing is stuck.
    """
    if asks_what_is_meant(text, facts.vocabulary):
        return asked, Unclear(Phrase("weekly_checkin.stuck.means"))
    if _names_this_week(text, facts) and (anew := _read_anew(text, state, facts)):
        return anew
    besides, energy = status.without_energy(text, state, facts)
    if option_in(text, "skip", facts.vocabulary):
        return STUCK.name, {DOUBTED: None, STUCK.name: None}
    if doubted_in(state.answers)[0] and (which := _which(besides, state, facts)):
        return STUCK.name, which
    if is_good_news(besides, facts.vocabulary) or is_nothing(besides, facts.vocabulary):
        return STUCK.name, {**energy, DOUBTED: None, STUCK.name: "no"}
    if says_little(besides, facts.vocabulary) and _would_be_noted(besides, asked, state, facts):
        return asked, Unclear(Phrase("weekly_checkin.stuck.what"), energy)
    doubt = _doubted(besides, asked, state, energy, facts)
    return (STUCK.name, doubt) if doubt else None


def _would_be_noted(text: str, asked: str, state: State, facts: CheckinFacts) -> bool:
    """Whether a reply would stand as what is stuck, word for word."""
    given = {} if asked == STUCK.else_to else STUCK.typed(text, state.answers, facts)
    return asked == STUCK.else_to or (not isinstance(given, Unclear) and STUCK.else_to in given)


def _answers_beside(else_: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The words that may say which of two is meant, and what each says."""
    groups = vocabulary.groups
    lines = (*meaning_of(groups["change_line"], "line"), *meaning_of(groups["little"], "plan"))
    return {
        **dict.fromkeys(groups["around"], ""),
        **small_words(vocabulary),
        **(dict.fromkeys(lines, PLAN) if else_ == PLAN else {}),
        **groups["answer"],
        **dict.fromkeys(meaning_of(groups["little"], "somewhat"), "stuck" if else_ == NO else ""),
        **dict.fromkeys(meaning_of(groups["denied"], "stuck"), "stuck"),
        **dict.fromkeys(meaning_of(groups["little"], "both"), "both"),
        **dict.fromkeys(meaning_of(groups["little"], "neither"), "neither"),
    }


def _which(text: str, state: State, facts: CheckinFacts) -> Mapping[str, Json] | Unclear | None:
    """Which of two a reply says that words are, of which that was asked; None if it says something else."""
    else_, words = doubted_in(state.answers)
    if else_ == OLD:
        return still_open.which(text, state, facts)
    if else_ == NO and is_good_news(text, facts.vocabulary):
        return None
    stuck = STUCK.clicked("yes", state.answers, facts)
    told = said_with(_answers_beside(else_, facts.vocabulary), text)
    said = {*(told or ())} - {""}
    if (
        intent_alone(text, facts.vocabulary) == "stuck"
        or said - {"yes"} == {"stuck"}
        or (said == {"yes"} and else_ == NO)
    ):
        return stuck
    if said - {"yes"} == {"both"}:
        return {**(as_plan(words, state.answers) if else_ == PLAN else {}), **stuck}
    if said and said <= {"no", "neither"} - {else_}:
        # They are neither; whether anything is stuck is asked once more, without them.
        return {DOUBTED: None}
    if said - {"yes"} == {else_}:
        return STUCK.clicked(else_, state.answers, facts)
    if len(clauses_of(text)) == 1 and names_among(asking_in(text, facts.vocabulary), facts.found):
        # Whoever says who can help says that it is stuck.
        besides = STUCK.besides(text, facts)
        return {**stuck, **({} if isinstance(besides, Unclear) else besides)}
    if facts.found and name_beside(text, facts.vocabulary):
        named = HELPER.typed(text, {}, facts)
        return {**stuck, **({} if isinstance(named, Unclear) else named)}
    if else_ == NO and (more := behind_yes(text, facts.vocabulary)):
        return {**stuck, STUCK.else_to: f"{words}{BETWEEN}{more}"}
    # Of a plan, or what is stuck, a yes does not say which it is; nor do small words alone.
    return Unclear(Phrase("steps.unclear_choice")) if told is not None and said <= {"yes", "no"} else None


def _doubted(text: str, asked: str, state: State, energy: Mapping[str, Json], facts: CheckinFacts) -> Unclear | None:
    """Whether words are what is stuck, or was before, a no with more behind it, or another plan; None where that is no
    question.
    """
    if old := still_open.told_of(text, state, facts):
        return in_doubt(OLD, text, state.answers, energy, old.id, old.what)
    before = before_it(text, facts.vocabulary)
    is_well = tells_of_done(text, facts.vocabulary) or (before and is_good_news(before, facts.vocabulary))
    if is_well or begins_with_no(text, facts.vocabulary):
        return in_doubt(NO, text, state.answers, energy)
    plan = (added_apart(text, facts.vocabulary) or labelled(text, facts.vocabulary)) if asked == STUCK.name else ""
    owed = owed_in(text, facts.vocabulary) if asked == STUCK.name else ""
    # What the manager is not to know is no plan.
    if may_be_kept_from(plan or owed, facts.vocabulary, facts.manager):
        return None
    given = PLANS.typed(plan, state.answers, facts) if plan else {}
    if isinstance(given, Unclear):
        return given
    return in_doubt(PLAN, plan or owed, state.answers, energy) if plan or owed else None


def _names_this_week(text: str, facts: CheckinFacts) -> bool:
    """Whether "this week:" stands at the beginning of a clause, with its colon: "this week, nobody answers" tells what
    is stuck.
    """
    label = any_of(meaning_of(facts.vocabulary.groups["status"], "now"))
    named = re.compile(rf"\s*{label}\s*[:\uff1a]", re.IGNORECASE)
    return any(named.match(text, start) for start, _ in clauses_of(text))


def _stuck_after_all(text: str, asked: str, state: State, facts: CheckinFacts) -> Read | None:
    """What is stuck, where it was answered that nothing is, or not at all."""
    question = next((each for each in (GOALS, ENERGY) if each.name == asked), None)
    passed = asked == RECAP or (question is not None and STUCK.name in state.answers)
    # Another thing that is stuck takes the place of the first where its label says what it is, and is read back.
    anew = asked == RECAP and status.is_labelled(text, "stuck", facts.vocabulary)
    there = state.answers.get(STUCK.name) == "yes" and not anew
    if not passed or there or is_question(text, facts.vocabulary):
        return None
    if question and question.recognises(text, state.answers, facts):
        return None
    said, energy = status.without_energy(text, state, facts)
    said = without_correction(said, facts.vocabulary)
    words = _what_is_stuck(added_in(said, facts.vocabulary) or said, facts)
    if words is None:
        return None
    return STUCK.name, {**energy, "stuck": "yes", **({"stuck_on": words} if words else {})}


def _what_is_stuck(text: str, facts: CheckinFacts) -> str | None:
    """The words that say it, "" if they only say that something is; None if they do not."""
    vocabulary = facts.vocabulary
    if intent_alone(text, vocabulary) == "stuck":
        return ""
    if intent_in(text, vocabulary) == "stuck" and begins_with_intent(text, "stuck", vocabulary):
        return behind_option(text, STUCK.group, "yes", vocabulary)
    if intent_in(text, vocabulary) == "stuck" and closes_with_intent(text, "stuck", vocabulary):
        return text
    read = status.status_in(text, vocabulary)
    # "2, I'm stuck" begins with what may be the level of energy: that is for nobody else.
    alone = read and read.stuck and not (read.plans or read.outcomes or text.lstrip()[:1].isdigit())
    return read.stuck if read and alone else None
