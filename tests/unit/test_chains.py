"""Chains of sources."""

from __future__ import annotations

import pytest

from builder.analyse.chains import chain, split
from builder.model.article import OWN
from builder.taxonomy import SOURCE_KINDS
from tests.written_article import CAST


@pytest.mark.parametrize(
    ("typed", "hops", "length", "speakers"),
    [
        ("tass", (("tass",),), 1, ("tass",)),
        ("tass < police", (("tass",), ("police",)), 2, ("police",)),
        ("tass<police", (("tass",), ("police",)), 2, ("police",)),
        ("council + ministry", (("council", "ministry"),), 1, ("council", "ministry")),
        ("paper < bob+ann", (("paper",), ("bob", "ann")), 2, ("bob", "ann")),
        ("unstated < unstated", (("unstated",), ("unstated",)), 2, ("unstated",)),
        ("article", (("article",),), 0, ("article",)),
        ("article < tass", (("article",), ("tass",)), 1, ("tass",)),
    ],
)
def test_chain(typed: str, hops: tuple[tuple[str, ...], ...], length: int, speakers: tuple[str, ...]) -> None:
    """Hops stand nearest the reader first, joined speakers are one hop, and the article itself is none."""
    found = chain(typed, CAST)
    assert (found.hops, found.length, found.speakers) == (hops, length, speakers)
    assert split(str(found)) == found.hops


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("bob", "named"),
        ("council", "named"),
        ("tass", "named"),
        ("report", "named"),
        ("police", "unnamed"),
        ("analysts", "unnamed"),
        ("unstated", "unstated"),
        ("tass < police", "unnamed"),
        ("police < tass", "named"),
        ("tass < unstated", "unstated"),
        ("unstated < bob", "named"),
        ("bob + police", "named"),
        ("police + unstated", "unnamed"),
        ("article", "article"),
    ],
)
def test_ends(typed: str, ends: str) -> None:
    """A chain ends at a named, an unnamed or an unstated source; of joined speakers the best known decides."""
    assert chain(typed, CAST).ends == ends


def test_every_kind_of_source_ends_somehow() -> None:
    """The cast of these tests holds every kind of source, the built-in one aside."""
    assert {*CAST.values(), "unstated"} == {kind.id for kind in SOURCE_KINDS}


def test_own() -> None:
    """The chain of the article itself is one value."""
    assert chain("article", CAST) is OWN
    assert OWN.is_article
    assert not chain("article < tass", CAST).is_article


@pytest.mark.parametrize("typed", ["", "tass <", "< tass", "tass + ", "tass < < bob"])
def test_holes(typed: str) -> None:
    """A name that is missing stays as a hole, for authors to be told."""
    assert any(not name for hop in split(typed) for name in hop)
