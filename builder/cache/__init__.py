"""What builds keep: articles between two steps of one build, results from one build to the next.

Plain data (MessagePack) throughout. Everything here may be deleted at any time.
"""

NAME = ".cache"
"""The folder, in the root of a site."""
