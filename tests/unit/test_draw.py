"""The pictures: nothing lies over anything else, nothing lies outside, the same input gives the same drawing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.draw import answers, chains, lanes, threads
from builder.draw.answers import Cell, Link, Reply, Spot, along
from builder.draw.chains import Way
from builder.draw.figure import Box, Drawing, Shape, around, bow, circle, mirrored, rectangle, route
from builder.draw.lanes import Lane, Stand
from builder.draw.letters import BOLD, SANS, SERIF, Face, wrap
from builder.draw.names import Speaker, named
from builder.draw.scale import LEAST, scaled
from builder.draw.sheet import Tag
from builder.draw.spread import spread
from builder.draw.stack import Group, Item, Origin, Relation
from builder.draw.symbols import speakers, upright, wave
from builder.draw.threads import ThreadWords
from builder.draw.tracks import Bus, tracks
from builder.draw.wiring import Channel, Goal, Wire, wiring
from builder.views.picture_words import WORDS
from tests.drawings import assert_legible, said

NAMES = (
    "TASS", "a nurse", "the Ukrainian government", "the press office of the University of Averlund",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenverein", "東京電力ホールディングス株式会社",
    "Вулиця Героїв Майдану", "x",
)  # fmt: skip
SAYS = (
    "It leaks.", "An entire battalion, with its commander, went over to the other side near the border.", "x",
    "語" * 70,
)  # fmt: skip

few = settings(max_examples=40)
"""Enough for drawings: each has many nodes."""
words = st.text(st.sampled_from("abcdeimwMWÄщ語،—“ "), max_size=60)
names = st.sampled_from(NAMES)
people = st.builds(
    Speaker, st.sampled_from(("named", "unnamed", "unstated")), names, st.sampled_from(("", "no name")), st.just("s")
)
ARTICLE = Speaker("article", "the article", "", "")


class TestLetters:
    @given(words, st.sampled_from((SERIF, SANS, BOLD)), st.floats(20, 400))
    def test_no_line_is_wider_than_asked(self, text: str, face: Face, width: float) -> None:
        """However narrow, words fit: longer ones are broken."""
        assert all(face.width(line, 17) <= width + 0.01 for line in wrap(text, face, 17, width))

    @given(words)
    def test_no_word_is_lost_or_broken_without_need(self, text: str) -> None:
        """Where lines are wide enough for the longest word, the lines are the words."""
        assert " ".join(wrap(text, SERIF, 17, 1200)).split() == text.split()

    @given(words, st.floats(60, 200))
    def test_no_letter_is_lost(self, text: str, width: float) -> None:
        """Where words are broken, their letters stay."""
        assert "".join(wrap(text, SANS, 14, width)).replace(" ", "") == "".join(text.split())

    def test_lines_are_about_equally_long(self) -> None:
        """No word stands alone on a last line where it could have company."""
        assert wrap("an independent source says so too", BOLD, 14, 230) == ("an independent", "source says so too")

    def test_too_many_lines_end_in_an_ellipsis(self) -> None:
        """What is cut says so, and ends with a whole word."""
        assert wrap("one two three four five six", SERIF, 17, 70, 2)[-1].endswith(" …")
        assert len(wrap("one two three four five six", SERIF, 17, 70, 2)) == 2

    def test_no_words_are_no_lines(self) -> None:
        """Nothing takes no room."""
        assert wrap("  ", SERIF, 17, 100) == ()

    def test_letters_of_other_scripts_have_a_width(self) -> None:
        """Accents add nothing, East Asian letters are as wide as high, unknown ones are average."""
        assert SERIF.width("é", 100) == SERIF.width("e", 100) == SERIF.width("e\u0301", 100)
        assert SERIF.width("語", 100) > SERIF.width("щ", 100) > 0


class TestSpread:
    @given(st.lists(st.tuples(st.floats(0, 900), st.floats(1, 80)), max_size=20))
    def test_nothing_lies_over_anything_else(self, items: list[tuple[float, float]]) -> None:
        """Things keep their order and do not overlap, and start where they may."""
        sizes = [size for _, size in items]
        starts = spread([wish for wish, _ in items], sizes, 10)
        assert all(start >= 10 for start in starts)
        assert all(a + size <= b + 1e-6 for (a, b), size in zip(pairwise(starts), sizes, strict=False))

    @given(st.lists(st.tuples(st.floats(0, 900), st.floats(1, 40)), max_size=20))
    def test_nothing_ends_too_late_where_there_is_room(self, items: list[tuple[float, float]]) -> None:
        """The room has an end as well."""
        sizes = [size for _, size in items]
        starts = spread([wish for wish, _ in items], sizes, 0, 900)
        assert all(start + size <= 900 + 1e-6 for start, size in zip(starts, sizes, strict=True))

    def test_wishes_without_conflict_come_true(self) -> None:
        """What has room stands where it wants to."""
        assert spread([10, 100, 300], [20, 20, 20], 0) == [10, 100, 300]

    def test_conflicts_are_shared(self) -> None:
        """Two that want the same place give way alike."""
        assert spread([100, 100], [20, 20], 0) == [90, 110]


class TestScale:
    @given(st.lists(st.integers(0, 2000), min_size=1, max_size=120))
    def test_paragraphs_follow_each_other(self, lengths: list[int]) -> None:
        """No paragraph lies over the next, none vanishes."""
        places = scaled(lengths, 500)
        assert all(a + height < b for (a, height), (b, _) in pairwise(places))
        assert all(height >= min(LEAST, 5) for _, height in places)

    def test_length_is_to_scale(self) -> None:
        """Twice as long is twice as high, unless that would be too low for a number."""
        (_, one), (_, two), (_, least) = scaled([100, 200, 1], 500)
        assert two == pytest.approx(2 * one)
        assert least == LEAST


class TestTracks:
    buses = st.lists(
        st.builds(Bus, st.integers(0, 500), st.lists(st.integers(0, 500), min_size=1, max_size=5).map(tuple)),
        max_size=12,
    )

    @given(buses, st.booleans())
    def test_lines_side_by_side_have_tracks_of_their_own(self, buses: list[Bus], ends_left: bool) -> None:
        """Two lines that pass each other never run in one."""
        found = tracks(buses, ends_left=ends_left)
        for (one, at), (other, there) in combinations(zip(buses, found, strict=True), 2):
            assert at != there or not one.beside(other)

    def test_lines_that_need_not_cross_do_not(self) -> None:
        """Of two answers to one claim above them the lower one runs left."""
        upper, lower = Bus(100, (10,)), Bus(200, (20,))
        assert tracks([upper, lower], ends_left=True) == [1, 0]

    def test_what_is_far_apart_shares_a_track(self) -> None:
        """A channel is no wider than it has to be."""
        assert tracks([Bus(10, (20,)), Bus(100, (120,))], ends_left=True) == [0, 0]


class TestWiring:
    goals = {"a": Goal(0, 10, 60), "b": Goal(0, 100, 140)}  # noqa: RUF012
    channel = Channel(20, 80, ends_left=True, points_left=True)

    def test_every_target_has_an_arrow(self) -> None:
        """A line that answers two claims has two heads, and a dot where it branches."""
        shapes = wiring([Wire((100, 80), ("a", "b"), "disputes")], self.goals, self.channel)
        assert Counter(shape.style for shape in shapes)["p-head"] == 2
        assert sum(shape.style == "p-joint disputes" for shape in shapes) == 1

    def test_lines_to_one_claim_arrive_apart(self) -> None:
        """Two answers to one claim have two places at it."""
        wires = [Wire((100, y), ("a",), "other") for y in (80, 120)]
        heads = [shape.box.y for shape in wiring(wires, self.goals, self.channel) if shape.style == "p-head open"]
        assert len(set(heads)) == 2


class TestShapes:
    @pytest.mark.parametrize(
        "shape",
        [
            route(((0, 0), (50, 0), (50, 40)), "x", 7),
            circle((20, 20), 6, "x"),
            rectangle(Box(3, 4, 30, 20), "x", 5),
            rectangle(Box(3, 4, 30, 20), "x"),
            bow((10, 0), (10, 90), 40, "x"),
            bow((90, 0), (90, 60), -40, "x"),
            wave((5, 50), 30),
        ],
    )
    def test_a_shape_stays_in_its_box(self, shape: Shape) -> None:
        """What is told of a shape's size is so: its path is followed."""
        box = around(Box(x, y, 0, 0) for x, y in points(shape.path))
        assert shape.box.holds(box, slack=0.2)

    def test_numbers_are_short(self) -> None:
        """Paths have one decimal at most."""
        assert re.fullmatch(r"[MLCQAHVz0-9. -]+", bow((1 / 3, 2 / 3), (9, 90), 10 / 3, "x").path)
        assert not re.search(r"\d\.\d\d", route(((1 / 3, 0), (9.999, 1)), "x").path)

    def test_signs_differ_in_shape(self) -> None:
        """Named, unnamed and unstated sources and the article each have a class name of their own to be drawn by."""
        signs = speakers(("named", "unnamed", "unstated", "article"), (0, 0))
        assert {sign.style for sign in signs} == {
            "p-frame", "p-sign named", "p-sign unnamed", "p-sign unstated", "p-sign article"
        }  # fmt: skip

    def test_an_answer_is_a_double_bar(self) -> None:
        """What is said is one bar, an answer two."""
        box = Box(0, 0, 6, 40)
        assert (len(upright(box, answers=False)), len(upright(box, answers=True))) == (1, 2)


