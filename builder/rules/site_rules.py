"""Rules of site.yaml and sources.yaml, and of files that pages link to."""

from builder.diagnostics import Rule

KIND_TAKEN = Rule(
    "kind-taken",
    "'{name}' is already the name of a kind or of a part of a mark",
    "Authors could not tell which of the two they type.",
    "kinds: [{id: hedge, letter: F, …}]",
    "choose another id for the site's own kind",
)
SOURCE_BUILT_IN = Rule(
    "source-built-in",
    "'{source}' is a built-in source",
    "unstated and article mean the same on every site.",
    "sources: {unstated: …}",
    "choose another id",
)
SOURCE_PART_OF_ITSELF = Rule(
    "source-part-of-itself",
    "'{source}' is part of itself",
    "Readers are led from a part to the whole; here they would go round in a circle.",
    "tass: {part_of: tass}",
    "remove part_of, or name the larger body",
)
LEXICON_NAME = Rule(
    "lexicon-name",
    "'{name}' is neither a type of hedge nor a stance",
    "The words under it would never be used.",
    "lexicon: {hearsay: [rumour has it]}",
    "use a hedge type (evidential, modal …) or a stance (neutral, endorsing …), each with a list of words",
)
FILE_KIND = Rule(
    "file-kind",
    "files of this kind are not published: {name}",
    "Web pages, scripts and SVG pictures can run code in the reader's browser, outside our protection.",
    "[table](table.html)",
    "use an image (png, jpg, gif, webp, avif), sound, film, pdf, txt, csv or json",
)
MARK_IN_PAGE = Rule(
    "mark-in-page",
    "a mark stands in a page or lesson: only articles have marks",
    "It would be shown nowhere: no note, no list, no claim belongs to a page.",
    "content/pages/about.md with [allegedly]{.h}",
    "quote a passage of an article by a link without words; to print a mark as an example, put it between backticks",
)
PASSAGE_BROKEN = Rule(
    "passage-broken",
    "a passage is quoted by the way to it: {target}",
    "A link without words stands for the passage it leads to; this one names no passage.",
    "[](../articles/budget/article.md)",
    "add # and the id of a mark or paragraph; `allegedly marks ARTICLE` lists them",
)
EDITOR_LINK = Rule(
    "editor-link",
    "this link opens no editor: {problem}",
    "The preview makes links of it that open the file in which a mistake stands.",
    "editor: notepad",
    "write the link that your editor listens to, with {path}, {line} and {column} in it, or remove the line",
)
