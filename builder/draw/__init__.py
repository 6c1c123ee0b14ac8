"""The pictures: where every line and word of a drawing stands, decided here and nowhere else.

A drawing is measured in units that are CSS pixels when it is shown at its own width. Words are given in the language
of the page, broken into lines here. Pure: the same input, the same drawing.
"""
