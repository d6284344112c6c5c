"""The sections of a script, each as parts of a card: read one at a time in a chat, and one after the other on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from conversations.rules.indicators import Both
from conversations.rules.scenarios import Line as Spoken
from conversations.rules.scenarios import Reacting, Scenario, Step, Wording
from conversations.toolkit.cards import Divider, Fields, Heading, Line, Note, Part, Points
from conversations.toolkit.words import Bilingual, Joined, Phrase, phrases_of

say = phrases_of("interview_template")

PHASES: Mapping[str, tuple[str, ...]] = {
    "before": ("prepare",),
    "talk": ("openings", "agenda", "questions", "listening", "wording", "reactions"),
    "after": ("closing", "follow_up"),
    "besides": ("cautions", "no_record", "self_check"),
}
"""The sections in reading order, by when they are needed."""

SECTIONS = tuple(section for sections in PHASES.values() for section in sections)
REACTIONS, CAUTIONS = "reactions", "cautions"

_NAME = "{name}"


def parts(section: str, script: Scenario) -> tuple[Part, ...]:
    """All that a section says; the reactions one after the other."""
    return tuple(_SECTIONS[section](script))


def told(text: Both | Spoken) -> Bilingual:
    """A text of a script. Where it names the person, a gap stands for them."""
    facts = {"name": say("somebody")} if _NAME in text.en or _NAME in text.zh else {}
    return Bilingual(text.en, text.zh, facts)


def below_one_another(texts: Iterable[Both]) -> Bilingual:
    """Several texts in one, each on a line of its own."""
    every = tuple(texts)
    return Bilingual("\n".join(each.en for each in every), "\n".join(each.zh for each in every))


def reaction(reacting: Reacting) -> tuple[Part, ...]:
    """One reaction: how it shows, what to do, and what to say now."""
    return (Note(told(reacting.sign)), Line(told(reacting.do)), _said(reacting.say))


def closing_line() -> Note:
    """What every script ends with: that this is no legal advice (domain.md 2.5)."""
    return Note(say("footer"))


def _prepare(script: Scenario) -> Iterator[Part]:
    prepare = script.prepare
    yield from (_small(say("field.when")), _listed(script.when))
    yield from (_small(say("prepare.manager")), _listed(prepare.manager))
    yield from (_small(say("prepare.employee")), _listed(prepare.employee))
    evidence = Joined(tuple(say(f"evidence.{each}") for each in script.evidence))
    yield Fields(
        (
            (say("prepare.place"), told(prepare.place)),
            (say("prepare.focus"), told(script.focus)),
            *([(say("prepare.evidence"), evidence)] if script.evidence else []),
        )
    )


def _openings(script: Scenario) -> Iterator[Part]:
    yield from (_small(say("opening.warm")), _said(script.opening.warm))
    yield from (_small(say("opening.direct")), _said(script.opening.direct))


def _agenda(script: Scenario) -> Iterator[Part]:
    yield from (Note(say(f"model.{each}")) for each in script.models)
    ends = accumulate(step.minutes for step in script.agenda)
    steps = zip(script.agenda, ends, strict=True)
    yield Fields(tuple((_step(step, end), told(step.what)) for step, end in steps))
    own = sum(step.employee for step in script.agenda)
    yield Note(say("agenda.share", own=own, minutes=script.minutes))


def _step(step: Step, end: int) -> Phrase:
    clock = say("agenda.step", begin=end - step.minutes, end=end, first=say(f"agenda.first.{step.first}"))
    takes = tuple(say(f"step.{each.replace('.', '_')}") for each in step.takes)
    return say("agenda.of_model", step=clock, takes=Joined(takes)) if takes else clock


def _questions(script: Scenario) -> Iterator[Part]:
    yield from (Note(say("questions.how")), Points(tuple(told(each) for each in script.questions)))


def _listening(script: Scenario) -> Iterator[Part]:
    yield Fields(tuple((told(cue.hear), told(cue.do)) for cue in script.listening))


def _wording(script: Scenario) -> Iterator[Part]:
    for n, each in enumerate(script.wording):
        yield from (*((Divider(),) if n else ()), pair(each))


def pair(wording: Wording) -> Fields:
    """What to say, what not to, and why."""
    return Fields(
        (
            (say("wording.say"), say("quoted", words=told(wording.say))),
            (say("wording.avoid"), say("quoted", words=told(wording.avoid))),
            (say("wording.why"), told(wording.why)),
        )
    )


def _reactions(script: Scenario) -> Iterator[Part]:
    for each in script.reactions:
        yield from (_small(say(f"reaction.{each.kind}")), *reaction(each))


def _closing(script: Scenario) -> Iterator[Part]:
    close = script.close
    yield from (_small(say("close.summary")), _said(close.summary))
    yield _small(say("close.agreements"))
    yield Points(
        tuple(
            say("close.deal", n=each.within, who=say(f"doer.{each.who}"), what=told(each.what))
            for each in close.agreements
        )
    )
    yield from (_small(say("close.acknowledge")), _said(close.acknowledge))


def _follow_up(script: Scenario) -> Iterator[Part]:
    yield Fields(tuple((say("after", n=each.days), told(each.what)) for each in script.follow_up))


def _cautions(script: Scenario) -> Iterator[Part]:
    """When to stop goes first: in the middle of a talk nobody reads the rest."""
    for name in ("stop", "china", "general"):
        yield from (_small(say(f"cautions.{name}")), _listed(getattr(script.legal, name)))


def _no_record(script: Scenario) -> Iterator[Part]:
    yield from (_listed(script.no_record.do), _small(say("no_record.say")), _said(script.no_record.say))


def _self_check(script: Scenario) -> Iterator[Part]:
    yield from (Note(say("self_check.how")), _listed(script.self_check))


def _small(title: Phrase) -> Heading:
    return Heading(title, small=True)


def _listed(texts: Iterable[Both]) -> Points:
    return Points(tuple(told(each) for each in texts))


def _said(lines: Iterable[Spoken]) -> Points:
    return Points(tuple(told(each) for each in lines), said=True)


_SECTIONS: Mapping[str, Callable[[Scenario], Iterator[Part]]] = {
    "prepare": _prepare,
    "openings": _openings,
    "agenda": _agenda,
    "questions": _questions,
    "listening": _listening,
    "wording": _wording,
    REACTIONS: _reactions,
    "closing": _closing,
    "follow_up": _follow_up,
    CAUTIONS: _cautions,
    "no_record": _no_record,
    "self_check": _self_check,
}
