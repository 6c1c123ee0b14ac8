"""Rules of beginning a site or an article."""

from builder.diagnostics import Rule

NEW_EXISTS = Rule(
    "new-exists",
    "{path} exists already",
    "What somebody wrote is never overwritten.",
    "allegedly new article budget, twice",
    "choose another name, or remove what is there",
)
NEW_SLUG = Rule(
    "new-slug",
    "'{slug}' cannot be the name of an article",
    "The name becomes part of the article's address.",
    "allegedly new article 'The Budget!'",
    "use a-z, 0-9 and single hyphens: the-budget",
)
NEW_NO_SITE = Rule(
    "new-no-site",
    "there is no site in {path}",
    "An article belongs to a site: a folder with content/ in it.",
    "allegedly new article budget, in an empty folder",
    "begin one with `allegedly new site DIR`, or name its folder with --root",
)
NEW_EMPTY = Rule(
    "new-empty",
    "there is no text in {path}",
    "There would be nothing to annotate.",
    "allegedly new article budget --from empty.txt",
    "choose the text file of the article",
)
NEW_FAILED = Rule(
    "new-failed",
    "{path} cannot be used: {problem}",
    "The files could not be read or written.",
    "allegedly new site /read-only/site",
    "choose another folder, or change its permissions",
)
