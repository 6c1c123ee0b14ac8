"""Rules of publishing: targets in site.yaml, what must not leave this computer, and what the other side answers."""

from builder.diagnostics import Rule, Severity

PUBLISH_PLACE = Rule(
    "publish-place",
    "'{to}' is no place for a target of kind {kind}",
    "Nothing could be published there, or it would go where nobody meant it to.",
    "publish: {server: {kind: rsync, to: /var/www}}",
    "write a path for a folder, an address for git, user@host:/path for rsync, the name of a bucket for s3",
)
PUBLISH_KEY = Rule(
    "publish-key",
    "a target of kind {kind} has no '{key}'",
    "What it says would be ignored without a word.",
    "publish: {server: {kind: rsync, to: 'example.org:/srv/site', branch: gh-pages}}",
    "remove it, or choose another kind",
)
PUBLISH_VALUE = Rule(
    "publish-value",
    "'{value}' cannot be a {what}",
    "The program that publishes would refuse it, or take it for something else.",
    "publish: {pages: {kind: git, to: origin, branch: 'gh pages'}}",
    "use letters, digits, and - _ . / within it",
)
PUBLISH_SECRET = Rule(
    "publish-secret",
    "a password or key stands in this address",
    "Files of a site are shared, committed and read by others; whoever has the key can change the site.",
    "publish: {pages: {kind: git, to: 'https://key@github.com/us/site.git'}}",
    "take it out, and change it; let git's credential helper, ssh-agent or ~/.aws/credentials keep keys",
)
PUBLISH_BASE_URL = Rule(
    "publish-base-url",
    "site.yaml has no base_url: the page for lost readers, 404.html, works at the top of the site only",
    "Hosts show 404.html at whatever address was asked for: without the site's address its style and links lead "
    "nowhere from inside a folder. And there are no feed, no sitemap and no canonical links.",
    "publish: …, without base_url: https://example.org/project/",
    "add base_url: the address at which the site will stand",
    Severity.WARNING,
)
PUBLISH_LINK = Rule(
    "publish-link",
    "'{address}' on this page {problem}",
    "Readers who follow it would find nothing.",
    "a template of your own with <a href=no-such-page.html>",
    "correct the template or file that it stands in; for what else stands on the same host write the full address",
)
PUBLISH_LARGE = Rule(
    "publish-large",
    "'{name}' has {size} bytes; this target takes files of at most {limit}",
    "Hosts refuse larger files, often only after everything else was sent.",
    "a film of 200 MB in an article's folder",
    "shrink the file or put it elsewhere; 'file_bytes' of the target sets another limit",
)
PUBLISH_OWN_PATH = Rule(
    "publish-own-path",
    "this file names a folder of this computer: {path}",
    "It tells everybody how your computer is set up, and often your name.",
    "a PDF that holds the path of the document it was made from",
    "write the file again without it; pictures and PDFs keep such paths among their properties",
)
PUBLISH_PROGRAM = Rule(
    "publish-program",
    "{program} is needed for a target of kind {kind}, and is not installed",
    "Publishing uses the programs that people know and keep their keys for.",
    "publish: {pages: {kind: git, …}} on a computer without git",
    "install it: git and rsync come with your system; for s3: pip install 'allegedly[s3]'",
)
PUBLISH_ACCESS = Rule(
    "publish-access",
    "there is no way in: {problem}",
    "Keys are asked for where you keep them for other programs, and nowhere else.",
    "a remote that knows no key of this computer",
    "see that the program itself gets in: ssh-add and ~/.ssh/config, git's credential helper, AWS_PROFILE and "
    "~/.aws/credentials",
)
PUBLISH_FAILED = Rule(
    "publish-failed",
    "{program} failed: {problem}",
    "The site online may be half old, half new until it is published again.",
    "a server that cannot be reached",
    "see to what it says, then publish again: that finishes what was begun",
)
PUBLISH_FOREIGN = Rule(
    "publish-foreign",
    "'{name}' stands there already, and was not published by this program{more}",
    "A file that we did not publish may be somebody's work; it is never overwritten or removed.",
    "a bucket with an index.html made by hand",
    "remove it there, or publish to another place",
)
PUBLISH_LIST = Rule(
    "publish-list",
    "the list of published files at the target cannot be read",
    "Without it nobody can tell which files there are ours, so none may be replaced or removed.",
    ".allegedly/manifest.json edited by hand, or written by a later version",
    "remove all that was published there, with the folder .allegedly, and publish again",
)
PUBLISH_BEHIND = Rule(
    "publish-behind",
    "somebody else changed the branch '{branch}' while this was published",
    "Pushing over it would throw away what they published.",
    "two people who publish at the same moment",
    "nothing was pushed: publish again, on top of what is there now",
)
PUBLISH_GONE = Rule(
    "publish-gone",
    "'{name}' was published, and is no longer part of the site{more}",
    "Who has its address, on a worksheet or among bookmarks, finds the page for lost readers there.",
    "an article that was removed from content/, or a source with another id",
    "if it only has another name now, name the old one in the former: of the source, lesson or page; "
    "'allegedly links move OLD NEW' does so for an article",
    Severity.WARNING,
)
PUBLISH_SOURCES = Rule(
    "publish-sources",
    "the branch '{branch}' holds the sources of a site",
    "Pages and what they are made from would lie side by side, and hosts would publish both.",
    "publish: {pages: {kind: git, to: origin, branch: main}}",
    "name a branch that holds nothing but what is published, such as gh-pages",
)
PUBLISH_LINKED = Rule(
    "publish-linked",
    "'{name}' on the branch '{branch}' is {what}",
    "Hosts of pages refuse a branch with links in it, or publish what they lead to.",
    "a symbolic link that was pushed to gh-pages by hand",
    "remove it from the branch, or publish to another one",
)
