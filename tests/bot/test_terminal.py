"""What a command says while it prepares: a line beside what it is asked for, and only where that lasts."""

import time

import pytest

from bot.compiled import load_catalogue
from bot.terminal import patiently
from conversations.toolkit.words import Language, Phrase


@pytest.mark.parametrize(("spoken", "language"), [("C.UTF-8", "en"), ("zh_CN.UTF-8", "zh-CN")])
def test_what_lasts_is_said_once_and_not_where_a_pipe_takes_it(
    spoken: str, language: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    with patiently(after=0.01):
        time.sleep(0.5)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", load_catalogue().text(Phrase("cli.one_moment"), language) + "\n")


def test_what_is_done_at_once_needs_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    with patiently(after=60):
        pass
    with pytest.raises(OSError, match="away"), patiently(after=60):
        raise OSError("away")
    assert capsys.readouterr().err == ""
