"""Rules of files and folders: what is read below the root, and what is written into the output folder."""

from builder.diagnostics import Rule, Severity

FILE_MISSING = Rule(
    "file-missing",
    "there is no file '{path}'",
    "What the file should say would be missing from the page.",
    "original: {text: seeds/no-such-file.txt}",
    "correct the path (a link's begins at its own file, every other at the site's root), or add the file",
)
FILE_OUTSIDE_ROOT = Rule(
    "file-outside-root",
    "'{path}' leads out of the site's folder",
    "A site is built from its own folder alone: a path out of it could publish any file of this computer.",
    "original: {text: ../../etc/passwd}",
    "put the file below the site's folder and write its path from there, without '..', drive or leading slash",
)
FILE_NOT_REGULAR = Rule(
    "file-not-regular",
    "'{path}' is {what}, not a file",
    "Only a plain file has a content that stays the same from build to build.",
    "original: {text: seeds}",
    "name a plain file",
)
FILE_TOO_LARGE = Rule(
    "file-too-large",
    "'{path}' has {size} bytes; at most {limit} are read",
    "A page this long cannot be read by people, and a file this large is most likely not what was meant.",
    "an article.md of 20 MB",
    "split or shrink it; 'limits: {article_bytes: …}' in content/site.yaml raises the limit for articles",
)
FILE_UNREADABLE = Rule(
    "file-unreadable",
    "'{path}' cannot be read: {reason}",
    "What it says would be missing from the site.",
    "an article.md without permission to read it",
    "see to its permissions, or to the disk it lies on",
)
FILE_NOT_UTF8 = Rule(
    "file-not-utf8",
    "this file is not UTF-8: byte {byte} stands here",
    "In another encoding quotes, dashes and letters turn into other characters, and the article is no longer faithful.",
    "an article saved as Windows-1252, with byte 0x93 for “",
    "save the file as UTF-8",
)
CONTROL_CHARACTER = Rule(
    "control-character",
    "{character} has no place in a text",
    "Such characters are invisible, no page may hold them, and some of them steer a terminal.",
    "a NUL, an ESC, or a quotation mark that a wrong conversion made U+0093",
    "delete the character, or type the one that was meant",
)
CONTENT_MISSING = Rule(
    "content-missing",
    "there is no folder 'content' here",
    "A site is built from the files in content/; without it there is nothing to build.",
    "allegedly build --root an-empty-folder",
    "'allegedly new site DIR' makes a new site; '--root DIR' names the folder of another",
)
ARTICLE_MISSING = Rule(
    "article-missing",
    "the article '{slug}' has no article.md",
    "A folder in content/articles/ promises an article; without article.md there is none.",
    "content/articles/budget/ with claims.yaml alone",
    "write article.md ('allegedly new article SLUG' makes one), or remove the folder",
)
FILE_UNEXPECTED = Rule(
    "file-unexpected",
    "nothing reads '{name}' here",
    "What it says would be missing from the site without a word.",
    "content/articles/budget/claim.yaml",
    "correct its name, move it where it is read, or remove it",
)
FILE_NAME_UNREADABLE = Rule(
    "file-name-unreadable",
    "the name '{name}' is not UTF-8",
    "Such a name reads differently on every computer and cannot be part of an address.",
    "a file name from an old Windows computer: caf\\xe9.png",
    "rename the file",
)
SLUG_BAD = Rule(
    "slug-bad",
    "'{slug}' cannot be part of an address: {problem}",
    "The name becomes part of an address that must work everywhere, read aloud, printed and copied.",
    "content/articles/Budget 2026/",
    "use a to z, 0 to 9 and hyphens, such as budget-2026",
)
SLUG_TWICE = Rule(
    "slug-twice",
    "'{slug}' and '{other}' would have one address",
    "On many computers and servers the two names are the same, and one page would overwrite the other.",
    "content/articles/budget/ and content/articles/Budget/",
    "rename one of them",
)
OUTPUT_INSIDE_CONTENT = Rule(
    "output-inside-content",
    "the output folder and '{folder}' are the same, or one contains the other",
    "Building there would mix pages with what you wrote, and could overwrite it.",
    "allegedly build --out content",
    "choose a folder of its own, such as site",
)
OUTPUT_NOT_FOLDER = Rule(
    "output-not-folder",
    "the output folder '{path}' is {what}",
    "A site is many files; it needs a folder.",
    "allegedly build --out notes.txt",
    "choose another folder, or remove what stands there",
)
OUTPUT_THROUGH_LINK = Rule(
    "output-through-link",
    "'{name}' would be written through the symbolic link '{link}'",
    "A link inside the output folder can lead anywhere: other files would be overwritten.",
    "site/articles being a link to another folder",
    "remove the link",
)
OUTPUT_FOREIGN_FILE = Rule(
    "output-foreign-file",
    "'{name}' stands in the output folder and was not written by a build{more}",
    "A file that no build wrote may be your work; it is never overwritten.",
    "a site/index.html made by hand",
    "move it away, or choose another folder",
)
OUTPUT_NAME = Rule(
    "output-name",
    "no file of the site can be called '{name}': {problem}",
    "Such a name cannot be written, or not addressed, on some computers; the site must work from any disk.",
    "content/articles/budget/con.png",
    "rename the file",
)
OUTPUT_NAME_TWICE = Rule(
    "output-name-twice",
    "'{name}' and '{other}' cannot stand side by side in the site",
    "Names that differ in case alone, or a file and a folder of one name, overwrite each other on many computers.",
    "chart.png and Chart.png, both linked from one article",
    "rename one of them",
)
OUTPUT_LOCKED = Rule(
    "output-locked",
    "another build is writing to '{path}'",
    "Two builds at once would mix two states of the site.",
    "allegedly build, while allegedly build runs in another window",
    "wait until it has ended, then build again",
)
OUTPUT_FAILED = Rule(
    "output-failed",
    "'{name}' cannot be written: {reason}",
    "The site would be incomplete.",
    "a full disk, or a folder without permission to write",
    "make room, or see to the permissions, and build again",
)
OUTPUT_LIST_DAMAGED = Rule(
    "output-list-damaged",
    "the list of written files '{path}' cannot be read",
    "Without it nobody can tell which files a build wrote and which are yours, so none may be replaced.",
    "site/.allegedly/manifest.json edited by hand, or written by a later version",
    "empty the output folder, or choose another",
)
OUTPUT_KEPT_FILE = Rule(
    "output-kept-file",
    "'{name}' is no longer part of the site but was changed after it was built: it is left where it is",
    "What was changed by hand may be your work; but whoever knows its address still reads it.",
    "an article removed from content/ whose page in site/ was edited",
    "remove the file yourself if it should go",
    Severity.WARNING,
)
