"""Rules of marks and Markdown: what stands between the author's keyboard and the plain text."""

from builder.diagnostics import Rule, Severity

MARK_BRACES = Rule(
    "mark-braces",
    "the braces after these words cannot be read: {problem}",
    "Braces that cannot be read would stand in the article as text, and the mark would be lost.",
    "[allegedly]{.h note=a b}",
    'write {.kind #id key=value key="two words"}; to print a brace, write \\{',
)
MARK_UNOPENED = Rule(
    "mark-unopened",
    "a mark ends here, but no [ opens it",
    "Without its opening bracket nobody can tell which words the mark is about.",
    "allegedly]{.h}",
    "put a [ before the first word of the mark, in the same paragraph; to print a bracket, write \\]",
)
BRACKET_ALONE = Rule(
    "bracket-alone",
    "this bracket has no partner",
    "It is most likely half of a mark; as it stands it would be printed, and the mark lost.",
    "[allegedly deserting",
    "close it in the same paragraph (a mark goes on in the next one with join=…), or write \\[ or \\] to print it",
)
MARK_STRAY = Rule(
    "mark-stray",
    "these braces do not stand right behind a ]",
    "Braces mark the words in the brackets right before them; here they would be printed.",
    "allegedly {.h}",
    "write [words]{.kind} without a space between ] and {; to print a brace, write \\{",
)
MARK_ROUND = Rule(
    "mark-round",
    "round brackets make a link; a mark takes braces",
    "The mark would be lost, and what was meant for its braces printed, or taken for an address.",
    "[allegedly](.h)",
    "write [words]{.kind …}; to print the brackets, write \\[ and \\]",
)
MARK_AFTER_ELEMENT = Rule(
    "mark-after-element",
    "a kind cannot follow {element}",
    "Programs disagree about what braces after a link, image, code or emphasis belong to.",
    "*allegedly*{.h}",
    "put brackets around it: [*words*]{.kind}, [[words](address)]{.kind}",
)
MARK_IN_CODE = Rule(
    "mark-in-code",
    "lines set in by four spaces or a tab are code, where marks are printed as they stand",
    "The mark would be lost, its brackets and braces printed.",
    "It rained.\n\n    The dam [may]{.h} leak.",
    "take away the space before the line; to print code with brackets, put it between two lines of ```",
    Severity.WARNING,
)
MARK_NO_KIND = Rule(
    "mark-no-kind",
    "these braces name no kind",
    "A mark without a kind cannot be shown or explained.",
    "[allegedly]{note=who}",
    "add .attribution, .hedge, .claim or .counter (or .a, .h, .c, .x), or lang=… for words in another language",
)
MARK_TWO_KINDS = Rule(
    "mark-two-kinds",
    "a mark has one kind, this has {count}: {kinds}",
    "Each kind has its own note and its own keys.",
    "[allegedly]{.h .c ref=x}",
    "nest two marks: [[words]{.h}]{.c ref=…}",
)
KIND_UNKNOWN = Rule(
    "kind-unknown",
    "no kind is called '{kind}'",
    "A mark of an unknown kind cannot be shown or explained.",
    "[allegedly]{.hegde}",
    "use .attribution .hedge .claim .counter (.a .h .c .x), or declare the kind under kinds: in site.yaml",
)
MARK_KEY_UNKNOWN = Rule(
    "mark-key-unknown",
    "no key is called '{key}' on {kind}",
    "An unknown key would be dropped, and with it what its author wanted to say.",
    "[allegedly]{.h sorce=tass}",
    "remove the key, or correct its name",
)
MARK_KEY_MISPLACED = Rule(
    "mark-key-misplaced",
    "'{key}' says nothing on {kind}",
    "The key belongs to other kinds of marks; here it would be dropped.",
    "[allegedly]{.h stance=neutral}",
    "remove it, or move it to the mark it belongs to",
)
MARK_KEY_TWICE = Rule(
    "mark-key-twice",
    "'{key}' stands twice in these braces",
    "Only one of the two could count, and nobody could tell which.",
    "[allegedly]{.h note=one note=two}",
    "keep one of them",
)
MARK_VALUE = Rule(
    "mark-value",
    "'{value}' is no value of {key}",
    "A value that is not in the vocabulary could not be shown or explained.",
    "[allegedly]{.h type=hearsay}",
    "use a value of the vocabulary: the glossary of a built site explains them all",
)
MARK_KEY_MISSING = Rule(
    "mark-key-missing",
    "{kind} needs {key}",
    "Without it nobody can tell which claim this is, or who is speaking.",
    "[the number has grown]{.c}",
    "add the key: ref=claim-id on claims and answers, source=source-id (or join=mark-id) on attributions",
)
MARK_EMPTY = Rule(
    "mark-empty",
    "this mark has no words",
    "A mark is about words of the article; without them nothing can be shown.",
    "[]{.h}",
    "put the words between the brackets, or remove the mark",
)
MARK_PART_ALONE = Rule(
    "mark-part-alone",
    "'.{part}' names a part of an attribution, but stands in none",
    "Source and cue are parts of the words that say who says it.",
    "[TASS]{.source} reports",
    "put it inside an attribution: [[TASS]{.source} [reports]{.cue}]{.a source=tass}",
)
MARK_IN_ALT = Rule(
    "mark-in-alt",
    "a mark stands in the alternative text of an image",
    "The alternative text is not part of the article's words, so the mark would be lost.",
    "![a [reported]{.h} fire](fire.jpg)",
    "move the mark into the text",
)
MARK_CROSSES = Rule(
    "mark-crosses",
    "two {kind} marks cross: “{first}” and “{second}”",
    "Where two marks of one kind cross, a reader cannot see where one ends and the other begins.",
    "marks: two hedges whose quotations overlap",
    "let one stand inside the other, or end one where the other begins",
)
MARK_EQUAL = Rule(
    "mark-equal",
    "two {kind} marks have the same words “{words}”",
    "Two marks of one kind over the same words cannot be told apart.",
    "[[allegedly]{.h}]{.h}",
    "keep one of them; a second reading goes into arguable=…",
)
MARK_ID_TWICE = Rule(
    "mark-id-twice",
    "the id '{id}' is used twice",
    "A link to it would lead to only one of the two.",
    "[one]{.h #h-one} [two]{.h #h-one}",
    "give each mark its own id",
)
MARK_ID_BAD = Rule(
    "mark-id-bad",
    "'{id}' cannot be an id here",
    "Ids become part of addresses, and p-, n-, claim- and page- belong to paragraphs, notes, claims and the page.",
    "[allegedly]{.h #p-one}",
    "start with a letter, then a-z, 0-9 and hyphens; not with p-, n-, claim- or page-",
)
LANGUAGE_BAD = Rule(
    "language-bad",
    "'{language}' is no language tag",
    "Screen readers and browsers choose pronunciation and hyphenation by it.",
    "[слово]{lang=ukrainian!}",
    "use a tag such as en, uk, de or zh-Hant",
)
RAW_HTML = Rule(
    "raw-html",
    "raw HTML is not allowed: {tag}",
    "It could change the article's words unseen, run foreign code or break the page.",
    "a <b>bold</b> word",
    "write Markdown instead (*emphasis*, **strong**); to print a <, write \\<",
)
COMMENT_UNCLOSED = Rule(
    "comment-unclosed",
    "this comment is never closed",
    "Either everything after it would be dropped, or the comment would be printed.",
    "<!-- to do",
    "close it with --> (among words: before the end of the paragraph)",
)
COMMENT_WITH_TEXT = Rule(
    "comment-with-text",
    "words stand on the line of a comment: “{words}”",
    "Markdown takes the whole line for part of the comment, so the words would be dropped.",
    "<!-- note --> The fire spread.",
    "put the comment on lines of its own",
)
NO_HEADLINE = Rule(
    "headline-missing",
    "the text has no headline",
    "The headline is the page's title and what readers see first.",
    "The fire spread.",
    "begin with a line '# Headline'",
)
HEADLINE_LATE = Rule(
    "headline-late",
    "something stands before the headline",
    "The first heading is the headline; what stands before it would be above the title.",
    "The fire spread.\n\n# Fire",
    "move the headline to the top",
)
ARTICLE_EMPTY = Rule(
    "article-empty",
    "there is no text here",
    "A page without text cannot be read or checked.",
    "---\ntopics: [war]\n---",
    "write the text, below the front matter if there is one",
)
FRONT_MATTER_UNCLOSED = Rule(
    "front-matter-unclosed",
    "the front matter begins here and never ends",
    "The whole article would be read as data.",
    "---\ntopics: [war]\n# Headline",
    "end it with a line that holds only ---",
)
FRONT_MATTER_UNOPENED = Rule(
    "front-matter-unopened",
    "this looks like front matter, but no line --- opens it",
    "It would be printed as part of the article, and nothing of it would count.",
    "topics: [war]\n---\n# Headline",
    "begin the file, in its first line, with a line that holds only ---",
)
TOO_MANY_MARKS = Rule(
    "marks-too-many",
    "{count} marks, more than the limit of {limit}",
    "A page of that size would be too heavy for a phone.",
    "an article with 20,001 marks",
    "split the article, or raise limits: {marks: …} in site.yaml",
)
TOO_DEEP = Rule(
    "nesting-too-deep",
    "quotations, lists or marks stand too deep inside one another",
    "No reader could follow, and no browser lay out, text nested so deep.",
    "a line that begins with 200 signs >",
    "flatten the text",
)
REFERENCE_UNUSED = Rule(
    "reference-unused",
    "nothing refers to the link definition [{label}]",
    "A line that looks like a link definition is not printed; perhaps it was meant as text.",
    "[note]: example",
    "remove it, or write \\[ to print it",
    Severity.WARNING,
)
LINK_EMPTY = Rule(
    "link-empty",
    "this link has no words",
    "Nobody could see or hear it.",
    "[](https://example.org)",
    "put words between the brackets",
)
LINK_UNREAD = Rule(
    "link-unread",
    "this looks like a link and is printed as it stands",
    "An address ends at the first space; readers would see brackets instead of a link.",
    "[the report](my report.pdf)",
    "write %20 for a space; to print the brackets, write \\[ and \\]",
    Severity.WARNING,
)
FOOTNOTE = Rule(
    "footnote",
    "there are no footnotes here: {words} is printed as it stands",
    "An article’s words are the original’s; what we add stands in notes beside marks.",
    "The gap is closed.[^1]",
    "put the note into note= of a mark, or write \\[ to print the bracket",
    Severity.WARNING,
)
CELL_EXTRA = Rule(
    "cell-extra",
    "this row has more cells than the table has columns",
    "Markdown drops what stands in them, and the page would lose words.",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    "give the table another column, or write \\| to print a bar",
)
IMAGE_NO_ALT = Rule(
    "image-no-alt",
    "this image has no alternative text",
    "Who cannot see the image learns nothing of it.",
    "![](fire.jpg)",
    "describe it between the brackets: ![what one sees](file.jpg)",
    Severity.WARNING,
)
QUOTE_NOT_FOUND = Rule(
    "quote-not-found",
    "no place in the article fits this quotation: “{quote}”",
    "A mark by quotation is found by its exact words.",
    "marks: [{kind: hedge, quote: alegedly}]",
    "copy the words from the article; white space does not matter, quotation marks do",
)
QUOTE_TWICE = Rule(
    "quote-twice",
    "{count} places in the article fit this quotation: “{quote}”",
    "A mark by quotation must name one place.",
    "marks: [{kind: hedge, quote: the}]",
    "add before: or after: with the words next to it",
)
