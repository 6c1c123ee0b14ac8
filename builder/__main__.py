"""`python -m builder` and the command `allegedly`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a bare `--version` is answered without loading it."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from builder import __version__

        sys.stdout.write(f"allegedly {__version__}\n")
        return
    from builder.cli import main as command

    command()


if __name__ == "__main__":
    main()
