"""What is only a consequence of another mistake is not told: it would be untrue, and vanish with its cause.

A claims.yaml that cannot be read has no claims that a mark could name; a mark that cannot be read marks no claim.
Pure: findings in, findings out; a finding is left out only where its cause is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from builder.diagnostics import Finding, Rule
from builder.rules import claim_rules, file_rules, ledger_rules, mark_rules, text_rules, yaml_rules

_UNREAD = frozenset(
    rule.code
    for rule in (
        yaml_rules.YAML_LARGE, yaml_rules.YAML_DEEP, yaml_rules.YAML_SYNTAX, yaml_rules.YAML_TAB,
        yaml_rules.YAML_UNCLOSED, yaml_rules.YAML_COLON, yaml_rules.YAML_DOCUMENTS, yaml_rules.YAML_DIRECTIVE,
        file_rules.FILE_TOO_LARGE, file_rules.FILE_UNREADABLE, file_rules.FILE_NOT_UTF8, file_rules.FILE_NOT_REGULAR,
        file_rules.FILE_OUTSIDE_ROOT, file_rules.FILE_UNEXPECTED,
    )
)  # fmt: skip
"""After one of these a file of data counts as empty."""
_MISPLACED = re.compile(r"'((?:claims|sources|site)\.yaml)'")
"""In the hint about a file that nothing reads: the file of data that was most likely meant."""
_GARBLED = frozenset(
    rule.code
    for rule in (
        mark_rules.MARK_BRACES, mark_rules.MARK_UNOPENED, mark_rules.BRACKET_ALONE, mark_rules.MARK_STRAY,
        mark_rules.MARK_ROUND, mark_rules.MARK_AFTER_ELEMENT, mark_rules.RAW_HTML, mark_rules.COMMENT_UNCLOSED,
        mark_rules.COMMENT_WITH_TEXT, mark_rules.FRONT_MATTER_UNCLOSED,
    )
)  # fmt: skip
"""After one of these the text is not what its author meant."""
_LOST = _GARBLED | {
    rule.code
    for rule in (
        mark_rules.KIND_UNKNOWN, mark_rules.MARK_NO_KIND, mark_rules.MARK_TWO_KINDS, mark_rules.MARK_EMPTY,
        mark_rules.MARK_IN_ALT, mark_rules.QUOTE_NOT_FOUND, mark_rules.QUOTE_TWICE, mark_rules.ARTICLE_EMPTY,
    )
}  # fmt: skip
"""After one of these a mark is missing."""
_UNNAMED = {
    mark_rules.MARK_KEY_MISSING.code, claim_rules.CLAIM_UNKNOWN.code, claim_rules.GROUP_IN_PLACE.code,
    yaml_rules.VALUE_EMPTY.code,
}  # fmt: skip
"""After one of these a mark names no claim."""
_DATA = frozenset(rule.code for rule in vars(yaml_rules).values() if isinstance(rule, Rule))
"""After one of these a value of a file of data is missing."""

_NAMELESS = {yaml_rules.ID_BAD.code, yaml_rules.YAML_KEY.code, yaml_rules.VALUE_SHAPE.code}
"""After one of these a claim that is declared may have no name."""

_CAUSES: Mapping[str, tuple[str, frozenset[str]]] = {
    mark_rules.NO_HEADLINE.code: ("text", frozenset([mark_rules.FRONT_MATTER_UNCLOSED.code])),
    mark_rules.HEADLINE_LATE.code: ("text", frozenset([mark_rules.FRONT_MATTER_UNCLOSED.code])),
    mark_rules.ARTICLE_EMPTY.code: ("text", frozenset([mark_rules.FRONT_MATTER_UNCLOSED.code])),
    text_rules.TEXT_DIFFERS.code: ("text", _GARBLED),
    claim_rules.CLAIM_UNMARKED.code: ("either", _LOST | _UNNAMED),
    claim_rules.NOTE_WITHOUT_MARK.code: ("either", _LOST),
    claim_rules.JOIN_UNKNOWN.code: ("either", _LOST),
    claim_rules.SETTLED_NOT_FOUND.code: ("either", _GARBLED | {mark_rules.ARTICLE_EMPTY.code}),
    claim_rules.CLAIM_UNKNOWN.code: ("claims", _UNREAD | _NAMELESS),
    claim_rules.COUNTER_ANSWERS_NOTHING.code: ("claims", _UNREAD | _DATA),
    ledger_rules.LINK_GONE.code: ("either", _LOST | _UNREAD | _NAMELESS),
}
"""What may be a consequence: in which file of its article the cause stands, and what that may be."""


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """The findings about a site, or about one article with what all share, that stand on their own."""
    every = list(findings)
    codes: dict[str, set[str]] = {}
    for finding in every:
        if finding.is_error:
            codes.setdefault(_cause(finding), set()).add(finding.code)
    everywhere: set[str] = set()
    if codes.get("content/sources.yaml", set()) & _UNREAD:
        everywhere.add(claim_rules.SOURCE_UNKNOWN.code)
    if codes.get("content/site.yaml", set()) & _UNREAD:
        everywhere |= {mark_rules.KIND_UNKNOWN.code, mark_rules.TOO_MANY_MARKS.code}
    if any(path.startswith("content/articles/") for path in codes):
        everywhere.add(claim_rules.SOURCE_UNUSED.code)
    return [finding for finding in every if finding.code not in everywhere and not _follows(finding, codes)]


def _cause(finding: Finding) -> str:
    """The file that a finding is about: for one that nothing reads, the one that was meant."""
    path = finding.place.path
    meant = _MISPLACED.search(finding.hint) if finding.code == file_rules.FILE_UNEXPECTED.code else None
    if meant is None:
        return path
    return f"{path.rpartition('/')[0]}/{meant[1]}" if meant[1] == "claims.yaml" else f"content/{meant[1]}"


def _follows(finding: Finding, codes: Mapping[str, set[str]]) -> bool:
    """Whether a finding follows from another one about the same article; `codes` are those of each file."""
    if finding.code not in _CAUSES:
        return False
    path = finding.place.path
    folder = path.rpartition("/")[0]
    where, causes = _CAUSES[finding.code]
    files = {"text": [path], "claims": [f"{folder}/claims.yaml"]}.get(
        where, [f"{folder}/article.md", f"{folder}/claims.yaml"]
    )
    return any(codes.get(file, set()) & causes for file in files)
