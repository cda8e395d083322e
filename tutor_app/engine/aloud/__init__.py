"""Reading aloud: words → phonemes → Kokoro → sound, in pieces that come one after the other."""
