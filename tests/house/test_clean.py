"""Nothing of one machine and no secret stands in the project's files; no test folder shadows a package."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~-])/(work|root|home/\w+|Users/\w+)/"),
    "the address of a package index": re.compile(
        r"https?://\S*(/simple\b|\bpypi\b|pythonhosted)|--(extra-)?index-url\b"
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a token": re.compile(r"\bxox[abeprs]-\d{9,}|\bxapp-\d-[A-Z0-9]{9,}|\bgh[pousr]_\w{30,}|\bAKIA[A-Z0-9]{16}\b"),
}


def faults(name: str, text: str) -> Iterator[str]:
    for what, pattern in FORBIDDEN.items():
        for found in pattern.finditer(text):
            yield f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {what}"


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "ignore")


def test_files_name_no_machine_and_hold_no_secret(root, house_files):
    ours = [path for path in house_files if path != Path(__file__)]
    assert [fault for path in ours for fault in faults(path.relative_to(root).as_posix(), _text(path))] == []


def test_tests_are_no_packages(root):
    assert list((root / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize(
    "text",
    [
        "cd /work/main",
        "open('/root/.netrc')",
        "/home/alice/rapport",
        "pip install --index-url x",
        "https://packages.example/simple/",
        "-----BEGIN RSA PRIVATE KEY-----",
        "xoxb-1234567890-abc",
    ],
)
def test_a_fault_is_found(text):
    assert len(list(faults("a", "\n" + text))) == 1


@pytest.mark.parametrize("text", ["the home/work/ border", "--no-emit-index-url", "xoxb-test", "$HOME/.cache"])
def test_what_is_no_fault(text):
    assert list(faults("a", text)) == []
