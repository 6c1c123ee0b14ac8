"""The data that stands beside the pages, for other programs."""
