"""What became of last week's plans where a clause has no name of one, or hardly more: by its verb, "80%", "gave up"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, words_before
from conversations.weekly_checkin.clause import said_in
from conversations.weekly_checkin.named import places_of, told_of

_VERB = "(?P<verb>[\u3400-\u9fff]{1,2})"
_SHARE = re.compile(r"(?P<name>.*?\w)[\s:\uff1a]*(?:is at|at|is)?\s*(?P<share>\d{1,3})\s*[%\uff05]")
_WHOLE = 100


def placed(text: str, spans: Sequence[tuple[int, int]], plans: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The text with the number of the one plan that each such clause means, and a plain word for what became of it;
    None where a clause is nothing but that, and it is not certain of which.
    """
    groups = vocabulary.groups
    parts: list[str] = []
    at = 0
    for n, (start, end) in enumerate(spans):
        clause = fold(text[start:end])
        if clause in meaning_of(groups["said_shortly"], "nearly"):
            return None
        if _is_stuck(clause, plans, vocabulary):
            parts += [text[at:start], meaning_of(groups["status"], "stuck")[0], ": ", text[start:]]
            return "".join(parts)
        said = _by_its_verb(clause, plans, vocabulary) or _by_its_share(clause, plans)
        if n and clause in meaning_of(groups["said_shortly"], "gave_up"):
            before = told_of(text[slice(*spans[n - 1])], plans, vocabulary)
            if before and before.outcome == "continue" and len(before.places) == 1:
                said, start = (before.places, "drop"), spans[n - 1][0]
        if said and len(said[0]) != 1:
            return None
        if said and start >= at:
            plain = meaning_of(groups["outcomes"], said[1])[0]
            parts += [text[at:start], f" {said[0][0] + 1} {plain}"]
            at = end
    return "".join((*parts, text[at:])).strip() if parts else text


def tells_of_one(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause begins with the name of one plan and a "not" right behind it, whatever was not: "supplier didn't
    pick up".
    """
    if told_of(clause, plans, vocabulary):
        return False
    folded = fold(clause)
    denied = any_of(meaning_of(vocabulary.groups["the_rest"], "not", "none"))
    found = re.match(rf"\W*(?P<name>\w[^,\uff0c]*?)\s*{denied}\s*\w", folded)
    name = found["name"] if found else ""
    small = dict.fromkeys(meaning_of(vocabulary.groups["named"], "small"), "")
    return bool(name) and len(places_of(words_before(name, small)[1], plans)) == 1


def _is_stuck(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause begins with the name of one plan and says right behind it that it is stuck, whatever follows."""
    words = vocabulary.groups["told_stuck"]
    found = re.match(rf"(?P<name>\w.*?)\s*(?:is|'s)?\s*{any_of(meaning_of(words, 'told'))}\s*(?P<behind>.*)", clause)
    small = dict.fromkeys(meaning_of(vocabulary.groups["named"], "small"), "")
    name = words_before(found["name"], small)[1] if found else ""
    if not found or not name or len(places_of(name, plans)) != 1 or longest_within(clause, vocabulary.groups["asking"]):
        return False
    return not longest_at(found["behind"], 0, dict.fromkeys(meaning_of(words, "of"), ""))


def _by_its_verb(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[int, ...], str] | None:
    """The plans that begin with the verb that a clause of nothing else says to be done, or not: so Chinese does."""
    words = vocabulary.groups["said_shortly"]
    lead, done, denied, closing = (
        any_of(meaning_of(words, each)) for each in ("lead", "done_behind", "not_before", "closing")
    )
    is_done = re.fullmatch(rf"(?:{lead})?{_VERB}{done}(?:{closing})?", clause)
    is_open = re.fullmatch(rf"(?:{lead})?{denied}{_VERB}(?:{done}|{closing})?", clause)
    found = is_open or is_done
    if not found or said_in(clause, vocabulary) is not None or told_of(clause, plans, vocabulary):
        return None
    places = tuple(n for n, plan in enumerate(plans) if fold(plan).startswith(found["verb"]))
    if is_open and not places:
        # There may be no question, or no time.
        return None
    return places, "continue" if is_open else "done"


def _by_its_share(clause: str, plans: Sequence[str]) -> tuple[tuple[int, ...], str] | None:
    """The plan of which a clause tells how much of it is done, and nothing else: "report 80%"."""
    found = _SHARE.fullmatch(clause)
    places = places_of(found["name"], plans) if found else ()
    if not found or len(places) != 1:
        return None
    return places, "done" if int(found["share"]) >= _WHOLE else "continue"
