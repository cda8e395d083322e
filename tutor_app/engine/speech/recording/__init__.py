"""Long recordings to words with their times."""
