"""Finding the person whom a cell means, by address or by a name that only one person has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from conversations.rules.roster_file.faults import Wrong, nearest, say, shown
from conversations.rules.roster_file.words import folded
from conversations.toolkit.words import Joined, Phrase, Verbatim

_MOST_NAMESAKES = 5


class Directory:
    """Everybody whom a file may name: whom it lists itself, and who works here already."""

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        """Take addresses and names; an address given twice is the first one's, and both names lead to it."""
        self._pairs = tuple(people)
        self._names = dict(reversed(self._pairs))

    def name(self, address: str) -> str:
        """The name of somebody whose address was found, else the address."""
        return self._names.get(address, address)

    def address(self, text: str) -> str:
        """The address of whom the text means. Raises Wrong if that is nobody, or not sure."""
        if "@" in text:
            if text not in self._names:
                raise Wrong(self._nobody_at(text))
            return text
        found = self._by_name.get(folded(text), ())
        if len(found) > 1:
            addresses = Joined(tuple(Verbatim(each) for each in found[:_MOST_NAMESAKES]))
            raise Wrong(say("fault.several_called", value=shown(text), n=len(found), addresses=addresses))
        if not found:
            raise Wrong(self._nobody_called(text))
        return found[0]

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for address, name in self._pairs:
            found[folded(name)][address] = None
        return {name: tuple(addresses) for name, addresses in found.items()}

    @cached_property
    def _before_at(self) -> Mapping[str, str]:
        """Addresses by their part before the @, where they differ within a company."""
        return {address.partition("@")[0]: address for address in self._names}

    def _nobody_at(self, text: str) -> Phrase:
        near = nearest(text.partition("@")[0], self._before_at)
        if near:
            return say("fault.nobody_nearest", value=shown(text), nearest=shown(near))
        return say("fault.nobody_at", value=shown(text))

    def _nobody_called(self, text: str) -> Phrase:
        near = nearest(folded(text), self._by_name)
        if near:
            return say("fault.nobody_nearest", value=shown(text), nearest=shown(self._names[near[0]]))
        return say("fault.nobody_called", value=shown(text))
