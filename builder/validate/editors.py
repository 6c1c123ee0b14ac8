"""`editor:` in site.yaml: what a link that opens a file in the author's editor looks like. Pure.

Pages of the preview hold such links. Which programs a link may start is a list of ours: an address of any other kind
could do anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.diagnostics import Finding
from builder.model.placed import Placed
from builder.rules import site_rules
from builder.source import SourceFile
from builder.validate.hints import close

EDITORS = frozenset(
    """antigravity atom bbedit code-oss cursor emacs fleet goland idea jetbrains kate lapce macvim mvim nova
    nvim phpstorm positron pycharm rubymine subl textmate trae txmt vim vscode vscode-insiders vscodium
    webstorm windsurf zed""".split()
)
"""The schemes that editors and their helpers listen to."""
_LINK = re.compile(r"([a-z][a-z0-9+.-]*):([A-Za-z0-9/?&=:@._~%#+!,;-]|\{path\}|\{line\}|\{column\})*")
EXAMPLE = "vscode://file/{path}:{line}:{column}"


def check_editor(typed: Placed[str], file: SourceFile) -> Iterable[Finding]:
    """Whether a link made of what was typed opens a file, and nothing else."""
    place = file.place(typed.span)
    found = _LINK.fullmatch(typed.value)
    if found is None:
        hint = f"write a link with {{path}}, {{line}} and {{column}}, as in {EXAMPLE}"
        yield site_rules.EDITOR_LINK.at(place, hint, problem="it is none")
    elif found[1] not in EDITORS:
        hint = close(found[1], EDITORS) or f"write the link of your editor, as in {EXAMPLE}"
        yield site_rules.EDITOR_LINK.at(place, hint, problem=f"no editor we know listens to '{found[1]}:'")
    elif "{path}" not in typed.value:
        yield site_rules.EDITOR_LINK.at(place, "put {path} where the file's path belongs", problem="it names no file")
