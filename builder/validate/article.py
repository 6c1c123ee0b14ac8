"""Everything that an article can answer alone."""

from __future__ import annotations

from builder.analyse.basis import Basis
from builder.diagnostics import Finding
from builder.model.bundle import WrittenArticle
from builder.model.site import Setting
from builder.validate import claims, hedges, ledger, marks, notes, text


def check(written: WrittenArticle, setting: Setting, basis: Basis | None = None) -> list[Finding]:
    """Everything wrong with one article, the rest of the site aside; `basis`: that of the article, where it is at hand.

    Where there are more marks than allowed that alone is told: a limit is there so that nobody has to look at them all.
    """
    if beyond := marks.check_count(written, setting):
        return beyond
    basis = basis or Basis(written, setting)
    return [
        *text.check(written, setting),
        *marks.check(written, setting),
        *hedges.check(written, setting, basis),
        *claims.check(written, setting),
        *notes.check(written, basis),
        *ledger.check(written, basis),
    ]
