"""The build, from the root of a site to its files."""

from builder.pipeline.build import Build, Survey, build, survey

__all__ = ["Build", "Survey", "build", "survey"]
