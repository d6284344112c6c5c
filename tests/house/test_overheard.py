"""What watches the logs of all tests hears a word that stands in one, and nothing of ours."""

import pytest

from handlers.platform import Identity, Incoming, Saying, Submitting
from tests import overheard

ALICE = Identity("web", "", "alice")


def report(printed: str) -> pytest.TestReport:
    """A test that passed and printed this."""
    printed_in = [("Captured stderr call", printed)]
    return pytest.TestReport("a", ("a", 1, "a"), {}, "passed", None, "teardown", sections=printed_in)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What was said, apart from what the run itself has heard."""
    words: set[str] = set()
    monkeypatch.setattr(overheard, "_written", words)
    monkeypatch.setattr(overheard, "_logged", [])
    return words


def test_what_people_write_is_known_and_what_a_form_offers_is_not() -> None:
    spoken = Incoming(key="1", who=ALICE, what=Saying("done\nThe quote for Kern\n客户还没有给我们回复呢"))
    assert [*overheard.words_of(spoken)] == ["The quote for Kern", "客户还没有给我们回复呢"]
    filled = Submitting("d", "checkin", {"energy": ("4",), "stuck": ("nothing_stuck",), "plans": ("Call the plant",)})
    assert [*overheard.words_of(Incoming(key="2", who=ALICE, what=filled))] == ["Call the plant"]


@pytest.mark.parametrize("line", ['{"reason": "The quote for Kern"}', '{"reason": "\\u5ba2\\u6237\\u56de\\u590d"}'])
def test_a_log_with_their_words_fails_the_test(said: set[str], line: str) -> None:
    said |= {"The quote for Kern", "客户回复"}
    heard = report(line)
    overheard.look_through(heard)
    assert heard.outcome == "failed"
    after = report(line)
    overheard.look_through(after)
    assert after.outcome == "passed", "the next test begins anew"


def test_a_log_of_our_own_words_does_not(said: set[str]) -> None:
    said |= {"The quote for Kern"}
    quiet = report('{"event": "serving"}')
    overheard.look_through(quiet)
    assert quiet.outcome == "passed"
