"""Consequences: what is left out was untrue, and its cause is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.diagnostics import Finding, has_errors
from builder.rules.catalogue import CATALOGUE
from builder.source import Place
from builder.validate.consequences import without_consequences

PATHS = (
    "content/site.yaml",
    "content/sources.yaml",
    "content/source.yaml",
    "content/articles/a/article.md",
    "content/articles/a/claims.yaml",
    "content/articles/a/claims.yml",
    "content/articles/b/article.md",
    "content/lessons/one.md",
)
HINTS = ("", "did you mean 'claims.yaml'?", "did you mean 'sources.yaml'?", "'site.yaml' stands in content/")

a_finding = st.builds(
    lambda rule, path, hint: Finding(rule.code, rule.severity, Place(path, 1, 1, 1, 2), "wrong", hint),
    st.sampled_from(list(CATALOGUE.values())),
    st.sampled_from(PATHS),
    st.sampled_from(HINTS),
)


@given(st.lists(a_finding, max_size=12))
def test_an_error_stays_an_error(findings: list[Finding]) -> None:
    """Whatever is left out, what remains still stops the build; nothing is added or moved; once is enough."""
    left = without_consequences(findings)
    assert has_errors(left) == has_errors(findings)
    assert left == [finding for finding in findings if finding in left]
    assert without_consequences(left) == left


@given(a_finding)
def test_a_finding_alone_is_told(finding: Finding) -> None:
    """Nothing is the consequence of itself."""
    assert without_consequences([finding]) == [finding]


def test_an_article_that_was_emptied() -> None:
    """Of an article without text that is told; not of each claim, note and published link that it held."""
    codes = ("article-empty", "claim-unmarked", "note-without-mark", "link-gone", "settled-not-found")
    files = ("article.md", "claims.yaml", "claims.yaml", "links.yaml", "claims.yaml")
    found = [
        Finding(code, CATALOGUE[code].severity, Place(f"content/articles/a/{file}", 0), "wrong")
        for code, file in zip(codes, files, strict=True)
    ]
    assert [finding.code for finding in without_consequences(found)] == ["article-empty"]
    assert without_consequences(found[1:]) == found[1:]
