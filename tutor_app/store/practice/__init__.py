"""What is practised, as the record keeps it."""
