"""Rules of the drafting assistant."""

from builder.diagnostics import Rule

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
