"""Practice that leaves and comes back: Anki, CSV, JSON, xAPI; tests as QTI, Moodle XML and Markdown."""
