"""The fusion model at work: from what a learner gave to vectors, rankings and what counted."""
