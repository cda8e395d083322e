"""What counted in a question, shown on the learner's own picture, words and recording."""
