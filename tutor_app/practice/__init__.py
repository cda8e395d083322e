"""Practice: when an item is due, what is known, what comes next. No models, no window, no disk."""
