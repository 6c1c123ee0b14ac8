"""Every text of the interface, and the catalogues that translate them.

`python -m tests.messages` (`make messages`) brings the catalogues in templates/messages up to date with what templates,
views and vocabulary say; `python -m tests.messages fr` (`make messages LANGUAGE=fr`) begins one. What is new stands
there with an empty translation, what nothing says any more is gone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from builder.taxonomy.texts import texts

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "templates" / "messages"
TEMPLATE_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
"""How the templates are read; as `builder.render` reads them."""

Found = tuple[str, str | tuple[str, ...], str]
"""Where a text is said, the text (or singular and plural), its context."""


def said() -> Iterator[Found]:
    """Every text of the interface, file by file."""
    for path in sorted((ROOT / "templates").glob("*.html")):
        yield from _extracted("jinja2.ext.babel_extract", path, TEMPLATE_OPTIONS)
    for path in sorted((ROOT / "builder" / "views").glob("*.py")):
        yield from _extracted("python", path, {})
    for context, words in texts():
        yield "builder/taxonomy", words, context


def _extracted(method: str, path: Path, options: dict[str, str]) -> Iterator[Found]:
    """The texts of one file."""
    for _, words, _, context in extract_from_file(method, path, DEFAULT_KEYWORDS, (), options):
        yield path.relative_to(ROOT).as_posix(), words, context or ""


def template() -> Catalog:
    """A catalogue without translations."""
    catalog = Catalog(charset="utf-8")
    for where, words, context in said():
        catalog.add(words, locations=[(where, 0)], context=context or None)
    return catalog


def read(path: Path) -> Catalog:
    """A catalogue from its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def updated(path: Path) -> bytes:
    """A catalogue with exactly the texts there are, in their order; a new one where there is no file.

    No date and no line number stands in it, so that it changes only where a text does.
    """
    kept = {(message.id, message.context): message for message in read(path)} if path.exists() else {}
    found = Catalog(locale=path.stem.replace("-", "_"), charset="utf-8", fuzzy=False)
    for message in template():
        if message.id:
            old = kept.get((message.id, message.context))
            string = old.string if old else ("",) * found.num_plurals if isinstance(message.id, tuple) else ""
            comments = old.user_comments if old else ()
            found.add(
                message.id, string, message.locations, (), (), comments, context=message.context
            )  # fmt: skip
    return _plain(found)


def _plain(catalog: Catalog) -> bytes:
    """A catalogue as a file, with a head of what gettext needs."""
    head = "\n".join(
        (
            'msgid ""',
            'msgstr ""',
            f'"Language: {str(catalog.locale).replace("_", "-")}\\n"',
            '"MIME-Version: 1.0\\n"',
            '"Content-Type: text/plain; charset=utf-8\\n"',
            '"Content-Transfer-Encoding: 8bit\\n"',
            f'"Plural-Forms: {catalog.plural_forms}\\n"',
        )
    )
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, omit_header=True, include_lineno=False)
    body = re.sub(r"^#, python-[a-z-]+\n", "", buffer.getvalue().decode("utf-8"), flags=re.MULTILINE)
    return f"{head}\n\n{body.strip()}\n".encode()


def main(languages: list[str]) -> None:
    """Update all catalogues, and begin those of some further languages."""
    paths = {*CATALOGUES.glob("*.po"), *(CATALOGUES / f"{language}.po" for language in languages)}
    for path in sorted(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(updated(path))


if __name__ == "__main__":
    main(sys.argv[1:])
