"""Rules of the text as a whole: faithful to its original, linked to what exists."""

from builder.diagnostics import Rule

TEXT_DIFFERS = Rule(
    "text-differs",
    "the article {ours}, the original {theirs} ({there})",
    "We promise readers that the article's words were not altered; a site that breaks the promise is not built.",
    "The fire spraed. (original: The fire spread.)",
    "make the article say what the original says, to the character; white space does not matter",
)
PAGE_DIFFERS = Rule(
    "page-differs",
    "the built page {ours}, the article {theirs}",
    "The promise holds for what readers see, not only for what was typed: a template has altered the words.",
    "a template that writes the text in capitals",
    "let the template show the pieces of every block, in order, and nothing else inside data-text",
)
LINK_FORBIDDEN = Rule(
    "link-forbidden",
    "this address cannot be linked to: {target}",
    "Only http, https, mailto and relative addresses are safe to follow.",
    "[here](javascript:alert(1))",
    "link to a web page, an e-mail address or a file of this site",
)
LINK_BROKEN = Rule(
    "link-broken",
    "nothing is at {target}",
    "A link that leads nowhere disappoints readers and cannot be repaired by them.",
    "[the lesson](lesons/one.md)",
    "write the path to the file, relative to this one",
)
FRAGMENT_BROKEN = Rule(
    "fragment-broken",
    "{page} has no passage '{fragment}'",
    "The link would lead to the top of the page instead of the words.",
    "[here](article.md#h-alegedly)",
    "`allegedly marks ARTICLE` lists the ids of an article",
)
LINK_OUTSIDE = Rule(
    "link-outside",
    "{target} lies outside the site",
    "Files outside content/ are not published.",
    "[notes](../../../notes.md)",
    "link to a file below content/",
)
