"""The claims of a draft, and their file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps

UNFINISHED = "    # the article's words: make a sentence of them"


@dataclass(slots=True)
class Claim:
    """A claim: what it says and whether that is a sentence, why it is there, and how it answers others."""

    id: str
    says: str
    how: str = ""
    answers: tuple[str, ...] = ()
    reason: str = ""
    is_sentence: bool = True


def claims_yaml(claims: Mapping[str, Claim]) -> str:
    """The claims as a file; what is proposed about answers stands beside them as a comment."""
    if not claims:
        return "# Nothing was found that somebody says.\n"
    lines = ["# A first draft: correct what each claim says, and how it answers.", "claims:"]
    for one in claims.values():
        lines += [
            f"  {one.id}:",
            *([] if one.is_sentence else [UNFINISHED]),
            f"    says: {dumps(one.says, ensure_ascii=False)}",
        ]
        if one.answers:
            lines += [f"    # {one.reason}", "    answers:", f"      - how: {one.how}"]
            lines += [f"        claims: [{', '.join(one.answers)}]"]
    return "\n".join(lines) + "\n"
