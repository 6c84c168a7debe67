"""Maps that come in, and what is read back of those that went out: one module a format, and a line in the registry."""
