"""The catalogue: every rule there is, by its code. No finding exists outside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from builder.diagnostics import Rule
from builder.rules import (
    claim_rules,
    draft_rules,
    file_rules,
    ledger_rules,
    mark_rules,
    publish_rules,
    scaffold_rules,
    site_rules,
    template_rules,
    text_rules,
    yaml_rules,
)

GROUPS: tuple[ModuleType, ...] = (
    file_rules,
    yaml_rules,
    mark_rules,
    claim_rules,
    text_rules,
    site_rules,
    template_rules,
    scaffold_rules,
    draft_rules,
    ledger_rules,
    publish_rules,
)


def rules_of(group: ModuleType) -> tuple[Rule, ...]:
    """The rules a group declares, in its order."""
    return tuple(value for value in vars(group).values() if isinstance(value, Rule))


CATALOGUE: Mapping[str, Rule] = MappingProxyType({rule.code: rule for group in GROUPS for rule in rules_of(group)})
"""Every rule by its code."""
