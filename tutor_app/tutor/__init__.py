"""What the window, the model process and the terminal share: the application without a window."""
