"""The rules that read no text: parent, influence, balance, number and weights, verdict, presence (G6-G9, G11, G12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from conversations.rules.amounts import amount_text, of_one
from conversations.rules.goal_check.reading import Reading
from conversations.rules.goal_check.warning import Around, Warning, say
from conversations.rules.goal_sentence.title import aligned
from conversations.rules.goals import WHOLE, GoalContent, KeyResult, in_proportion
from conversations.toolkit.numbers import DIGITS, number_text
from conversations.toolkit.words import Phrase

FEWEST, MOST = 3, 5
"""How many goals somebody can keep in mind (domain.md 4, G9)."""

OWN_PART = 70
"""Per cent of a goal that its owner can influence at least (domain.md 4, G7)."""


def parent(content: GoalContent, around: Around) -> Iterator[Warning]:
    """G6: which goal it serves, or why none."""
    if around.has_parents and not content.parent and not content.why_alone:
        yield Warning("g6", asks="parent")


def influence(content: GoalContent, around: Around) -> Iterator[Warning]:
    """G7: the owner can move it; a number made for whole teams is hardly one person's."""
    for_teams = bool(around.levels) and "person" not in around.levels and not content.team
    is_little = around.influence is not None and around.influence < OWN_PART
    if is_little or (for_teams and around.influence is None):
        yield Warning("g7", asks="title")


def balance(reading: Reading) -> Iterator[Warning]:
    """G8: what is watched beside a number that is to move."""
    if reading.moves_level and not (reading.is_held or reading.is_learning or reading.content.balance):
        yield Warning("g8", asks="balance")


def number_and_weights(content: GoalContent, around: Around) -> Iterator[Warning]:
    """G9: three to five goals, and weights of 100 together where they are used. Too few is only said at the end."""
    count = around.goals + 1
    if count > MOST:
        yield Warning("g9", {"now": say("g9.many", n=count), "act": say("g9.adjust")})
    elif count < FEWEST and around.all_set:
        yield Warning("g9", {"now": say("g9.few", n=count), "act": say("g9.adjust")})
    else:
        yield from _weights(content, around)


def _weights(content: GoalContent, around: Around) -> Iterator[Warning]:
    """Where others have none yet, only what is over a hundred already is said."""
    others = [weight for weight in around.weights if weight is not None]
    if not others:
        return
    total, left = sum(others, content.weight or Decimal(0)), WHOLE - sum(others)
    if len(others) < len(around.weights):
        if total > WHOLE:
            yield _weighed(content, say("g9.total", total=number_text(total)), Decimal(0))
        return
    is_last = around.all_set or len(others) + 1 >= FEWEST
    if content.weight is None:
        yield _weighed(content, say("g9.unweighed"), left)
    elif total > WHOLE or (is_last and total < WHOLE):
        yield _weighed(content, say("g9.total", total=number_text(total)), left)


def _weighed(content: GoalContent, now: Phrase, left: Decimal) -> Warning:
    if left <= 0:
        return Warning("g9", {"now": now, "act": say("g9.adjust")}, asks="weight")
    act = say("g9.weigh", weight=number_text(left))
    return Warning("g9", {"now": now, "act": act}, replace(content, weight=left), "weight")


def verdict(reading: Reading, around: Around) -> Iterator[Warning]:
    """G11: two outsiders would judge alike; of a bare number nobody knows what is counted."""
    number = reading.number
    is_bare = number is not None and not number.unit and number.start is None
    said = reading.content.source or reading.content.indicator or reading.says("goal_results", "metric")
    if around.judged_alike is False or (is_bare and not said and around.judged_alike is None):
        yield Warning("g11", asks="unit" if is_bare else "title")


def presence(reading: Reading, around: Around) -> Iterator[Warning]:
    """G12: as much of the way as the owner is there; a tap says so."""
    content, present = reading.content, around.present
    of = content.present_weeks or around.weeks
    if present is None or present >= of:
        return
    shares = [(old, _share(old, present, of, reading)) for old in content.results]
    changed = [(old, new) for old, new in shares if old.target != new.target]
    if changed:
        old, new = changed[0]
        title = _renumbered(content.title, old.target, new)
        fair = replace(content, title=title, results=tuple(each for _, each in shares), present_weeks=present)
        target = amount_text(new.target or Decimal(0), new.unit)
        yield Warning("g12", {"present": present, "of": of, "target": target}, fair)


def _share(result: KeyResult, present: int, of: int, reading: Reading) -> KeyResult:
    """A key result in proportion: the way of a number, or what is counted from nought; any other stays as it is."""
    kind = reading.vocabulary.groups["measures"].get(aligned(result.unit), "count" if result.unit else "")
    if result.kind != "number" or result.target is None or (result.start is None and kind != "count"):
        return result
    share = in_proportion(result.start or Decimal(0), result.target, present, of)
    target = share.quantize(_places(result), ROUND_HALF_UP)
    new = replace(result, target=target)
    return replace(new, title=_renumbered(result.title, result.target, new))


def _renumbered(title: str, old: Decimal | None, new: KeyResult) -> str:
    """A title that names the number it is about names the new one, with its unit as it is of one."""
    for found in re.finditer(rf"(?<![\w.]){DIGITS}(?![\d.])", title, re.ASCII):
        if old is not None and new.target is not None and Decimal(found[0].replace(",", "")) == old:
            behind, unit = title[found.end() :], f" {new.unit}"
            if new.target == 1 and behind.startswith(unit):
                behind = f" {of_one(new.unit)}{behind[len(unit) :]}"
            return title[: found.start()] + number_text(new.target) + behind
    return title


def _places(result: KeyResult) -> Decimal:
    """As exact as it was written, to a millionth at most."""
    written = [number for number in (result.start, result.target) if number is not None]
    return Decimal(1).scaleb(max(-6, min((0, *(int(number.as_tuple().exponent) for number in written)))))
