"""Pictures that are shown with a question, from this window, another program or the terminal."""
