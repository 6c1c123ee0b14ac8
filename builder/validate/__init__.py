"""Whether what was written makes sense: every reference leads somewhere, every promise is kept.

Findings, never a change. `article` asks what an article can answer alone, `across` what only all of them can.
"""
