"""From texts and pictures to vectors whose dot product says how near they are."""
