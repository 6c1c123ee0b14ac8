"""Allegedly: annotated news articles in, a website out that shows who says what, how sure they sound, who answers."""

__version__ = "0.1.0"

INTERRUPTED = 130
"""Exit code of a program that Ctrl-C ended."""
