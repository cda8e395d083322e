"""Training of the reader: one cross-encoder that ranks, chooses, abstains and judges support."""
