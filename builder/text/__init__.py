"""Plain text: its sentences, and the words that make it careful or attribute it."""
