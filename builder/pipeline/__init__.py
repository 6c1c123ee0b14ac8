"""From the root of a site to its files: `build.build` is the build as one reads it aloud."""
