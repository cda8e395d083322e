"""Practice in the window: today, a review, what is known."""
