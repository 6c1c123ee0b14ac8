"""The ledgers of published links: written down, checked, and changed when something goes for good or moves.

`writing.stale` is what publishing asks first.
"""
