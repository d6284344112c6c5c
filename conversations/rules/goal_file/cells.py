"""What stands in a cell of a file of goals: a number as people write it, a unit."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

from conversations.rules.goal_file.faults import say
from conversations.rules.goals import KeyResult
from conversations.rules.roster_file.faults import shown
from conversations.toolkit.numbers import number_of
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase

_LONG = re.compile(r"[+-]?\d{1,15}\.\d{7,}")
_PLACES = Decimal("0.000001")
_NO_MORE = r"(?![\d.,])"
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}" + _NO_MORE)
_DECIMAL_COMMA = re.compile(r"([+-]?\d+|[+-]?\d{1,3}(?:\.\d{3})+),(\d+)" + _NO_MORE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}" + _NO_MORE)
_MARKS = re.compile(r"[.,]")
_TENTHS = re.compile(r"\D*\d+,\d{1,2}" + _NO_MORE)
_IN_BRACKETS = re.compile(r"\((.+)\)")


class Refused(Exception):
    """A cell cannot be taken: which column, why, and of which line if that is not the one at hand."""

    def __init__(self, column: str, says: Phrase, line: int = 0) -> None:
        super().__init__(says.id)
        self.column, self.says, self.line = column, says, line


def number_in(column: str, text: str, result: KeyResult, vocabulary: Vocabulary) -> Decimal | None:
    """The number that a cell of a key result's line says, None if it is empty. Raises Refused for anything else."""
    if not text:
        return None
    plain = _IN_BRACKETS.sub(r"-\1", normalize("NFKC", text).strip())
    plain = str(Decimal(plain).quantize(_PLACES)) if _LONG.fullmatch(plain) else plain
    # In chat "1,5" is 1.5; where a comma parts columns it may as well be a slip.
    found = None if _TENTHS.match(plain) else number_of(plain, vocabulary, normalize("NFKC", result.unit))
    if found is None:
        raise Refused(column, say("fault.number", value=shown(text)))
    if result.kind != "number" and found not in (0, 1):
        raise Refused(column, say("fault.yes_no", value=shown(text)))
    if column == "target" and result.kind != "number":
        return None
    return found


def with_point(column: str, text: str) -> str:
    """A number of a file with semicolons, where a comma is the decimal one: "1.234,5" is "1234.5". Raises Refused for
    what may be either.
    """
    plain = normalize("NFKC", text).strip()
    if _EITHER.match(plain):
        whole, part = _MARKS.sub("", plain), f"{plain}0".replace(".", ",")
        raise Refused(column, say("fault.number_either", value=shown(text), whole=shown(whole), part=shown(part)))
    if found := _DECIMAL_COMMA.match(plain):
        return f"{found[1].replace('.', '')}.{found[2]}{plain[found.end() :]}"
    if found := _THOUSANDS.match(plain):
        return found[0].replace(".", "") + plain[found.end() :]
    return text


def may_be_decimal(text: str) -> bool:
    """Whether the comma of a number that was read as thousands may be a decimal one: "12,345"."""
    plain = normalize("NFKC", text).strip()
    return "." not in plain and _EITHER.match(plain) is not None


def unit_in(text: str) -> str:
    """A unit as it is compared with others."""
    return normalize("NFKC", text).strip().casefold()
