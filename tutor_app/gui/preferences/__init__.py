"""What the learner may choose, in a few plain groups."""
