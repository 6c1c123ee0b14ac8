"""What the defaults decide, case by case: who introduces what, chains, scopes and owners, own voice, answers."""

from __future__ import annotations

import pytest

from tests.golden import Golden
from tests.written_article import made, told


@pytest.mark.cases("defaults")
def test_defaults(golden: Golden) -> None:
    """Every sentence of the definitions decides what it says it decides."""
    inputs = golden.case.inputs
    assert set(inputs) <= {"article", "claims"}
    golden.check(told(made(inputs["article"], inputs.get("claims", ""))))
