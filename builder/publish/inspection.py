"""What is looked for before anything leaves: links that lead nowhere, files too large, paths of this computer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from builder.diagnostics import Finding
from builder.publish.cargo import Cargo
from builder.publish.dangling import Dangling, LinkCheck
from builder.rules import publish_rules as rules
from builder.source import Place

MOST = 50
"""How many links that lead nowhere are told."""


def inspect(cargo: Cargo, base_url: str, largest: int, own: Iterable[Path]) -> list[Finding]:
    """All that keeps a built site from leaving.

    largest  bytes that the largest file may have, 0 where any may
    own      folders of this computer that no file may name
    """
    check = LinkCheck(cargo.digests.keys(), base_url)
    paths = own_paths(own)
    findings: list[Finding] = []
    dangling: list[Dangling] = []
    for name in sorted(cargo.digests):
        data = cargo.data(name)
        if largest and len(data) > largest:
            sizes = {"size": f"{len(data):,}", "limit": f"{largest:,}"}
            findings.append(rules.PUBLISH_LARGE.at(Place(name), name=name, **sizes))
        if paths and (found := paths.search(data)):
            findings.append(rules.PUBLISH_OWN_PATH.at(Place(name), path=found[0].decode("utf-8", "replace")))
        dangling += check.follow(name, data)
    for name in check.pages_to_ask():
        dangling += check.answer(name, cargo.data(name))
    return [*findings, *_told(dangling)]


def _told(dangling: list[Dangling]) -> Iterator[Finding]:
    """Links that lead nowhere as findings, the last one told with the number of those that are not."""
    left = len(dangling) - MOST
    for number, link in enumerate(dangling[:MOST], 1):
        hint = f"{rules.PUBLISH_LINK.fix}; {left} more links lead nowhere" if number == MOST and left > 0 else ""
        yield rules.PUBLISH_LINK.at(Place(link.page), hint, address=link.address, problem=link.problem)


def own_paths(folders: Iterable[Path]) -> re.Pattern[bytes] | None:
    """A pattern that finds folders of this computer in a file, however they are written; None where there are none.

    A folder right below the root of the disk, such as /site, is looked for as file:///site only: it may as well be the
    path of a page. So is what follows the name of a host none of ours. The folder as typed and as links lead to it are
    both looked for.
    """
    forms: set[str] = set()
    for folder in folders:
        for path in {Path(os.path.abspath(folder)), Path(os.path.realpath(folder))}:
            deep = len(path.parts) > 2
            plain = {str(path), path.as_posix()} if deep else {f"file://{path.as_posix()}"} - {"file:///"}
            forms |= plain | {quote(form, safe="/:") for form in plain} | {form.replace("\\", "\\\\") for form in plain}
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(
        rb"(?<![\w.-])(?:%s)(?![\w-])" % b"|".join(re.escape(os.fsencode(form)) for form in longest_first)
    )
