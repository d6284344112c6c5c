"""The golden files of a platform: what its drawings looked like when somebody last looked at them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Book:
    """One platform's files. `rewrites`: take over what is drawn now (`pytest --snapshot-update`)."""

    platform: str
    suffix: str
    rewrites: bool

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return HERE / self.platform

    def holds(self, drawn: Mapping[str, str]) -> None:
        """Fail unless exactly these drawings stand in the files, by their names."""
        files = {f"{name}.{self.suffix}": same_ids(text) for name, text in drawn.items()}
        if self.rewrites:
            self._rewrite(files)
        there = {path.name for path in self.folder.iterdir()}
        assert there == files.keys(), "see `pytest tests/handlers/test_golden.py --snapshot-update`"
        for name, text in files.items():
            assert text == (self.folder / name).read_text("utf-8"), name

    def _rewrite(self, files: Mapping[str, str]) -> None:
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.iterdir():
            path.unlink()
        for name, text in files.items():
            (self.folder / name).write_text(text, "utf-8")


def same_ids(drawn: str) -> str:
    """A drawing with every id called by its number, without the lines of icons and without empty ones."""
    numbers: dict[str, str] = {}
    drawn = re.sub(r"<svg.*?</svg>", "<svg/>", drawn, flags=re.DOTALL)
    named = re.sub(r"\b[0-9a-f]{32}\d*\b", lambda id_: numbers.setdefault(id_[0], f"id-{len(numbers) + 1}"), drawn)
    return "\n".join(line.rstrip() for line in named.splitlines() if line.strip()) + "\n"
