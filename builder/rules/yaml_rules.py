"""Rules of YAML: how data is written, and what may stand in it."""

from builder.diagnostics import Rule

YAML_LARGE = Rule(
    "yaml-large",
    "{size} bytes of YAML, more than the limit of {limit}",
    "Reading it would take more time and memory than any file of claims or sources is worth.",
    "a claims.yaml of 20 MB",
    "split the file, or remove what does not belong into it",
)
YAML_DEEP = Rule(
    "yaml-deep",
    "lists and mappings stand more than {limit} deep",
    "No format of ours nests so deep: most likely a bracket was never closed.",
    "a line of 40,000 signs [",
    "close the brackets, or flatten the data",
)
YAML_MANY = Rule(
    "yaml-many",
    "{count} more mistakes follow in this file",
    "A longer list would hide the first mistakes, which often cause the others.",
    "a claims.yaml with 200 unknown keys",
    "mend the mistakes above first",
)
YAML_SYNTAX = Rule(
    "yaml-syntax",
    "this cannot be read as YAML: {problem}",
    "What follows could be understood in several ways, so nothing of the file is used.",
    "says: @tass reports it",
    "put the text in quotation marks, and check the indentation",
)
YAML_TAB = Rule(
    "yaml-tab",
    "a tab stands where YAML wants spaces",
    "A tab is of no fixed width, so nobody could tell what belongs to what.",
    "claims:\n\tbudget-gap: {says: The gap is closed.}",
    "indent with spaces",
)
YAML_UNCLOSED = Rule(
    "yaml-unclosed",
    "this {sign} is never closed",
    "Everything after it would be taken for a part of it.",
    "claims: {budget-gap: {says: The gap is closed.}",
    "close it where the text or list ends",
)
YAML_COLON = Rule(
    "yaml-colon",
    "a colon starts a second key here",
    "A colon with a space after it parts a key from its value; in a text without quotation marks it cannot stand.",
    "says: The mayor said: no.",
    "a colon followed by a space starts a new key: quote the text",
)
YAML_COMMA = Rule(
    "yaml-comma",
    "'{key}' is read as a key without a value",
    "Between braces a comma starts a new key; the words after it would be lost.",
    "budget-gap: {says: Yes, the gap is closed.}",
    "a comma inside {…} starts a new key: quote the text; and put a space after each colon",
)
YAML_ALIAS = Rule(
    "yaml-alias",
    "'{name}' is a YAML {what}, and these are not read",
    "A value that stands elsewhere cannot be checked where it is read, and a few lines can unfold to millions.",
    "says: *gap",
    "write the value out; to begin a text with * or &, quote it",
)
YAML_TAG = Rule(
    "yaml-tag",
    "'{tag}' is a YAML tag, and these are not read",
    "Tags ask a program to make something else of a value; here every value is what it says.",
    "says: !!python/name:os.system",
    "remove it; to begin a text with !, quote it",
)
YAML_DIRECTIVE = Rule(
    "yaml-directive",
    "a line that begins with % is a YAML directive, and these are not read",
    "A directive changes how the rest is read.",
    "%YAML 1.1\n---\nclaims: {}",
    "remove the line; to begin a text with %, quote it",
)
YAML_DOCUMENTS = Rule(
    "yaml-documents",
    "a second document begins here",
    "Only the first would be read.",
    "claims: {}\n---\nnotes: {}",
    "remove the line --- or ... between them",
)
YAML_KEY = Rule(
    "yaml-key",
    "a key must be text, and this is {found}",
    "A value is found by the words before its colon.",
    "[tass, interfax]: {kind: outlet}",
    "write a word or two before the colon",
)
YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    "the key '{key}' stands twice in one mapping",
    "Only one of the two could count, and nobody could tell which.",
    "claims:\n  gap: {says: The gap is closed.}\n  gap: {says: The gap is wide.}",
    "rename one, or join the two",
)
KEY_UNKNOWN = Rule(
    "key-unknown",
    "no key is called '{key}' here",
    "An unknown key would be dropped, and with it what its author wanted to say.",
    "claims: {gap: {say: The gap is closed.}}",
    "correct its name, or remove it",
)
KEY_MISSING = Rule(
    "key-missing",
    "the key '{key}' is missing here",
    "The page could not say what it has to say.",
    "claims: {gap: {evidence: none}}",
    "add it",
)
VALUE_SHAPE = Rule(
    "value-shape",
    "expected {expected}, found {found}",
    "A value of another shape cannot be read, and would be dropped.",
    "questions: {first: Who says so?}",
    "write the value in the shape that is expected",
)
VALUE_EMPTY = Rule(
    "value-empty",
    "{what} has no value",
    "An empty value says nothing; perhaps something was forgotten.",
    "claims: {gap: {says: }}",
    "write a value, or remove the line",
)
VALUE_UNKNOWN = Rule(
    "value-unknown",
    "'{value}' is none of the values that are known here",
    "A word that is not in the vocabulary could not be shown or explained.",
    "evidence: rumour",
    "use one of the known values",
)
VALUE_LINES = Rule(
    "value-lines",
    "a text of several lines stands where one line is expected",
    "It is shown in a line of its own: a name, a title, an address.",
    "title: |\n  Allegedly\n  the site",
    "write it in one line",
)
VALUE_LONG = Rule(
    "value-long",
    "this text has {length} characters, more than the {most} it may have",
    "There is no room for it where it is shown.",
    "an id of 200 letters",
    "shorten it",
)
VALUE_MANY = Rule(
    "value-many",
    "{count} entries, more than the {most} there may be",
    "There is no room for more where they are shown.",
    "kinds: four kinds of a site's own",
    "keep the most useful ones",
)
VALUE_TWICE = Rule(
    "value-twice",
    "'{value}' stands twice in this list",
    "The second can say nothing new, or contradicts the first.",
    "pages: [articles, articles]",
    "remove one of them",
)
NUMBER_BAD = Rule(
    "number-bad",
    "'{value}' is no whole number from {least} to {most}",
    "It counts or orders something.",
    "minutes: a few",
    "write a number of that range, in digits alone",
)
DATE_BAD = Rule(
    "date-bad",
    "'{value}' is no day of the calendar",
    "Days are shown, sorted and handed to other programs; each must be one day everywhere in the world.",
    "annotated: {date: 22.11.2026}",
    "write year-month-day, such as 2026-11-22",
)
ID_BAD = Rule(
    "id-bad",
    "'{id}' cannot be an id",
    "Ids become part of addresses, which must work everywhere, read aloud, printed and copied.",
    "claims: {Budget gap: {says: The gap is closed.}}",
    "use a to z, 0 to 9 and hyphens, such as budget-gap",
)
LETTER_BAD = Rule(
    "letter-bad",
    "'{letter}' cannot stand for a kind of mark",
    "Readers tell kinds apart by their letter; A, H, C, X and V are taken.",
    "kinds: [{id: irony, letter: A, name: Irony, about: Not meant as said.}]",
    "use one capital letter from B to Z, but not A, C, H, V or X",
)
URL_FORBIDDEN = Rule(
    "url-forbidden",
    "'{url}' is no address that may be linked to here",
    "Addresses of other forms lead nowhere outside this computer, or run code in the reader's browser.",
    "url: javascript:alert(1)",
    "write a full web address, beginning with https:// or http://",
)
