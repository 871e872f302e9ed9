"""The desk: a page in the preview on which texts are written by those who want no editor.

`respond` answers what is asked at /skriv/; no other part of the program looks inside, and nothing
of the desk is ever published.
"""

from sitegen.desk.exchange import Request, Response
from sitegen.desk.requests import Desk, respond

__all__ = ["Desk", "Request", "Response", "respond"]
