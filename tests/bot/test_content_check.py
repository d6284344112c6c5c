"""`rapport content check`: every fault is named, and what is counted is there."""

import re

import pytest
from typer.testing import CliRunner

from bot.__main__ import content

COUNTS = r"scripts (\d+) indicators (\d+) lessons \d+ phrases \d+ cards (\d+) languages 2 problems (\d+)"


@pytest.fixture
def check(tmp_path, monkeypatch):
    """Run the command on our content and the company's folder; gives exit code, faults and what is counted."""
    monkeypatch.setenv("RAPPORT_CONTENT_DIR", str(tmp_path))

    def run():
        result = CliRunner().invoke(content)
        told = re.fullmatch(COUNTS, result.stdout.strip())
        assert told, result.output
        *faults, meaning = result.stderr.splitlines()
        assert meaning.startswith("The content has problems" if faults else "The content is in order")
        return result.exit_code, faults, *map(int, told.groups())

    return run


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_our_content_is_sound(check):
    code, faults, scripts, indicators, sentences, problems = check()
    assert (code, faults, scripts, indicators, problems) == (0, [], 25, 96, 0)
    assert sentences > 300


def test_every_fault_is_named(check, tmp_path):
    write(tmp_path / "en/cli.yaml", "serving: 'Here: {adress}'\nsrving: Typo\n")
    write(tmp_path / "zh-CN/cli.yaml", "nobody: '没有这个人 {'\n")
    write(tmp_path / "calendars/CN.yaml", "days_of: []\n")
    write(tmp_path / "calendars/XX.yaml", "days_off: []\n")
    write(tmp_path / "scripts/stay.yaml", "minutes: 35\n")
    write(tmp_path / "indicators/legal.yaml", "indicators:\n  - {id: sales.win_rate, retire: 2027-01-01}\n")
    code, faults, *_, problems = check()
    assert (code, problems, len(faults)) == (1, 7, 7)
    for name in ("adress", "cli.srving", "cli.nobody", "CN.yaml", "XX.yaml", "sales.win_rate: retire", "stay.agenda"):
        assert any(name in fault for fault in faults), faults


def test_a_companys_own_indicators_are_counted(check, tmp_path):
    own = "- {id: sales.win_rate_abroad, name: {en: Win rate abroad, zh-CN: 海外赢单率}}"
    write(tmp_path / "indicators/sales.yaml", f"indicators:\n  {own}\n")
    code, [fault], *_ = check()
    assert code == 1
    assert "sales.win_rate_abroad: definition" in fault, "a record of its own needs all that ours have"
