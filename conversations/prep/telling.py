"""How each thing of the block is told: a line of the same form whether it went well or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import reduce

from conversations.goal.cards import bar_text, percent_text
from conversations.prep.facts import PrepFacts
from conversations.rules.evidence.facts import Act, Block, Fact, GoalLine
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim, phrases_of

say = phrases_of("prep")

_A_LINE = 160
"""Characters of somebody's words that a line repeats."""


def fact_text(fact: Fact, *, whole: bool = False) -> Text:
    """One fact in one line, its day first; its words are cut where it is one line of many, unless they are to be read
    `whole`.
    """
    return say("fact.line", day=Day(fact.on), what=beside(told_of(fact, whole=whole)))


def told_of(fact: Fact, *, whole: bool = False) -> tuple[Text, ...]:
    """What it says, thing by thing, without its day."""
    words = _all if whole else _cut
    match fact.section:
        case "checkins":
            return tuple(_outcomes(fact, words))
        case "goals":
            return (say(f"fact.{fact.what}", title=words(fact.words), **({"n": fact.n} if fact.n else {})),)
        case _:
            return (say(f"fact.{fact.what}", words=words(fact.words)),)


def acts_text(fact: Fact, facts: PrepFacts) -> Text | None:
    """What was done about a blocker, by whom and when; that nobody did is said as well. Or who wrote a fact."""
    if fact.section not in ("blockers", "added"):
        return None
    told = acts_of(fact, facts)
    return beside(told) if told else say("act.none")


def acts_of(fact: Fact, facts: PrepFacts) -> tuple[Text, ...]:
    """What was done about it, each by whom and when."""
    return tuple(_act(act, facts) for act in fact.acts)


def written_text(fact: Fact, facts: PrepFacts) -> Text:
    """Who wrote it, and on which day."""
    return _plain(Act(fact.entry, fact.written or fact.on, "added", fact.by), facts)


def month_text(month: date) -> Phrase:
    """A month with its year."""
    return say("month_of", month=say(f"month.{month.month}"), year=month.year)


def month_row(block: Block, month: date) -> tuple[Text, Text | None]:
    """What became of a month's plans: how many, and in a second line the first that was done, else any."""
    weeks = [fact for fact in block.in_month(month) if fact.section == "checkins"]
    counts = say(
        "checkins.month",
        month=month_text(month),
        done=sum(len(fact.done) for fact in weeks),
        continued=sum(len(fact.continued) for fact in weeks),
        dropped=sum(len(fact.dropped) for fact in weeks),
    )
    named = next((plans for fact in weeks for plans in (fact.done, fact.continued, fact.dropped) if plans), ())
    return counts, _cut(named[0]) if named else None


def month_counts(facts: Sequence[Fact]) -> Text:
    """How many facts of each kind."""
    sections = dict.fromkeys(fact.section for fact in facts)
    return beside([say(f"count.{each}", n=sum(fact.section == each for fact in facts)) for each in sections])


def goal_text(line: GoalLine) -> Text:
    """How far a goal is, how it goes, which version it is; in proportion where somebody was away."""
    state = f"goal.pace.{line.pace}" if line.state == "active" and line.pace else f"goal.state.{line.state}"
    told: list[Text] = []
    if line.progress is not None:
        told.append(say("goals.progress", bar=bar_text(line.progress), progress=percent_text(line.progress)))
    told.append(Phrase(state))
    told.append(say("goals.version", n=line.versions))
    if line.due:
        told.append(Phrase("goal.due", {"day": Day(line.due)}))
    if line.in_proportion is not None:
        share = percent_text(line.in_proportion)
        told.append(say("goals.in_proportion", progress=share, present=line.present, weeks=line.weeks))
    return beside(told)


def beside(told: Sequence[Text]) -> Text:
    """Several short texts in one line."""
    return reduce(lambda before, item: say("beside", before=before, item=item), told)


def listed(texts: Sequence[Text]) -> Text:
    """As the language lists things."""
    return Joined(tuple(texts))


def _outcomes(fact: Fact, words: Callable[[str], Text]) -> Iterator[Text]:
    plans = (("done", fact.done), ("continued", fact.continued), ("dropped", fact.dropped))
    for how, those in plans:
        if those:
            yield say(f"fact.{how}", plans=listed([words(plan) for plan in those]))
    if fact.what == "quick":
        yield say("fact.quick")
    if fact.words:
        yield say("fact.sentence", words=words(fact.words))


def _act(act: Act, facts: PrepFacts) -> Text:
    return _ACTS.get(act.what, _plain)(act, facts)


def _plain(act: Act, facts: PrepFacts) -> Text:
    return say(f"act.{act.what}", name=_name(act, facts), day=Day(act.on))


def _taken(act: Act, facts: PrepFacts) -> Text:
    return say("act.taken", name=_name(act, facts), day=Day(act.on), until=Day(act.until or act.on))


def _ended(act: Act, _facts: PrepFacts) -> Text:
    return say(f"act.{act.what}", day=Day(act.on))


_ACTS: dict[str, Callable[[Act, PrepFacts], Text]] = {"taken": _taken, "solved": _ended, "gone": _ended}


def _name(act: Act, facts: PrepFacts) -> Text:
    """Who did it, where the list names them; a colleague it does not."""
    name = facts.name_of(act.by)
    return Verbatim(name) if name else say("colleague")


def cut(words: str) -> str:
    """As much of somebody's words as goes into a line."""
    line = " ".join(words.split())
    return line if len(line) <= _A_LINE else f"{line[: _A_LINE - 1]}\u2026"


def _cut(words: str) -> Verbatim:
    return Verbatim(cut(words))


def _all(words: str) -> Verbatim:
    return Verbatim(words)


def months_with(block: Block, section: str) -> Iterator[date]:
    """The months that have something of a section."""
    return (m.first for m in block.months if any(fact.section == section for fact in block.in_month(m.first)))
