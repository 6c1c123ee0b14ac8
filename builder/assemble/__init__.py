"""From what was written, checked, to the article as its readers get it.

Total: what validation let through has a meaning. The steps:
sentences → units (pieces joined) → introductions, chains, scopes → marks with ids → claims → analysis.
"""
