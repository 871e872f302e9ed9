"""A recount of a blog's content folder: what its tables and sums must say.

It is written after the description of the domain alone and shares no code with the generator, so
that a mistake in one is not repeated in the other: it may import nothing of `sitegen`.
"""
