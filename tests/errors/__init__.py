"""What an author is told of every mistake we can think of, through the command line itself.

The expected texts lie beside what they are about; `pytest --update-snapshots` writes them anew.
"""
