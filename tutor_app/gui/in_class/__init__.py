"""The window before a class: read from the last row, and nothing private in it."""
