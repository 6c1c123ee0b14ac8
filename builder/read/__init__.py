"""The edge where files come in: below one root, of limited size, as clean text; every mishap is a finding."""

from builder.read.decode import decode, without_controls
from builder.read.listing import ArticleFiles, Listing, PageFile
from builder.read.root import Root
from builder.read.slugs import better_slug, check_slugs

__all__ = ["ArticleFiles", "Listing", "PageFile", "Root", "better_slug", "check_slugs", "decode", "without_controls"]
