"""What is said in a recording, and how it is written down."""