def points(path: str) -> Iterable[tuple[float, float]]:
    """Points on a path of absolute commands, curves sampled."""
    at = (0.0, 0.0)
    for command, rest in re.findall(r"([MLQCAHV])([^MLQCAHVz]*)", path):
        numbers = [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command in "HV":
            at = (numbers[0], at[1]) if command == "H" else (at[0], numbers[0])
            yield at
        elif command == "A":
            at = (numbers[5], numbers[6])
            yield at
        else:
            given_ = [at, *zip(numbers[::2], numbers[1::2], strict=True)]
            yield from (_bezier(given_, step / 20) for step in range(21)) if command in "QC" else given_[1:]
            at = given_[-1]


def _bezier(given_: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    while len(given_) > 1:
        given_ = [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in pairwise(given_)]
    return given_[0]


class TestNames:
    @given(st.lists(people, min_size=1, max_size=4), st.floats(130, 400))
    def test_names_stand_below_each_other(self, found: list[Speaker], width: float) -> None:
        """Those who speak together do not hide each other, however many they are."""
        drawn = named(found, 0, 0, width)
        assert not any(one.box.meets(other.box) for one, other in combinations(drawn.nodes, 2))
        assert around(node.box for node in drawn.nodes).width <= width + 0.1


CHAIN_WORDS = WORDS.chains


def way(hands: list[tuple[Speaker, ...]], count: int) -> Way:
    """A chain and so many statements."""
    return Way(((ARTICLE,), *hands), tuple(Tag(f"C{n * 7}", "claim", "#c", "“x”") for n in range(count)))


hops = st.lists(st.lists(people, min_size=1, max_size=3).map(tuple), max_size=5)
ways = st.lists(st.builds(way, hops, st.integers(1, 20)), min_size=1, max_size=7, unique_by=lambda found: found.hands)


@pytest.mark.parametrize("draw", [partial(chains.across, words=CHAIN_WORDS), partial(chains.down, words=CHAIN_WORDS)])
class TestChains:
    @few
    @given(found=ways)
    def test_nothing_lies_over_anything_else(self, draw: Callable[[Sequence[Way]], Drawing], found: list[Way]) -> None:
        """Whatever the chains: no name over another, everything inside, and the same again."""
        drawing = draw(found)
        assert_legible(drawing)
        assert draw(found) == drawing

    @few
    @given(found=ways)
    def test_every_statement_is_shown_once(self, draw: Callable[[Sequence[Way]], Drawing], found: list[Way]) -> None:
        """No statement is lost where chains are joined, and none counted twice."""
        assert said(draw(found)) == Counter(tag.label for way in found for tag in way.statements)

    def test_chains_share_their_hands(self, draw: Callable[[Sequence[Way]], Drawing]) -> None:
        """Two chains through one outlet show it once."""
        outlet = (Speaker("named", "TASS", "", "s"),)
        ends = [(Speaker("unnamed", f"source {n}", "", "s"),) for n in range(2)]
        drawing = draw([Way(((ARTICLE,), outlet, end), (Tag("C1", "claim", "#", ""),)) for end in ends])
        assert [node.words for node in drawing.nodes].count("TASS") == 1


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[Cell], list[Spot], list[Link], list[Reply]]:
    """An article in which claims and answers stand somewhere."""
    lengths = draw(st.lists(st.integers(1, 900), min_size=1, max_size=30))
    cells = [Cell(str(n) if n else "", length, "#p", f"paragraph {n}") for n, length in enumerate(lengths)]
    spots = [
        Spot(f"k{n}", Tag(f"C{n}", "claim", "#c", "x"), draw(st.sampled_from(SAYS)), cell, draw(st.floats(0, 1)))
        for n, cell in enumerate(sorted(draw(st.lists(st.integers(0, len(cells) - 1), min_size=2, max_size=14))))
    ]
    key = st.sampled_from([spot.key for spot in spots])
    kinds = st.sampled_from(("disputes", "other", "carries"))
    pairs = draw(st.lists(st.tuples(key, key, kinds).filter(lambda link: link[0] != link[1]), min_size=1, max_size=16))
    links = [Link(*pair, told="" if n else "8") for n, pair in enumerate(pairs)]
    ends = {link.end for link in links if link.kind != "carries"}
    replies = [Reply(s.key, draw(names), draw(names), "8 paragraphs later", "x") for s in spots if s.key in ends]
    return (
        cells,
        spots,
        [link if not n else Link(link.start, link.end, link.kind) for n, link in enumerate(links)],
        replies,
    )


@pytest.mark.parametrize("columns", [answers.ACROSS, answers.DOWN], ids=["wide", "narrow"])
class TestAnswers:
    @few
    @given(found=texts())
    def test_nothing_lies_over_anything_else(
        self, columns: answers.Column, found: tuple[list[Cell], list[Spot], list[Link], list[Reply]]
    ) -> None:
        """Wherever claims and answers stand: no words over others, everything inside, and the same again."""
        drawing = along(*found, WORDS.answers, columns)
        assert_legible(drawing)
        assert along(*found, WORDS.answers, columns) == drawing

    def test_a_further_answer_has_a_wider_curve(self, columns: answers.Column) -> None:
        """Distance is seen before it is read."""
        cells = [Cell(str(n), 100, "#", "p") for n in range(10)]
        spots = [Spot(f"k{n}", Tag(f"C{n}", "claim", "#", ""), "x", n, 0) for n in (0, 2, 9)]
        links = [Link("k0", "k2", "disputes"), Link("k0", "k9", "disputes")]
        near, far = [s for s in along(cells, spots, links, [], WORDS.answers, columns).shapes if "p-edge" in s.style]
        assert far.box.width > near.box.width
        assert far.box.height > near.box.height

    def test_grounds_are_drawn_on_the_other_side(self, columns: answers.Column) -> None:
        """What a claim rests on is left of the text, answers are right of it."""
        cells = [Cell(str(n), 100, "#", "p") for n in range(3)]
        spots = [Spot(f"k{n}", Tag(f"C{n}", "claim", "#", ""), "x", n, 0) for n in range(3)]
        links = [Link("k0", "k1", "carries"), Link("k0", "k2", "other")]
        ground, answer = [
            s for s in along(cells, spots, links, [], WORDS.answers, columns).shapes if "p-edge" in s.style
        ]
        assert ground.box.right <= columns.cells < answer.box.x


@st.composite
def lanes_of_texts(draw: st.DrawFn) -> tuple[list[Cell], list[Lane]]:
    """Some paragraphs, and lanes of marks that stand in them, as many as one likes."""
    lengths = draw(st.lists(st.integers(0, 900), min_size=1, max_size=50))
    cells = [Cell(str(n) if n else "", length, "#p", f"paragraph {n}") for n, length in enumerate(lengths)]
    stand = st.builds(Stand, st.integers(0, len(cells) - 1), st.floats(0, 1), st.floats(0, 1))
    stands = st.lists(stand, max_size=40).map(lambda found: tuple(sorted(found, key=lambda s: (s.cell, s.start))))
    sign = st.sampled_from(("attribution", "hedge", "claim", "counter", "site"))
    lane = st.builds(Lane, st.just("A"), st.sampled_from((*NAMES[:5], "Who says it")), sign, stands)
    return cells, draw(st.lists(lane, min_size=1, max_size=5))


@pytest.mark.parametrize("draw", [lanes.across, lanes.down])
class TestLanes:
    @few
    @given(found=lanes_of_texts())
    def test_nothing_lies_over_anything_else(
        self, draw: Callable[..., Drawing], found: tuple[list[Cell], list[Lane]]
    ) -> None:
        """However many paragraphs and marks: no words over others, everything inside, and the same again."""
        drawing = draw(*found, "headline")
        assert_legible(drawing)
        assert draw(*found, "headline") == drawing

    def test_every_mark_stands_in_its_paragraph(self, draw: Callable[..., Drawing]) -> None:
        """However crowded a paragraph is, its signs stay in it, side by side."""
        cells = [Cell(str(n), length, f"#{n}", f"paragraph {n}") for n, length in enumerate((300, 40, 300))]
        stands = tuple(Stand(cell, 0.95, 1) for cell in (0, 0, 0, 1, 1, 1, 1, 1, 1, 2))
        drawing = draw(cells, [Lane("C", "What is said", "claim", stands)], "headline")
        blocks = [shape.box for shape in drawing.shapes if shape.style == "p-cell"]
        signs = [shape.box for shape in drawing.shapes if shape.style == "p-bar claim"]
        assert [sum(block.holds(box, slack=1) for box in signs) for block in blocks] == [3, 6, 1]
        assert not any(one.meets(other) for one, other in combinations(signs, 2))


@st.composite
def groups(draw: st.DrawFn) -> list[Group]:
    """A thread: some claims, some answers, each answer to at least one other."""
    count = draw(st.integers(2, 9))
    plain = draw(st.integers(1, count - 1))
    keys = [f"k{n}" for n in range(count)]
    found: list[Group] = []
    for n, key in enumerate(keys):
        others = st.lists(st.sampled_from([k for k in keys if k != key]), min_size=1, max_size=4, unique=True)
        relation = st.builds(Relation, names, st.booleans(), others.map(tuple), st.sampled_from(("", "elsewhere: x")))
        relations = draw(st.lists(relation, min_size=1, max_size=2)) if n >= plain else []
        item = Item(
            key, Tag(f"C{n}", "claim", "#", ""), draw(st.sampled_from(SAYS)),
            draw(st.sampled_from(("", "said 2 times"))), draw(st.booleans()), tuple(relations), "",
        )  # fmt: skip
        if found and found[-1].answers == (n >= plain) and draw(st.booleans()):
            found[-1] = replace(found[-1], items=(*found[-1].items, item))
            continue
        origins = draw(st.lists(st.lists(people, min_size=1, max_size=2).map(tuple), max_size=2))
        found.append(Group(tuple(Origin(o, "part of a house") for o in origins), (item,), n, n >= plain))
    return found


def draw_across(thread: list[Group]) -> Drawing:
    """The wide drawing of a thread."""
    return threads.across(thread, ThreadWords("what is said", "who answers"))


@pytest.mark.parametrize("draw", [draw_across, threads.down])
class TestThreads:
    @few
    @given(thread=groups())
    def test_nothing_lies_over_anything_else(self, draw: Callable[[list[Group]], Drawing], thread: list[Group]) -> None:
        """Whoever answers whom: no claim over another, everything inside, and the same again."""
        drawing = draw(thread)
        assert_legible(drawing)
        assert draw(thread) == drawing

    @few
    @given(thread=groups())
    def test_every_relation_has_its_arrow(self, draw: Callable[[list[Group]], Drawing], thread: list[Group]) -> None:
        """As many arrows arrive as the answers have targets."""
        wanted = sum(len(r.targets) for group in thread for item in group.items for r in item.relations)
        assert sum(shape.style.startswith("p-head") for shape in draw(thread).shapes) == wanted


class TestTurns:
    @given(st.lists(st.integers(10, 40), min_size=2, max_size=6, unique=True), st.booleans())
    def test_lines_that_turn_round_do_not_cross(self, starts: list[int], above: bool) -> None:
        """Lines to one goal that come from one side lie within each other: the furthest outside, from end to end."""
        goal = Goal(100, -20, 20)
        wires = [Wire((100.0, -10.0 * y if above else 10.0 * y), ("goal",), "other") for y in starts]
        drawn = wiring(wires, {"goal": goal}, Channel(200, 120, ends_left=False, points_left=True))
        edges = sorted((s.box for s in drawn if s.style.startswith("p-edge")), key=lambda box: box.right)
        assert len(edges) == len(starts)
        for inner, outer in pairwise(edges):
            assert outer.y < inner.y
            assert inner.bottom < outer.bottom


class TestMirror:
    @few
    @given(found=ways)
    def test_a_mirrored_drawing_is_as_legible(self, found: list[Way]) -> None:
        """A drawing that runs from right to left has everything in its place; mirrored again, it is the first."""
        drawing = chains.across(found, CHAIN_WORDS)
        turned = mirrored(drawing)
        assert not any(a.box.meets(b.box) for a, b in combinations(turned.nodes, 2))
        assert all(turned.box.holds(node.box) for node in turned.nodes)
        assert mirrored(turned).nodes[0].box.x == pytest.approx(drawing.nodes[0].box.x)
