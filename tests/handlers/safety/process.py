"""The bot as it is really run: its own process, its commands, its stderr in a file."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.handlers.contract.house import SECRET, free_port

ROOT = Path(__file__).parents[3]
STARTS_WITHIN = 180.0


@dataclass
class Process:
    """`python -m bot` in a folder of its own, with `more` in its environment. `written` is where it writes what it has
    to say.
    """

    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    running: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'rapport.db'}"

    @property
    def written(self) -> Path:
        return self.folder / "stderr"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "RAPPORT_SECRET_KEY": SECRET,
            "RAPPORT_DATABASE_URL": self.database_url,
            "RAPPORT_PORT": str(self.port),
            **self.more,
        }

    def command(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One of its commands, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=STARTS_WITHIN,
            check=False,
        )

    def start(self) -> None:
        """Serve, and return when it is ready."""
        with self.written.open("ab") as written:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=self.folder,
                env=self.environment,
                stdout=written,
                stderr=written,
            )
        end = time.monotonic() + STARTS_WITHIN
        while not self._is_ready():
            assert self.running.poll() is None, self.written.read_text()
            assert time.monotonic() < end, self.written.read_text()
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it; gives its exit code."""
        assert self.running
        self.running.send_signal(how)
        return self.running.wait(timeout=60)

    @contextmanager
    def disk_full(self) -> Iterator[None]:
        """No file of its can be written, as long as the context lasts."""
        assert self.running
        soft, hard = resource.prlimit(self.running.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.running.pid, resource.RLIMIT_FSIZE, (0, hard))
        try:
            yield
        finally:
            resource.prlimit(self.running.pid, resource.RLIMIT_FSIZE, (soft, hard))

    def memory(self) -> int:
        """Bytes of memory it uses now."""
        assert self.running
        status = Path(f"/proc/{self.running.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) * 1024

    def files(self) -> dict[str, bytes]:
        """Its database as it lies on the disk, with the log beside it."""
        return {file.name: file.read_bytes() for file in self.folder.glob("rapport.db*")}

    def _is_ready(self) -> bool:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            asked.request("GET", "/readyz")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()
