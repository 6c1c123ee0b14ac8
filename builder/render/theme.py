"""A theme: what a site is dressed in, the built-in templates and files, and those of its own in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from builder import shipped
from builder.slim import slim
from builder.text.messages import ENGLISH, Messages

TEMPLATE_KINDS = (".html", ".xml")
"""Endings of the names of templates."""
ASSET_FOLDERS = MappingProxyType({"assets": "assets", "vendor": "assets/vendor"})
"""Folders beside templates whose files are copied -> where they stand in the site."""
MESSAGES = "messages"
"""The folder beside templates that holds the catalogues of messages."""


@lru_cache(maxsize=1)
def built_in_templates() -> Mapping[str, str]:
    """The built-in templates by name."""
    return MappingProxyType(
        {
            path.name: path.read_text(encoding="utf-8")
            for path in _files(_templates(), ".")
            if path.suffix in TEMPLATE_KINDS
        }
    )


@lru_cache(maxsize=1)
def asset_sources() -> Mapping[str, bytes]:
    """The files that the built-in templates need, as they lie there, by their address in the site."""
    return MappingProxyType(
        {
            f"{there}/{path.relative_to(_templates() / name).as_posix()}": path.read_bytes()
            for name, there in ASSET_FOLDERS.items()
            for path in _files(_templates() / name, "**")
        }
    )


@lru_cache(maxsize=1)
def built_in_assets() -> Mapping[str, bytes]:
    """The files that the built-in templates need, by their address in the site; what is not ours stays whole."""
    vendor = f"{ASSET_FOLDERS['vendor']}/"
    return MappingProxyType(
        {name: data if name.startswith(vendor) else slim(name, data) for name, data in asset_sources().items()}
    )


@lru_cache(maxsize=1)
def built_in_catalogues() -> Mapping[str, str]:
    """The text of the built-in catalogues of messages, by language."""
    return MappingProxyType(
        {
            path.stem.lower(): path.read_text(encoding="utf-8")
            for path in _files(_templates() / MESSAGES, ".")
            if path.suffix == ".po"
        }
    )


def _templates() -> Path:
    return Path(shipped.templates())


def _files(folder: Path, below: str) -> Iterator[Path]:
    """The files in a folder, or also in those below it, sorted; hidden ones aside."""
    found = folder.rglob("*") if below == "**" else folder.glob("*")
    return (path for path in sorted(found) if path.is_file() and not path.name.startswith("."))


class Theme(Struct, frozen=True):
    """The site's own templates by name, its own files by their address in the site, and what the interface says."""

    templates: Mapping[str, str]
    assets: Mapping[str, bytes]
    messages: Messages = ENGLISH

    def all_templates(self) -> dict[str, str]:
        """Every template by name, the site's own in place of the built-in ones."""
        return dict(built_in_templates()) | dict(self.templates)

    def all_assets(self) -> dict[str, bytes]:
        """Every file by its address, the site's own in place of the built-in ones."""
        return dict(built_in_assets()) | dict(self.assets)
