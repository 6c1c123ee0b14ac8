"""Rules of links.yaml, the link ledger: published links never break."""

from builder.diagnostics import Rule

LINK_GONE = Rule(
    "link-gone",
    "the published id '{id}' is gone: {why}",
    "Somebody may have linked to these words, in a lesson or on a worksheet; they would find nothing there.",
    "links.yaml says that h-allegedly is published, and the article has no such mark any longer",
    "'allegedly links rename OLD NEW' where it has another id now, 'allegedly links retire ID' to leave a stub",
)
LINK_RETIRED = Rule(
    "link-retired",
    "the id '{id}' is retired, and cannot be given again",
    "Links to it lead to what stood there once; they would suddenly lead to something else.",
    "[perhaps]{.h #h-maybe}, where links.yaml says that h-maybe is retired",
    "choose another id",
)
LINK_TWICE = Rule(
    "link-twice",
    "the id '{id}' stands twice in this file",
    "A link leads to one place; here nobody could tell to which. It happens when two versions of the file are merged.",
    "one id below two paragraphs, or among paragraphs or marks and among those that are retired",
    "take the file as it was before the merge, then run 'allegedly links update'",
)
LINKS_OF_ANOTHER = Rule(
    "links-of-another",
    "this is the ledger of '{other}', and the article is called '{slug}'",
    "An article that is renamed leaves its old address behind, and every link to it; a copy has none yet.",
    "article: budget in content/articles/budget-2026/links.yaml",
    "'allegedly links move OLD NEW' where the article was renamed; where it is a copy, remove its links.yaml",
)
FORMER_TAKEN = Rule(
    "former-taken",
    "the address of '{slug}' cannot lead here: {problem}",
    "Old links to what once had this name would end at something else.",
    "former: [budget], while content/articles/budget/ is an article",
    "give the other one another name; only where nobody linked to the old one, take the name off former",
)
LINKS_STALE = Rule(
    "links-stale",
    "the links of '{slug}' are not written down: {what}",
    "What is published without being written down breaks at the next edit, and nobody is told.",
    "a mark was added after links.yaml was written",
    "run 'allegedly links update', and commit links.yaml with the article",
)
LINKS_UNWRITTEN = Rule(
    "links-unwritten",
    "cannot write {path}: {problem}",
    "The ledger is as it was before.",
    "a folder that is read-only",
    "free the path or change its permissions, then try again",
)
