"""Reading an explanation aloud, with the sentence that is spoken marked."""
