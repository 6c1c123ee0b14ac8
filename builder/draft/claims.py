"""The claims of a draft, and their file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps


@dataclass(slots=True)
class Claim:
    """A claim: what it says and whether that is a sentence, why it is there, and how it answers others.

    careful  the careful words that are still in it
    """

    id: str
    says: str
    how: str = ""
    answers: tuple[str, ...] = ()
    reason: str = ""
    is_sentence: bool = True
    careful: tuple[str, ...] = ()

    @property
    def unfinished(self) -> str:
        """What is left to do: the wording is no sentence yet, or holds careful words; '' where nothing is."""
        if not self.is_sentence:
            return "the article's words: make a sentence of them"
        words = " and ".join(f"“{word}”" for word in self.careful)
        return f"say it without {words}, if it can be said so" if words else ""


def claims_yaml(claims: Mapping[str, Claim]) -> str:
    """The claims as a file; what is proposed about answers stands beside them as a comment."""
    if not claims:
        return "# Nothing was found that somebody says.\n"
    lines = ["# A first draft: correct what each claim says, and how it answers.", "claims:"]
    for one in claims.values():
        lines += [
            f"  {one.id}:",
            *([f"    # {one.unfinished}"] if one.unfinished else []),
            f"    says: {dumps(one.says, ensure_ascii=False)}",
        ]
        if one.answers:
            lines += [f"    # {one.reason}", "    answers:", f"      - how: {one.how}"]
            lines += [f"        claims: [{', '.join(one.answers)}]"]
    return "\n".join(lines) + "\n"
