"""What authors typed, understood: front matter, Markdown with marks, strict YAML. Values and findings out of text."""
