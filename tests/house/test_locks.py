"""The locks: every pin with its hash, every dependency of pyproject.toml pinned, no registry named."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>[\w.!+]+)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
LOCKS = ("build", "run", "dev")


def blocks(lock: str) -> list[str]:
    """One text per requirement, its hashes joined to it."""
    return [line for line in lock.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]


def pins(lock: str) -> dict[str, str]:
    found = (PIN.match(block) for block in blocks(lock))
    return {canonicalize_name(pin["name"]): pin["version"] for pin in found if pin}


def faults(lock: str) -> Iterator[str]:
    for block in blocks(lock):
        if not PIN.match(block) or not HASH.search(block) or " @ " in block:
            yield block[:80]
    if "://" in lock or re.search(r"^\s*(-i|-f|--[\w-]*(index|find|trusted)[\w-]*)\b", lock, re.MULTILINE):
        yield "names a registry"


def unmet(requirements: list[str], lock: str) -> Iterator[str]:
    held = pins(lock)
    for requirement in map(Requirement, requirements):
        version = held.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield str(requirement)


@pytest.fixture(scope="module")
def locks(root: Path) -> dict[str, str]:
    return {name: (root / "requirements" / f"{name}.txt").read_text() for name in LOCKS}


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_its_hash_and_no_registry_is_named(locks, name):
    assert pins(locks[name])
    assert list(faults(locks[name])) == []


def test_every_dependency_is_pinned(locks, project):
    groups = project["dependency-groups"]
    assert list(unmet(project["project"]["dependencies"], locks["run"])) == []
    assert list(unmet(groups["dev"], locks["dev"])) == []
    assert list(unmet([*groups["build"], *project["build-system"]["requires"]], locks["build"])) == []


def test_the_tests_run_on_what_is_installed_for_users(locks):
    run, dev = pins(locks["run"]), pins(locks["dev"])
    assert {name: dev.get(name) for name in run} == run


GOOD = "attrs==1.0 ; python_version > '3' \\\n    --hash=sha256:" + "0" * 64 + "\n"


@pytest.mark.parametrize(
    "lock",
    [
        "attrs==1.0\n",
        "attrs>=1.0 --hash=sha256:" + "0" * 64,
        "--find-links somewhere\n" + GOOD,
        "-f folder\n" + GOOD,
        "# https://registry.example/\n" + GOOD,
    ],
)
def test_a_bad_lock_is_found(lock):
    assert list(faults(lock))


def test_a_good_lock_passes_and_what_it_lacks_is_found():
    assert list(faults(GOOD)) == []
    assert list(unmet(["Attrs>=1"], GOOD)) == []
    assert list(unmet(["attrs>=2", "other"], GOOD)) == ["attrs>=2", "other"]
