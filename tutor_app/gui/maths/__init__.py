"""Formulas in what is said beside the material: typeset, copied as LaTeX, told in words."""
