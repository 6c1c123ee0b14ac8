"""Where what is shipped with the program lies."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.abspath(__file__))


def templates() -> str:
    """The folder of the built-in templates: inside an installed package, else beside it in a checkout."""
    inside = os.path.join(PACKAGE, "templates")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), "templates")
