"""The terminal: the same application, in words."""
