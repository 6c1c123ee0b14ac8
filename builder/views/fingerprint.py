"""The fingerprint of an article: paragraph by paragraph, how long it is and which marks it holds.

One cell per paragraph, its width the paragraph's share of the text; in it a lane for each of the four kinds. The shapes
repeat the lines under the words, so that kinds are told apart without colour: dots, waves, bars and double bars.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from builder.views.kinds import KindView

WIDTH = 560
HEIGHT = 60
GAP = 3.0
STEP = 11.0
LEAST = 4.0

Shape = tuple[int, int, int, int, int]
"""Length of a paragraph and its marks: attributions, hedges, claims, counters."""


class Lane(Struct, frozen=True):
    """All marks of one kind: the path that draws them, and the paragraphs they stand in (0: the headline)."""

    kind: KindView
    path: str
    paragraphs: tuple[int, ...]


class Fingerprint(Struct, frozen=True):
    """A fingerprint in a box of `width` by `height`; `cells` is the path of all cells."""

    width: int
    height: int
    cells: str
    lanes: tuple[Lane, ...]
    paragraphs: int


def fingerprint(shape: Sequence[Shape], kinds: Mapping[str, KindView]) -> Fingerprint:
    """Draw an article of some shape."""
    background, drawn = _drawn(tuple(shape))
    lanes = tuple(Lane(kinds[name], path, paragraphs) for name, path, paragraphs in drawn)
    return Fingerprint(WIDTH, HEIGHT, background, lanes, max(0, len(shape) - 1))


@lru_cache(maxsize=1_000)
def _drawn(shape: tuple[Shape, ...]) -> tuple[str, tuple[tuple[str, str, tuple[int, ...]], ...]]:
    """The cells, and for each lane its kind, path and paragraphs; the home page shows what an article's page has."""
    cells = _cells([paragraph[0] for paragraph in shape])
    lanes = []
    for number, (name, draw) in enumerate(_SHAPES.items()):
        y, counts = 7.0 + 13 * number, [paragraph[number + 1] for paragraph in shape]
        paragraphs = tuple([at for at, count in enumerate(counts) if count])
        places = [place for at in paragraphs for place in _spread(*cells[at], counts[at])]
        path = "".join([f"M{_n(x)} {piece}" for x, width in places for piece in draw(y, width)])
        lanes.append((name, path, paragraphs))
    background = "".join(f"M{_n(x)} 0h{_n(width)}v{HEIGHT}h-{_n(width)}z" for x, width in cells)
    return background, tuple(lanes)


def _cells(lengths: Sequence[int]) -> list[tuple[float, float]]:
    """Start and width of each cell; even the shortest can be seen."""
    total = sum(lengths) or 1
    gap = min(GAP, WIDTH / (3 * max(1, len(lengths))))
    shares = [max(length / total, 0.008) for length in lengths]
    unit = (WIDTH - gap * (len(lengths) - 1)) / (sum(shares) or 1)
    found, x = [], 0.0
    for share in shares:
        found.append((x, share * unit))
        x += share * unit + gap
    return found


def _spread(start: float, room: float, count: int) -> list[tuple[float, float]]:
    """Place and width of each mark in a cell; where they are too many, as many as can be told apart."""
    inside = max(room - 6, room * 0.6)
    first = start + (room - inside) / 2
    shown = min(count, max(1, int(inside // LEAST)))
    step = min(STEP, inside / shown)
    width = max(min(step - 2, 8.0), step * 0.6)
    return [(first + number * step, width) for number in range(shown)]


@lru_cache(maxsize=1_000)
def _dot(y: float, width: float) -> tuple[str, ...]:
    r = min(width / 2, 3.5)
    return (f"{_n(y + 4)}a{_n(r)} {_n(r)} 0 1 0 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 0 -{_n(2 * r)} 0z",)


@lru_cache(maxsize=1_000)
def _wave(y: float, width: float) -> tuple[str, ...]:
    half = _n(width / 2)
    return (f"{_n(y + 4)}q{_n(width / 4)} -7 {half} 0t{half} 0",)


@lru_cache(maxsize=1_000)
def _bar(y: float, width: float) -> tuple[str, ...]:
    return (f"{_n(y + 1.5)}h{_n(width)}v5h-{_n(width)}z",)


@lru_cache(maxsize=1_000)
def _double(y: float, width: float) -> tuple[str, ...]:
    across = _n(width)
    return f"{_n(y)}h{across}v2.6h-{across}z", f"{_n(y + 5.2)}h{across}v2.6h-{across}z"


_SHAPES: Mapping[str, Callable[[float, float], tuple[str, ...]]] = {
    "attribution": _dot,
    "hedge": _wave,
    "claim": _bar,
    "counter": _double,
}
"""Draw a mark at a height, of a width, which most have in common: paths without the way to where they begin."""


def _n(number: float) -> str:
    """A number with one decimal at most."""
    return _SPELLED[round(10 * number)]


class _Spelled(dict[int, str]):
    """Tenths as they are written; a drawing has few thousand of them, which come again and again."""

    def __missing__(self, tenths: int) -> str:
        spelled = self[tenths] = f"{tenths / 10:.1f}".removesuffix(".0")
        return spelled


_SPELLED = _Spelled()
