"""Maps that go out: one module a format, and a line in the registry."""
