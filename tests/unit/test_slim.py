"""What browsers get of our style sheets and scripts: less, and nothing else."""

from __future__ import annotations

import re

import pytest

from builder.render import asset_sources, built_in_assets
from builder.slim import css, slim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/* a */a { b: c }\n\n  /* d */\n  e { f: g }\n", "a { b: c }\ne { f: g }\n"),
        ('a::after { content: "/* no comment */" }', 'a::after { content: "/* no comment */" }\n'),
        ("a { content: '\\'/*' } /* x */", "a { content: '\\'/*' }\n"),
        ("a {\n  &:is(b) c { d: e }\n  & :is(b) { d: e }\n}", "a {\n&:is(b) c { d: e }\n& :is(b) { d: e }\n}\n"),
    ],
)
def test_only_comments_and_indentation_go(text: str, expected: str) -> None:
    """Strings stay, and so does every space that a selector may need."""
    assert css(text) == expected


def test_what_is_not_ours_stays_whole() -> None:
    """Vendored files, fonts and pictures are shipped byte for byte."""
    whole = [name for name in asset_sources() if "/vendor/" in name or not name.endswith((".css", ".js"))]
    assert len(whole) > 3
    assert [name for name in whole if built_in_assets()[name] != asset_sources()[name]] == []
    assert slim("icon.svg", b"<svg> <!-- a --> </svg>") == b"<svg> <!-- a --> </svg>"


@pytest.mark.parametrize("name", sorted(name for name in asset_sources() if "/vendor/" not in name))
def test_slimming_twice_changes_nothing(name: str) -> None:
    """What is slim is slim, and no rule or statement is lost on the way."""
    made, source = built_in_assets()[name], asset_sources()[name]
    assert slim(name, made) == made
    if name.endswith(".css"):
        bare = re.sub(rb"/\*.*?\*/", b"", source, flags=re.DOTALL)
        assert b"".join(made.split()) == b"".join(bare.split())
    elif name.endswith(".js"):
        assert made.count(b"function") == len(
            re.findall(rb"\bfunction\b", re.sub(rb"(?m)^\s*(?://|/?\*).*$", b"", source))
        )
