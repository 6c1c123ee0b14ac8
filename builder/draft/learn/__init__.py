"""Learning from annotated texts: `python -m builder.draft.learn GOLD OUT` writes the word lists and weights of `data/`."""
