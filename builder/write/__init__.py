"""The edge where files go out: a site is staged beside its place, then moved in file by file; see `output`."""

from builder.write.output import Output, Written

__all__ = ["Output", "Written"]
