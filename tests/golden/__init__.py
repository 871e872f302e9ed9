"""A small content folder with one of everything, and the whole site that it gives.

Of an HTML page `expected/` holds an outline of what stands in its main part, so that a new layout
does not change them all; every other text is there as it is.
"""
