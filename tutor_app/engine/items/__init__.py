"""Practice made of a course: its concepts, items about them, and the judging of answers."""
