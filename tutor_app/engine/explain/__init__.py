"""Passages to an explanation that cites them."""
