"""Rules of claims, sources and what marks refer to."""

from builder.diagnostics import Rule, Severity

CLAIM_UNKNOWN = Rule(
    "claim-unknown",
    "no claim is called '{claim}'",
    "Nobody could tell what is said, or what is answered.",
    "[…]{.c ref=budgt-gap}",
    "declare it under claims: in claims.yaml, or correct the name",
)
ARTICLE_UNKNOWN = Rule(
    "article-unknown",
    "no article is called '{article}'",
    "The link to its claim would lead nowhere.",
    "[…]{.c ref=budgt/gap}",
    "write the name of its folder below content/articles, then / and the claim",
)
SOURCE_UNKNOWN = Rule(
    "source-unknown",
    "no source is called '{source}'",
    "Nobody could tell who is speaking.",
    "[…]{.a source=tas}",
    "declare it in content/sources.yaml, or correct the name; built in: unstated, article",
)
JOIN_UNKNOWN = Rule(
    "join-unknown",
    "no earlier {kind} has the id '{id}'",
    "A joined piece has its source, claim and note from the mark it joins.",
    "[said]{.a join=a-mayor}",
    "give the earlier mark that id (#a-mayor); only marks of one kind can be joined, the first one first",
)
JOINED_KEY = Rule(
    "joined-key",
    "'{key}' has no meaning on a joined piece",
    "A joined piece is part of an earlier mark: that mark's own id, source, claim and type count, and this "
    "would be dropped.",
    "[added]{.a #a-added join=a-mayor}",
    "write it on the first piece; or remove join= and make it a mark of its own",
)
GROUP_IN_PLACE = Rule(
    "group-not-here",
    "'{group}' is a group of claims; one claim is needed here",
    "An assertion says one claim; a group can only be taken up, answered or weakened.",
    "[…]{.c ref=the-reports}",
    "name one claim (a mark that only takes claims up may name a group: as=mention)",
)
REF_MANY = Rule(
    "ref-many",
    "an assertion says one claim, this names {count}",
    "Who says what, and what answers it, is told claim by claim.",
    '[…]{.c ref="one two"}',
    "mark each claim where it is said, or write as=mention where several are taken up",
)
CLAIM_UNMARKED = Rule(
    "claim-unmarked",
    "nothing in the article marks the claim '{claim}'",
    "Readers could not find where it is said.",
    "claims: {gap: {says: There is a gap.}}",
    "mark its words in article.md with ref= and its id, or remove the claim",
)
COUNTER_ANSWERS_NOTHING = Rule(
    "counter-answers-nothing",
    "this is marked as an answer, but its claim '{claim}' answers nothing",
    "An answer without a question cannot be explained.",
    "[…]{.x ref=denial} and denial: {says: …} without answers",
    "ref= names the claim that answers: give that one answers: in claims.yaml; or mark the words as a claim (.c)",
)
CLAIM_ANSWERS_ITSELF = Rule(
    "claim-answers-itself",
    "'{claim}' answers itself",
    "A claim cannot be evidence for or against itself.",
    "gap: {says: …, answers: [{how: denies, claims: [gap]}]}",
    "name the other claim; what is said and what answers it are two claims",
)
SOURCE_TWICE = Rule(
    "source-twice",
    "'{source}' stands twice in one chain",
    "A chain tells through which hands a claim came; nobody hands it to himself.",
    '[…]{.a source="tass < police < tass"}',
    "write each source once, the nearest to the reader first",
)
CHAIN_BROKEN = Rule(
    "chain-broken",
    "a name is missing in the chain '{chain}'",
    "Every hop of a chain is a source.",
    '[…]{.a source="tass < "}',
    "write source ids with < between hops and + between joint speakers",
)
HEDGE_TYPE_UNKNOWN = Rule(
    "hedge-type-unknown",
    "no type is known for “{words}” in the language '{language}'",
    "The type decides what readers are told and whose doubt it is.",
    "[purple]{.h}",
    "add type=…: evidential, modal, plausibility, doxastic, investigation, conditional, approximator, "
    "distancing, disclaimer, vague or booster",
)
SCOPE_NOT_FOUND = Rule(
    "scope-not-found",
    "the words “{words}” do not stand in the same block as this hedge",
    "The scope lights up the words that the careful word weakens.",
    '[may]{.h scope="words of another paragraph"} rain',
    "copy the words from the same paragraph",
)
NOTE_WITHOUT_MARK = Rule(
    "note-without-mark",
    "no mark has the id '{id}'",
    "The note would be shown nowhere.",
    "notes: {h-alegedly: …}",
    "correct the id; `allegedly marks ARTICLE` lists them all",
)
NOTE_TWICE = Rule(
    "note-twice",
    "the mark '{id}' has a note of its own and one under notes:",
    "Only one of the two could be shown.",
    "[…]{.h #h-one note=…} and notes: {h-one: …}",
    "keep one of them",
)
NAME_TWICE = Rule(
    "name-twice",
    "'{name}' is both a claim and a group",
    "Nobody could tell which of the two is meant.",
    "claims: {gap: …} and groups: {gap: […]}",
    "rename one of them",
)
NOTE_ACCUSES = Rule(
    "note-accuses",
    "this note accuses: “{word}”",
    "Marks label language, never honesty: nobody here can look into a speaker's head.",
    'note="he hides the truth"',
    "say what the words do: “the sentence does not say who”",
    Severity.WARNING,
)
NOTE_LONG = Rule(
    "note-long",
    "this note has {count} words, more than {most}",
    "A note is read beside the sentence, on a phone, where a long one is skipped: we warn from 41 words on.",
    "a note of forty-one words",
    "say one thing; aim at twenty words",
    Severity.WARNING,
)
HEDGE_WHOLE_SENTENCE = Rule(
    "hedge-whole-sentence",
    "this hedge is a whole sentence",
    "A careful word is a word or two; a sentence without it should still say something.",
    "[It may rain.]{.h type=modal}",
    "mark only the words that hold back",
    Severity.WARNING,
)
SOURCE_UNUSED = Rule(
    "source-unused",
    "no article names the source '{source}'",
    "It has no page; perhaps a chain is misspelt, or the source is left over.",
    "sources: {tass: …} and no chain with tass",
    "remove it, or use it in a chain",
    Severity.WARNING,
)
SOURCE_NOT_IN_WORDS = Rule(
    "source-not-in-words",
    "no name of {sources} stands in “{words}”",
    "Perhaps the wrong speaker is named; forgetting who speaks is the commonest mistake.",
    "[Police said]{.a source=tass}",
    "correct source=, or add the wording under also: in sources.yaml",
    Severity.WARNING,
)
GROUP_UNUSED = Rule(
    "group-unused",
    "nothing names the group '{group}'",
    "It does nothing; perhaps its name is misspelt where it was meant.",
    "groups: {the-reports: [gap]} and nothing that refers to the-reports",
    "use it in a ref or in answers, or remove it",
    Severity.WARNING,
)
ANSWER_TWICE = Rule(
    "answer-twice",
    "'{claim}' is answered twice in the same way, {how}",
    "Readers would see one answer as two.",
    "answers: [{how: denies, claims: [gap]}, {how: denies, claims: [gap]}]",
    "remove one of them, or correct its how: or its claims:",
)
CHAIN_UNUSED = Rule(
    "chain-unused",
    "this chain of '{claim}' decides nothing: the article’s marks say each time who says it",
    "A chain in claims.yaml counts only where no attribution introduces the claim.",
    "[Police said]{.a source=police} that [it burned]{.c ref=fire}, and fire: {says: …, chain: tass}",
    "remove it; or write source= on the mark that it was meant for",
    Severity.WARNING,
)
SETTLED_NOT_FOUND = Rule(
    "settled-not-found",
    "this settled sentence does not stand in the article: “{quote}”",
    "It would settle nothing.",
    'settled: ["A sentence that was changed."]',
    "copy the sentence from the article, or remove the line",
    Severity.WARNING,
)
SUPPORT_OF_ITSELF = Rule(
    "claim-supports-itself",
    "'{claim}' is offered in support of itself",
    "A claim is no ground for itself.",
    "gap: {says: …, supported_by: [gap]}",
    "name the claims that the article offers for it",
)
