"""The look: tokens, and what is made of them. ARCHITECTURE.md, "Design", says why."""
