"""One file for each check: what it lets pass, and what it finds where, with what remedy."""
