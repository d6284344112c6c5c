"""Small groups: fewer than five people are never shown as a group (product 8.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST = 5
"""People in the smallest group that may be shown."""


def gathered(sizes: Mapping[str, int]) -> Sequence[tuple[str, ...]]:
    """The groups that may be shown, in the order given, and at the end the small ones as one.

    If the small ones are too few even together, the smallest of the others joins them: taken from the total, what is
    shown must leave nobody over. Nothing is shown where all together are too few.
    """
    large = [name for name, size in sizes.items() if size >= LEAST]
    small = [name for name, size in sizes.items() if 0 < size < LEAST]
    if small and large and sum(sizes[name] for name in small) < LEAST:
        joins = min(large, key=lambda name: sizes[name])
        large.remove(joins)
        small.insert(0, joins)
    groups = [*((name,) for name in large), *([tuple(small)] if small else [])]
    return [group for group in groups if sum(sizes[name] for name in group) >= LEAST]
