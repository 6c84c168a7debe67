"""What the scores say, in sentences: one module a kind of finding, and a line in ``find.FINDERS``."""
