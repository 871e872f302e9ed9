"""Hostile and broken input: whatever is written, nothing of it becomes markup, program or crash.

`vectors` are known attacks, put in every field; `targets` are kinds of random input, each with what
must hold for it. The suite tries a little of each; `python -m tests.fuzz.run` goes on for longer.
"""
