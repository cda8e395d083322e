"""Practice joined: the record's items and reviews, their schedule, what is known, and what comes next."""
