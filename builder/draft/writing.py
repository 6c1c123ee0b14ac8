"""Writing drafts: an article, its claims, its sources, its original; nothing that exists is changed or overwritten."""

from __future__ import annotations

import json
import os
import re
import shlex
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from slugify import slugify

from builder.diagnostics import Finding, has_errors
from builder.draft.additions import of_site
from builder.draft.analysis import analyse
from builder.draft.cast import Cast, Member
from builder.draft.claims import claims_yaml
from builder.draft.composing import Composer
from builder.draft.drafted import Draft
from builder.draft.knowledge import Knowledge
from builder.draft.marking import Bracket, markdown
from builder.draft.pruning import with_answers
from builder.pipeline.gathering import gather
from builder.pipeline.single import read_one
from builder.read import Root, check_slugs, decode, without_controls
from builder.rules import draft_rules, scaffold_rules
from builder.source import Place
from builder.write.fresh import failed, for_git, write_new

LONGEST = 900_000
"""The most bytes that a text may have: its marks need room, too."""
SLUG = 60
SITE_FILE = "content/site.yaml"
SOURCES = "content/sources.yaml"
FRONT = "---\noriginal:\n  text: {seed}\n  publisher: unknown\nlanguage: {language}\n---\n"
SITE = 'title: "Our site"\nlanguage: {language}\n'
FRESH = "# Every source once, shared by all articles.\nsources:\n"
COPY = "tr -d '\\000-\\010\\013-\\014\\016-\\037\\177' < {name} > copy.txt"
Say = Callable[[str], None]
Outcome = tuple[Sequence[str], list[Finding]]


def draft_article(path: Path, root: Path, known: Knowledge, explain: Say | None) -> Outcome:
    """Draft an article from a text into the site at `root`, which is begun where there is none."""
    data, text, findings = _original(path)
    if has_errors(findings) or not text.strip():
        return (), findings or [scaffold_rules.NEW_EMPTY.at(Place(path.as_posix()), path=path)]
    slug = _slug(text, path)
    folder = f"content/articles/{slug}"
    if (root / folder).exists():
        return (), [scaffold_rules.NEW_EXISTS.at(Place(folder), path=folder)]
    known = of_site(known, root)
    draft = analyse(text, known)
    seed, files = _seed(root, path, data, slug)
    if not (root / SITE_FILE).exists():
        files = {SITE_FILE: SITE.format(language=known.tongue.language), **for_git(root), **files}
    complaints: list[Finding] = []
    for drafted in (draft, Draft(draft.attributions, (), (), ()), Draft((), (), (), ())):
        made, more, reasons = _files(text, drafted, root, known, f"{folder}/", seed)
        complaints = _complaints(root, {**files, **made}, more, slug)
        unfit = [one for one in complaints if one.code == draft_rules.DRAFT_SOURCES.code]
        if unfit:
            return (), unfit
        if not complaints:
            break
    else:
        return (), [one for one in complaints if one.place.path in (SITE_FILE, SOURCES)] or [
            draft_rules.DRAFT_FAILED.at(Place(path.as_posix()), path=path, problem="its words cannot be marked")
        ]
    if explain:
        for line in reasons:
            explain(line)
    return _commit(root, {**files, **made}, more)


def _original(path: Path) -> tuple[bytes, str, list[Finding]]:
    """The bytes and the text of an original, wherever it lies."""
    real = Path(os.path.realpath(path))  # which a link in circles does not trouble
    data, findings = Root(real.parent).data(real.name, LONGEST, Place(path.as_posix()))
    if data is None:
        return b"", "", findings
    file, findings = decode(path.as_posix(), data)
    controls = without_controls(file)[1] if file else []
    findings += controls
    if controls:
        hint = f"draft from a copy without them, which becomes the original: {COPY.format(name=shlex.quote(real.name))}"
        problem = "it holds characters that no page can show"
        findings.append(draft_rules.DRAFT_FAILED.at(Place(path.as_posix()), hint, path=path, problem=problem))
    return data, "" if file is None or has_errors(findings) else file.text, findings


def _slug(text: str, path: Path) -> str:
    """A name for the article: out of its headline, else out of its file's name."""
    headline = text.strip().split("\n")[0]
    for words in (headline, path.stem):
        slug = str(slugify(words, max_length=SLUG, word_boundary=True))
        if slug and not check_slugs([(slug, Place(""))]):
            return slug
    return "article"


def _seed(root: Path, path: Path, data: bytes, slug: str) -> tuple[str, dict[str, str | bytes]]:
    """Where the original lies below seeds/; it is copied there, unaltered, where it lies elsewhere."""
    real, seeds, copy = path.resolve(), (root / "seeds").resolve(), f"seeds/{slug}.txt"
    if real.is_relative_to(seeds):
        return f"seeds/{real.relative_to(seeds).as_posix()}", {}
    there, _ = Root(root).data(copy, LONGEST, Place(copy)) if (root / copy).is_file() else (None, [])
    return copy, {} if there == data else {copy: data}


