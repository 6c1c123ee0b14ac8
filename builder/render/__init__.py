"""From views to pages: Jinja templates, strict about names, escaping by default."""

from builder.render.pages import Renderer, environment, load, messages_in
from builder.render.shelf import compiled_folder
from builder.render.theme import (
    ASSET_FOLDERS,
    MESSAGES,
    TEMPLATE_KINDS,
    Theme,
    asset_sources,
    built_in_assets,
    built_in_catalogues,
    built_in_templates,
)

__all__ = [
    "ASSET_FOLDERS",
    "MESSAGES",
    "TEMPLATE_KINDS",
    "Renderer",
    "Theme",
    "asset_sources",
    "built_in_assets",
    "built_in_catalogues",
    "built_in_templates",
    "compiled_folder",
    "environment",
    "load",
    "messages_in",
]
