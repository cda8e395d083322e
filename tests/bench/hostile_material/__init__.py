"""Course material as a stranger might make it, seeded: each number is always the same file or folder."""
