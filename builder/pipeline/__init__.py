"""The build, from the root of a site to its files."""

from builder.pipeline.build import Build, build, survey

__all__ = ["Build", "build", "survey"]
