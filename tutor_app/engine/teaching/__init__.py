"""Hints before answers, and a question afterwards."""
