"""Rules of the drafting assistant."""

from builder.diagnostics import Rule, Severity

DRAFT_FAILED = Rule(
    "draft-failed",
    "{path} cannot be used: {problem}",
    "There would be nothing to draft from.",
    "allegedly draft picture.png",
    "choose the plain text of an article, in UTF-8",
)
DRAFT_LANGUAGE = Rule(
    "draft-language",
    "the drafting assistant knows no '{language}'",
    "Its word lists and weights are learnt for one language at a time; those of another would only guess.",
    "allegedly draft --language uk text.txt",
    "languages it knows: en; begin others with `allegedly new article SLUG --from FILE`",
)
DRAFT_SOURCES = Rule(
    "draft-sources",
    "{path} cannot be extended by appending to it",
    "What somebody wrote is never changed; new sources are only written below the last one.",
    "sources: {}",
    "write `sources:` as a list with one source a line, as the last key of the file",
)
SUGGEST_ATTRIBUTION = Rule(
    "suggest-attribution",
    "does “{words}” say who says something?",
    "Forgetting who speaks is the commonest mistake; the sentence has no attribution mark.",
    "Police said that the road is closed.",
    "mark it, or copy the sentence under settled: in claims.yaml",
    Severity.SUGGESTION,
)
SUGGEST_HEDGE = Rule(
    "suggest-hedge",
    "is “{words}” a careful word?",
    "It looks like one, and the sentence has no mark of a careful word.",
    "The bridge may fall.",
    "mark it, or copy the sentence under settled: in claims.yaml",
    Severity.SUGGESTION,
)
SUGGEST_COUNTER = Rule(
    "suggest-counter",
    "does “{words}” answer something that was said?",
    "Readers look for answers; the words have no mark of one.",
    "The mayor denied these allegations.",
    "mark the answer, or copy the sentence under settled: in claims.yaml",
    Severity.SUGGESTION,
)
SUGGEST_LANGUAGE = Rule(
    "suggest-language",
    "there are no suggestions for articles in '{language}'",
    "What looks unmarked can be told only in a language whose words the drafting assistant has learnt.",
    "language: uk",
    "languages it knows: en",
    Severity.SUGGESTION,
)
