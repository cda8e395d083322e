"""Earlier questions: listed, searched, opened again, deleted, written into a file."""
