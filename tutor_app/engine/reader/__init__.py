"""A small cross-encoder that reads a question, or a claim, together with a text: four judgements."""
