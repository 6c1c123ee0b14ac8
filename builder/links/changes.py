"""A ledger written anew: ids that are gone are carried on until their author retires them or says what they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.model.ledger import Ledger, LedgerMark, LedgerParagraph, Retired

SHORT = 120
"""Code points that are kept of words that are gone."""
CLAIM = "claim-"
"""What the anchors of claims begin with on the page of their article."""


def anchors(ledger: Ledger) -> Iterator[str]:
    """Every id of the article's page that a ledger publishes."""
    for paragraph in ledger.paragraphs:
        yield paragraph.id
        yield from (mark.id for mark in paragraph.marks)
    yield from (f"{CLAIM}{id_}" for id_, _ in ledger.claims)


def renamed(ledger: Ledger, old: str, new: str) -> Ledger:
    """A ledger in which the mark or paragraph `new` bears the published id `old`."""

    def name(id_: str) -> str:
        return old if id_ == new else id_

    return replace(
        ledger,
        paragraphs=tuple(
            replace(item, id=name(item.id), marks=tuple(replace(mark, id=name(mark.id)) for mark in item.marks))
            for item in ledger.paragraphs
        ),
    )


def carried(old: Ledger, now: Ledger, retire: Mapping[str, str]) -> Ledger:
    """The ledger of today with what is gone since `old`.

    retire  anchors that go for good -> the anchor that took their place, '' where none did
    """
    known = set(anchors(now))
    claims = {f"{CLAIM}{id_}": says for id_, says in old.claims if f"{CLAIM}{id_}" not in known}
    stubs, places = dict(_stubs(old, known)), {item.id: item for item in now.paragraphs}
    for item in old.paragraphs:
        lost = tuple(mark for mark in item.marks if mark.id not in known and mark.id not in retire)
        if item.id in places:
            places[item.id] = _with(places[item.id], lost)
        elif item.id not in retire or lost:
            places[item.id] = replace(item, marks=lost)
    homeless = [places.pop(id_) for id_ in retire if id_ in places and id_ not in known]
    paragraphs = list(places.values())
    if homeless and paragraphs:
        paragraphs[-1] = _with(paragraphs[-1], [mark for item in homeless for mark in item.marks])
    return replace(
        now,
        paragraphs=tuple(paragraphs),
        claims=(*now.claims, *((id_.removeprefix(CLAIM), says) for id_, says in claims.items() if id_ not in retire)),
        retired=_sorted(now.retired, [replace(stubs[id_], now=then) for id_, then in retire.items() if id_ in stubs]),
        retired_claims=_sorted(
            now.retired_claims,
            [
                Retired(id_.removeprefix(CLAIM), _short(claims[id_]), then.removeprefix(CLAIM))
                for id_, then in retire.items()
                if id_ in claims
            ],
        ),
    )


def _with(paragraph: LedgerParagraph, marks: Sequence[LedgerMark]) -> LedgerParagraph:
    return replace(paragraph, marks=(*paragraph.marks, *marks))


def _stubs(old: Ledger, known: set[str]) -> Iterator[tuple[str, Retired]]:
    """Marks and paragraphs that are gone, and what is left of each."""
    for item in old.paragraphs:
        if item.id not in known:
            yield item.id, Retired(item.id, _short(item.text))
        for mark in item.marks:
            if mark.id not in known:
                quote = _short(" … ".join(mark.quote))
                yield (
                    mark.id,
                    Retired(mark.id, quote, before=mark.before, after="" if quote[-1:] == "…" else mark.after),
                )


def _short(words: str) -> str:
    """The first words: enough to know them by."""
    return words if len(words) <= SHORT else f"{words[:SHORT].rpartition(' ')[0] or words[:SHORT]} …"


def _sorted(before: Sequence[Retired], more: Sequence[Retired]) -> tuple[Retired, ...]:
    return tuple(sorted((*before, *more), key=lambda item: item.id))
