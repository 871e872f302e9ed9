"""The report of every mistake we can think of, as the command line prints it.

The expected texts are next to their cases; `pytest --update-snapshots` writes them again.
"""
