"""What the mark of who says it tells beside the source: form and stance, where the program would take others.

Each function but the last is a rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.draft.rule import Register
from builder.draft.tongue import Tongue
from builder.text.lexicon import load
from builder.text.quotation import form
from builder.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a cue and of what is said, and the kind of who says it."""

    cue: str
    content: str
    kind: str
    tongue: Tongue

    @staticmethod
    def of(example: str, tongue: Tongue) -> Said:
        """What an example tells: cue, content and kind, with strokes between."""
        cue, content, kind = example.split(" | ")
        return Said(cue, content, kind, tongue)


See = Callable[[Said], str]
RULES = Register[See]()


@RULES.add(
    "have raised concerns about | the impact of the war | collective",
    "warned about | what “may well be a very long war” | person",
    shows="form=summary",
)
def only_a_topic(said: Said) -> str:
    """A topic is named, not what was said about it: “raised concerns about”, “discussed”."""
    words = [token.text for token in tokens(said.cue)]
    opened = {token.text for token in tokens(said.content)[:1]} & said.tongue.clause_starts
    is_topic = bool(words) and words[-1] in said.tongue.topics and not opened
    return "form=summary" if is_topic and form(said.content) == "indirect" else ""


@RULES.add("found | no trace of it | person", "found | no trace of it | document", shows="stance=neutral")
def person_with_word_of_documents(said: Said) -> str:
    """A verb of the kind that documents are given, where a person speaks."""
    return "stance=neutral" if said.kind == "person" and _stances(said) == {"document"} else ""


@RULES.add("said | the bridge is old | document", "said | the bridge is old | person", shows="stance=document")
def document_that_speaks(said: Said) -> str:
    """A document that “says” something: something shows it."""
    return "stance=document" if said.kind == "document" and _stances(said) == {"neutral"} else ""


def _stances(said: Said) -> set[str]:
    """The stances that the lexicon gives the words of a cue."""
    lexicon = load(said.tongue.language)
    words = (token.text for token in tokens(said.cue))
    return {lexicon.cues[word].stance for word in words if word in lexicon.cues} if lexicon else set()


def keys(said: Said) -> str:
    """What stands in the braces for it, with a space before each key."""
    found = (rule.see(said) for rule in RULES.listed)
    return "".join(f" {one}" for one in found if one)
