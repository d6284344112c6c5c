"""Words that are shown before anybody gets them: a reply, or what tells of something that is stuck."""

from __future__ import annotations

from dataclasses import replace

from conversations.blocker.answers import not_a_promise
from conversations.manager_digest import said
from conversations.manager_digest.below import RIGHT_BELOW, refuses_it, waiting
from conversations.manager_digest.cards import say
from conversations.manager_digest.facts import DigestFacts
from conversations.manager_digest.in_words import REPLY, Said, bare_in, promises, told_in
from conversations.manager_digest.meant import may_take
from conversations.toolkit.cards import Button
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show
from conversations.toolkit.events import Started
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.words import Day, Phrase


def asked_about(
    meant: Said | None, text: str, state: State, event: Started, facts: DigestFacts, shown: Show
) -> Result | None:
    """The question about them, below the digest as it is `shown` for who opens that; or why nothing can be sent. None
    for all other words.
    """
    if meant:
        asked = said.ask_to_send(meant, state, event, facts) if meant.act == REPLY else None
    else:
        asked = _of_what_is_stuck(text.strip(), state, event, facts)
    if isinstance(asked, Phrase):
        return state, [said.above(asked, shown)]
    if asked is None or said.OPEN not in event.arguments:
        return asked
    after, effects = asked
    return after.at("sent"), [shown, *effects]


def _of_what_is_stuck(text: str, state: State, event: Started, facts: DigestFacts) -> Result | None:
    """What tells of something that is stuck is offered as a reply to that, or for the manager to help with it."""
    if bare_in(text, [each.what for each in facts.blockers], facts.vocabulary):
        return None
    told = told_in(text, facts.blockers, facts.reports, facts.vocabulary)
    stuck = [each for each in facts.blockers if each.id in told]
    right_below = RIGHT_BELOW in event.arguments
    if not stuck and right_below:
        stuck = [*waiting(facts.blockers)]
    if not stuck and promises(text, facts.vocabulary):
        stuck = [each for each in facts.blockers if may_take(each, facts)]
    if not stuck:
        return None
    id_, names = event.id("replying"), dict.fromkeys(facts.name_of(each.raiser) for each in stuck)
    about = [said.of_blocker(each) for each in stuck]
    card = said.asking(id_, next(iter(names)), text, about, None if len(names) == 1 else say("said.of_which"))
    if len(stuck) == 1 and may_take(stuck[0], facts) and not (right_below and refuses_it(text, facts.vocabulary)):
        named = day_in(text, facts.today, facts.vocabulary)
        until = Day(named if named and not not_a_promise(named, facts.today) else facts.handy_day(stuck[0]))
        take = Button("take_it", say("buttons.take", until=until), f"{stuck[0].id}:{id_}")
        card = replace(card, buttons=(take, *card.buttons))
    return said.keeping(id_, text, about, card, state, facts)
