"""Learning from annotated texts: `python -m builder.draft.learn GOLD OUT` writes word lists and weights."""
