"""Formulas in pictures → LaTeX."""
