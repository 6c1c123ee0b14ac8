"""What marks mean together: who introduces what, whose doubt it is, what the article says itself. Pure functions."""
