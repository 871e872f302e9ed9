"""A larger blog to look at and to test with; all that it tells is invented, and it says so."""
