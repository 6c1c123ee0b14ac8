"""What a name that nobody knows may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def near(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name that is most like `word`, '' where none is; `cutoff`: from 0, how much alike, to 1, the same."""
    from difflib import get_close_matches  # loaded where somebody was mistaken

    return next(iter(get_close_matches(word, known, 1, cutoff)), "")
