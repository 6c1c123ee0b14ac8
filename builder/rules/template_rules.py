"""Rules of templates and of catalogues of messages: they are code, but whoever writes them is an author too."""

from builder.diagnostics import Rule, Severity

TEMPLATE_BROKEN = Rule(
    "template-broken",
    "this template does not work: {problem}",
    "A page whose template fails would be missing or half empty.",
    "{{ artcle.title }}",
    "correct the template; the names a template may use are the fields of its page's view",
)

MESSAGES_BROKEN = Rule(
    "messages-broken",
    "this catalogue of messages cannot be read: {problem}",
    "Pages would be half in one language and half in another.",
    'msgid "Search"\nmsgstr "Suche',
    "write it as gettext's .po files are written; editors for translators, such as Poedit, do so by themselves",
)
MESSAGE_DIFFERS = Rule(
    "message-differs",
    "the translation does not hold what the text holds: {difference}",
    "What stands in the place of a name such as %(count)s, and tags such as <b>, are part of the page: without them it "
    "says something else, or nothing.",
    'msgid "Page %(number)s of %(count)s"\nmsgstr "Seite %(nummer)s von %(count)s"',
    "keep every name after % and every tag as it stands in the text; only their order is free",
)
MESSAGE_UNKNOWN = Rule(
    "message-unknown",
    "nothing on the pages says '{message}'",
    "Its translation is shown nowhere, while the text that was meant stays as it was.",
    'msgid "Serach"\nmsgstr "Suche"',
    "write the text exactly as the templates have it, or take it out",
    Severity.WARNING,
)
MESSAGES_UNUSED = Rule(
    "messages-unused",
    "nothing is said in the language of this catalogue: the site's is '{language}'",
    "A catalogue is used where its name is the site's language, or that language without its region.",
    "language: de              # site.yaml\ntemplates/messages/ger.po",
    "call it after the `language` of site.yaml, as in de.po, or take it away",
    Severity.WARNING,
)
MESSAGES_INCOMPLETE = Rule(
    "messages-incomplete",
    "not every text has a translation, '{first}' is the first without: such texts stand in English",
    "Readers meet two languages on one page, and screen readers read one of them as if it were the other.",
    'msgid "Search"\nmsgstr ""',
    "translate what is missing; the built-in catalogue de.po holds every text there is",
    Severity.WARNING,
)
