"""What a course teaches about how to search it."""