def _files(
    text: str, draft: Draft, root: Path, known: Knowledge, folder: str, seed: str
) -> tuple[dict[str, str | bytes], tuple[Member, ...], list[str]]:
    """The files of the article, the sources that are new to the site, and the reasons."""
    inputs, _ = gather(Root(root)) if (root / "content").is_dir() else (None, [])
    cast = Cast(inputs.setting.sources if inputs else {}, known.tongue, text)
    made = Composer(text, draft, cast, known.tongue).compose()
    comments = {number: _comment(reasons) for number, reasons in made.reasons.items()}
    front = FRONT.format(seed=json.dumps(seed, ensure_ascii=False), language=known.tongue.language)
    brackets, marked = list(made.brackets), set(made.claims)
    while (now := _marked(brackets)) != marked:
        marked = now
        for claim in made.claims.values():
            claim.answers = tuple(id_ for id_ in claim.answers if id_ in marked)
        brackets = list(with_answers(brackets, {claim.id for claim in made.claims.values() if claim.answers}))
    body = markdown(text, brackets, comments)
    used = _used(brackets)
    claims = {id_: claim for id_, claim in made.claims.items() if id_ in marked}
    new = tuple(member for member in cast.new if member.id in used)
    files: dict[str, str | bytes] = {f"{folder}article.md": front + body, f"{folder}claims.yaml": claims_yaml(claims)}
    return files, new, [line for number in sorted(made.reasons) for line in made.reasons[number]]


def _marked(brackets: Sequence[Bracket]) -> set[str]:
    """The ids of the claims that marks name."""
    return {
        id_ for one in brackets for found in re.findall(r"ref=\"?([a-z0-9 -]+)", one.braces) for id_ in found.split()
    }


def _used(brackets: Sequence[Bracket]) -> set[str]:
    """The ids in the chains of marks."""
    chains = [found for one in brackets for found in re.findall(r"source=(?:\"([^\"]*)\"|([a-z0-9-]+))", one.braces)]
    return {id_ for pair in chains for id_ in re.split(r"[ <+]+", pair[0] or pair[1])}


def _comment(reasons: Sequence[str]) -> str:
    """Reasons as a comment: no part of the text, to be deleted by the author."""
    lines = [re.sub(r"-(?=-)|-$", "- ", reason).replace(">", "›") for reason in reasons]
    return "<!-- why:\n" + "\n".join(f"     {line}" for line in lines) + "\n-->"


def _complaints(root: Path, files: Mapping[str, str | bytes], new: Sequence[Member], slug: str) -> list[Finding]:
    """What a check would find wrong with the article, tried in a folder aside."""
    with tempfile.TemporaryDirectory() as aside:
        there = Path(aside)
        for name in (SITE_FILE, SOURCES):
            if (root / name).is_file():
                (there / name).parent.mkdir(parents=True, exist_ok=True)
                (there / name).write_bytes((root / name).read_bytes())
        seeds = [name for name in files if name.startswith("seeds/")]
        _, found = write_new(there, {name: data for name, data in files.items() if name != SOURCES})
        text = str(files.get(f"content/articles/{slug}/article.md", ""))
        seed = re.search(r"^  text: (\".*\")$", text, re.MULTILINE)
        if not seeds and seed:
            target = there / json.loads(seed[1])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / json.loads(seed[1])).read_bytes())
        found = [*found, *_extend(there, new)]
        return [one for one in (*found, *read_one(there, slug).findings) if one.is_error]


def _extend(root: Path, new: Sequence[Member]) -> list[Finding]:
    """Append sources to the list of the site; what is there stays as it is, byte for byte."""
    path = root / SOURCES
    try:
        old = path.read_bytes() if path.exists() else FRESH.encode()
        text = old.decode("utf-8")
        if not new:
            return []
        bare = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
        last = [line for line in bare if re.match(r"[^\s#]", line)][-1:]
        if last and not re.fullmatch(r"sources:\s*(#.*)?\r?", last[0]):
            return [draft_rules.DRAFT_SOURCES.at(Place(SOURCES), path=SOURCES)]
        indent = next((re.match(r" *", line)[0] for line in bare if line.startswith(" ")), "  ")  # type: ignore[index]
        lead = "" if last else "sources:\n"
        gap = "" if not old or old.endswith(b"\n") else "\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        more = (gap + lead + "".join(_entry(member, indent) for member in new)).encode()
        with path.open("ab") as stream:
            stream.write(more if stream.tell() else old + more)
    except (OSError, UnicodeDecodeError) as error:
        problem = error if isinstance(error, OSError) else OSError("it is no text in UTF-8")
        return [failed(path, problem)]
    return []


def _entry(member: Member, indent: str) -> str:
    lines = [
        f"{indent}{member.id}:",
        f"{indent * 2}name: {json.dumps(member.name, ensure_ascii=False)}",
        f"{indent * 2}kind: {member.kind}",
    ]
    if member.also:
        lines.append(f"{indent * 2}also:")
        lines += [f"{indent * 3}- {json.dumps(one, ensure_ascii=False)}" for one in member.also]
    return "\n".join(lines) + "\n"


def _commit(root: Path, files: Mapping[str, str | bytes], new: Sequence[Member]) -> Outcome:
    """Write everything: the new files first, the longer list of sources last."""
    written, findings = write_new(root, files)
    found = list(findings)
    if has_errors(found):
        return written, found
    found += _extend(root, new)
    return [*written, *([SOURCES] if new and not has_errors(found) else [])], found
