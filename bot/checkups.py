"""Do the platforms let us in? Asked when the bot starts, beside everything else, and again as long as it runs."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from prometheus_client import CollectorRegistry, Gauge

from bot.credentials import Check
from bot.logs import log
from bot.terminal import language
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.words import Phrase
from handlers.findings import Finding
from handlers.platform import PlatformName

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds until a platform that says no is asked again, each pause twice the one before; one that says yes is asked
after the longest: tokens are taken back and secrets end while the bot runs."""


class Checkups:
    """One check for each chat platform. What is wrong is logged once, and stands in `lines` and in the registry's
    `rapport_platform_reached` until it is mended.
    """

    def __init__(
        self,
        checks: Mapping[PlatformName, Check],
        words: Catalogue,
        registry: CollectorRegistry,
        first_pause: float = FIRST_PAUSE,
        longest_pause: float = LONGEST_PAUSE,
    ) -> None:
        self._checks, self._words = checks, words
        self._first_pause, self._longest_pause = first_pause, longest_pause
        self._reached = Gauge(
            "rapport_platform_reached", "1 if the platform lets us in, 0 if not.", ["platform"], registry=registry
        )
        self._wrong: dict[PlatformName, tuple[Phrase, ...]] = {}
        self._broken: set[PlatformName] = set()
        self._asking: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to ask, in the running loop; nobody waits for it."""
        self._asking = [asyncio.create_task(self._ask(name, check)) for name, check in self._checks.items()]

    async def stop(self) -> None:
        """Ask no more."""
        for asking in self._asking:
            asking.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)

    def lines(self) -> Sequence[str]:
        """What is wrong and how to mend it, a line for each finding: the platform, and the sentence of `doctor`."""
        return [f"{name}: {self._told(each)}" for name, wrong in self._wrong.items() for each in wrong]

    async def _ask(self, name: PlatformName, check: Check) -> None:
        pause, let_us_in = self._first_pause, False
        while True:
            found = await self._what_is_wrong(name, check)
            # One cut connection is no outage: who answered last time is asked once more before it counts.
            once_away = let_us_in and bool(found) and all(each.grade == "away" for each in found or ())
            if found is not None and not once_away:
                self._note(name, tuple(each.text for each in found))
            let_us_in = found == () or (found is None and let_us_in)
            await asyncio.sleep(self._longest_pause if found == () else pause)
            pause = self._first_pause if found == () or once_away else min(pause * 2, self._longest_pause)

    def _note(self, name: PlatformName, wrong: tuple[Phrase, ...]) -> None:
        self._reached.labels(platform=name).set(0 if wrong else 1)
        if not wrong and name in self._wrong:
            del self._wrong[name]
            log.info("platform_lets_us_in", platform=name)
        if wrong and self._wrong.get(name) != wrong:
            for each in wrong:
                log.error("platform_lets_nobody_in", platform=name, reason=each.id, advice=self._told(each))
            self._wrong[name] = wrong

    def _told(self, finding: Phrase) -> str:
        return self._words.text(finding, language())

    async def _what_is_wrong(self, name: PlatformName, check: Check) -> tuple[Finding, ...] | None:
        """What the check found, each once; None where it broke, which says neither that all is well nor what is not.

        A defect of ours in it must not end the bot, nor go unsaid.
        """
        try:
            found = await check()
        except Exception as error:
            if name not in self._broken:
                log.error("checkup_failed", platform=name, exc_info=error)
            self._broken.add(name)
            return None
        self._broken.discard(name)
        wrong = [each for each in found if each.grade != "fine"]
        return tuple(each for n, each in enumerate(wrong) if each not in wrong[:n])
