"""`model.reindex`: an index after a change is the index of what there is now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.model.article import Chain
from builder.model.index import ClaimEntry, Entry, Excerpt, Index, Saying, index
from builder.model.reindex import reindexed

SLUGS = ("ant", "bee", "cat", "dog")
CLAIMS = ("one", "two")
_BLANK = Entry("", "", "", "en", "", (), "", False, False, 1, {}, 0, (), (), (), (), (), (), ())
_names = st.sampled_from([*CLAIMS, *(f"{slug}/{claim}" for slug in SLUGS for claim in CLAIMS)])


@st.composite
def entries(draw: st.DrawFn, slug: str) -> Entry:
    """An article that says some claims and answers some, its own or others'."""
    answers = st.lists(st.tuples(st.just("denies"), _names, st.just("")), max_size=2)
    names = draw(st.lists(st.sampled_from(CLAIMS), unique=True))
    claims = tuple(ClaimEntry(claim, "", "", (), False, False, 0) for claim in names)
    told = tuple((claim, *answer) for claim in names for answer in draw(answers))
    sayings = tuple(
        Saying(name, Chain((), ends="article"), number, Excerpt("", "", "", ""), False)
        for number, name in enumerate(draw(st.lists(_names, max_size=3)))
    )
    level = draw(st.sampled_from(["", "8", "15"]))
    abroad = tuple(saying for saying in sayings if "/" in saying.claim)
    replies = tuple(answer for answer in told if "/" in answer[2])
    crossing = {"abroad": abroad, "replies": replies}
    return replace(_BLANK, slug=slug, answers=told, claims=claims, sayings=sayings, level=level, **crossing)


def states() -> st.SearchStrategy[dict[str, Entry]]:
    """Some of the articles, each as it may be."""
    return st.fixed_dictionaries({}, optional={slug: entries(slug) for slug in SLUGS})


def spread(found: Index) -> tuple[object, ...]:
    """All that an index holds, with the orders that matter."""
    return [*found.entries], found.entries, found.claims, found.answers, found.abroad, found.order, found.places


@given(states(), states())
def test_after_any_change(before: dict[str, Entry], after: dict[str, Entry]) -> None:
    """Articles added, changed and removed: the index is the one that is made of all entries there are now."""
    changes = {slug: after.get(slug) for slug in SLUGS if before.get(slug) is not after.get(slug)}
    assert spread(reindexed(index(before.values()), changes)) == spread(index(after.values()))
