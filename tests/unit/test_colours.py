"""The colours of the built-in style: readable as text, visible as lines, and told apart by everybody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest
from coloraide import Color

from tests.child import PROJECT

ASSETS = PROJECT / "templates" / "assets"
SCHEMES = ("light", "dark")
KINDS = ("attribution", "hedge", "claim", "counter")
"""Lines, and the letters beside them, in the colour of their kind."""
TEXT = (*KINDS, "ink", "soft", "own", "site")
"""In these, words, letters and numbers are written."""
GROUNDS = ("paper", "raised", "sunken", "own-tint", "glow", "halo")
"""On these they stand."""
ORNAMENTS = ("rule",)
"""Hairlines that part what white space parts as well: nobody needs to see them."""

READABLE = 4.5
"""The least contrast of text, WCAG 2.2, 1.4.3 (AA)."""
VISIBLE = 3.0
"""The least contrast of lines and shapes that mean something, WCAG 2.2, 1.4.11."""
DISTINCT = 10.0
"""The least difference (CIEDE2000) between two kinds."""

SIGHT = (
    None,
    ("protan", "brettel"), ("protan", "vienot"), ("protan", "machado"),
    ("deutan", "brettel"), ("deutan", "vienot"), ("deutan", "machado"),
    ("tritan", "brettel"), ("tritan", "machado"),
)  # fmt: skip
"""Full colour vision, and each kind of dichromacy in every model made for it (Viénot's knows no tritan)."""

_PROPERTY = re.compile(r"--([\w-]+):\s*light-dark\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)")
_PAIR = re.compile(r"light-dark\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)")


def style() -> str:
    """All style sheets of the built-in templates."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css")))


def palette(scheme: str) -> Mapping[str, Color]:
    """The colours that style sheets name, by their custom property, in one scheme."""
    side = SCHEMES.index(scheme) + 2
    return {found[1]: Color(found[side]) for found in _PROPERTY.finditer(style())}


def seen(colour: Color, sight: tuple[str, str] | None) -> Color:
    """A colour as somebody with that sight sees it."""
    if sight is None:
        return colour
    deficiency, model = sight
    return colour.filter(deficiency, method=model).convert("srgb").clip()


def test_the_style_sheets_are_there() -> None:
    """The colours that are measured are those that the templates ship."""
    assert Path(ASSETS / "style.css").is_file()


def test_every_colour_is_measured() -> None:
    """Each colour with a light and a dark value is one of the custom properties measured here, or repeats one."""
    named = {found[1]: (found[2], found[3]) for found in _PROPERTY.finditer(style())}
    assert sorted(named) == sorted((*TEXT, *GROUNDS, *ORNAMENTS))
    assert style().count("light-dark(") == len(_PAIR.findall(style()))
    assert set(_PAIR.findall(style())) == set(named.values())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_readable(scheme: str) -> None:
    """Whatever words, letters and numbers are written in has a contrast of 4.5 to each ground they may stand on."""
    colours = palette(scheme)
    ratios = {(text, ground): colours[text].contrast(colours[ground]) for text in TEXT for ground in GROUNDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", SIGHT, ids=lambda sight: "-".join(sight) if sight else "full")
def test_lines_are_visible(scheme: str, sight: tuple[str, str] | None) -> None:
    """The line of each kind has a contrast of 3 to each ground, whatever colours one sees."""
    colours = {name: seen(colour, sight) for name, colour in palette(scheme).items()}
    ratios = {(kind, ground): colours[kind].contrast(colours[ground]) for kind in KINDS for ground in GROUNDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < VISIBLE} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sight", SIGHT, ids=lambda sight: "-".join(sight) if sight else "full")
def test_any_two_kinds_are_told_apart(scheme: str, sight: tuple[str, str] | None) -> None:
    """The colours of any two of the four kinds differ by 10 (CIEDE2000), whatever colours one sees."""
    colours = {name: seen(colour, sight) for name, colour in palette(scheme).items()}
    differences = {
        (one, other): colours[one].delta_e(colours[other], method="2000") for one, other in combinations(KINDS, 2)
    }
    assert {pair: difference for pair, difference in differences.items() if difference < DISTINCT} == {}


def test_a_kind_too_near_to_another_is_seen() -> None:
    """The measure is one: red and green of one lightness differ for most, and not for a deuteranope."""
    red, green = Color("#b05050"), Color("#6f7a30")
    assert red.delta_e(green, method="2000") > DISTINCT
    sight = ("deutan", "brettel")
    assert seen(red, sight).delta_e(seen(green, sight), method="2000") < DISTINCT
