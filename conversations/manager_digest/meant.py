"""Which of what a digest tells may be meant by words that name whose it is."""

from __future__ import annotations

from conversations.manager_digest.facts import Answered, DigestFacts
from conversations.manager_digest.in_words import ONE_ON_ONE, STUCK, TAKE, WEEK, Said
from conversations.toolkit.reader import Blocker


def may_take(blocker: Blocker, facts: DigestFacts) -> bool:
    """Whether the manager may still say that they help."""
    return blocker.status != "taken" or blocker.is_overdue(facts.today)


def blockers_meant(said: Said, facts: DigestFacts) -> list[Blocker]:
    """What of the named one's is stuck and waits for a word, if that may be meant."""
    theirs = [each for each in facts.blockers if each.raiser in said.people and said.about != WEEK]
    match said.act:
        case "take":
            return [each for each in theirs if may_take(each, facts)]
        case "one_on_one":
            return [each for each in theirs if each.status == "open" and each.id not in facts.on_agenda]
        case "reply":
            return theirs
        case _:
            return []


def answers_meant(said: Said, facts: DigestFacts) -> list[Answered]:
    """The named one's check-ins, if they may be meant."""
    if said.act == TAKE or said.about == STUCK:
        return []
    return [
        each
        for each in facts.answers
        if each.person.id in said.people and (said.act != ONE_ON_ONE or each.key not in facts.on_agenda)
    ]
