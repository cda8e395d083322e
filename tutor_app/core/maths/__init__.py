"""LaTeX formulas: their parts, and how they are said."""
