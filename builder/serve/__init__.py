"""The preview: a site as it will be, in the browser while one writes. Nothing of it is written to disk."""
