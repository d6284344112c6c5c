"""Who may help, said in words while the card that asks it stands further up, below which another question listens."""

from __future__ import annotations

from dataclasses import replace

from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, INVITED, RECAP, SHARED
from conversations.toolkit.effects import Effect, Start
from conversations.toolkit.events import Typed
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from, mentions_hr
from conversations.toolkit.understand import is_marked, yes_or_no
from conversations.toolkit.untaken import UNTAKEN, left_untaken
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin import whom
from conversations.weekly_checkin.asked_for import name_beside
from conversations.weekly_checkin.doubting import IN_WORDS
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.helping import WHO_HELPS
from conversations.weekly_checkin.kept_back import says_keep_back
from conversations.weekly_checkin.questions import HELPER
from conversations.weekly_checkin.waiting import Waiting, waiting_in


def answered(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What comes of it: HR alone is told where one thing waits, and once the week is shared whom the card names. With
    anybody else, or several things, the question is asked again and sends nothing but by its tap. None where the reply
    says anything else, or answers another question.
    """
    waits = list(waiting_in(state).values())
    if not waits or event.asks in WHO_HELPS:
        return None
    who = _who(event, facts)
    # A yes behind a name is said to the card that asks it, not to the summary above.
    again = UNTAKEN in state.answers and any(each.named for each in waits)
    # The invitation asks nothing that either answers.
    apart = state.stage == INVITED and _is_apart(event.text, facts)
    again = again or state.stage == INVITED
    if not who and not apart and not (again and yes_or_no(event.text, facts.vocabulary)):
        return None
    sure = who == "hr" and len(waits) == 1 and not is_marked(event.text)
    if sure and (told := whom.told_hr(waits[0], state, event, facts)):
        return told
    if len(waits) == 1 and (tapped := _tapped(waits[0], who, state, event, facts)):
        return tapped
    person = facts.found[0].id if who == "person" and len(facts.found) == 1 else ""
    asked: list[Effect] = []
    for each in waits:
        named = replace(each, person=person, named=True) if person else each
        named = replace(named, apart=True) if apart else named
        state, shown = whom.ask_of(named, state, event, facts, fresh=True)
        asked.extend(shown)
    return left_untaken(state) if state.stage == RECAP else state, asked


def _is_apart(text: str, facts: CheckinFacts) -> bool:
    vocabulary = facts.vocabulary
    return says_hr_alone(text, vocabulary) or says_keep_back(text, vocabulary, facts.manager)


def nodded(state: State, event: Typed, facts: CheckinFacts) -> Result:
    """The question once more: a yes right below it does not say to whom."""
    asked: list[Effect] = []
    for each in waiting_in(state).values():
        state, shown = whom.ask_of(each, state, event, facts, fresh=True)
        asked.extend(shown)
    return state, asked or [Start("help", event.owner, "", {"text": event.text})]


def _tapped(waiting: Waiting, who: str, state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What comes of a name that stands on the card, and of nothing else beside it, once the week is shared: it is that
    tap. None for any other, and where the manager may not be meant to read it.
    """
    name = fold(event.text)
    says_more = name != name_beside(event.text, facts.vocabulary) and name not in facts.vocabulary.groups[HELPER.group]
    if state.stage not in (SHARED, CLOSED) or is_marked(event.text) or says_more:
        return None
    return whom.told_named(waiting, who, state, event, facts)


def says_hr_alone(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says that HR alone is meant, and no more: "only HR please"."""
    groups = vocabulary.groups
    small = (*groups["filler"], *groups["around"], *meaning_of(groups["answer"], "yes"))
    alone = dict.fromkeys((*groups["hr_alone"], *meaning_of(groups[HELPER.group], "hr")), "hr")
    said = said_with({**dict.fromkeys(small, ""), **alone}, text)
    return said is not None and "hr" in said and mentions_hr(text, vocabulary)


def stuck_for_hr(state: State, event: Typed, facts: CheckinFacts) -> State | None:
    """The week where a reply says no more than that something is stuck, and is for HR alone: "yes, but only for HR".
    What it is is asked next. None for any other reply.
    """
    groups, vocabulary = facts.vocabulary.groups, facts.vocabulary
    if event.asks not in ("stuck", "stuck_on") or event.asks != state.stage or not facts.hr:
        return None
    small = (*groups["filler"], *groups["around"], *meaning_of(groups["denied"], "aside", "opens", "closing"))
    only = dict.fromkeys(meaning_of(groups["denied"], "but"), "")
    yes = dict.fromkeys((*meaning_of(groups["answer"], "yes"), *meaning_of(groups["stuck"], "yes")), "yes")
    hr = dict.fromkeys((*groups["hr_alone"], *meaning_of(groups[HELPER.group], "hr")), "hr")
    said = {*(said_with({**dict.fromkeys(small, ""), **only, **yes, **hr}, event.text) or ())}
    plainly = "yes" in said or may_be_kept_from(event.text, vocabulary, facts.manager)
    if "hr" not in said or not plainly or not mentions_hr(event.text, vocabulary):
        return None
    return state.at(state.stage, stuck="yes", helper="hr")


def _who(event: Typed, facts: CheckinFacts) -> str:
    """The option that a reply names; at a question that any words answer only where it says no more than the name."""
    text, vocabulary = event.text, facts.vocabulary
    called = name_beside(text, vocabulary)
    if event.asks in IN_WORDS and fold(text) not in (called, *vocabulary.groups[HELPER.group]):
        return ""
    if facts.hr and says_hr_alone(text, vocabulary):
        return "hr"
    known = replace(facts, found=facts.found if called else ())
    given = HELPER.typed(text, {}, known)
    who = "" if isinstance(given, Unclear) else str(given.get(HELPER.name) or "")
    return who if who in HELPER.offered(facts) else ""
