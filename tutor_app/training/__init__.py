"""Train, compare and export; needs the extra `train`. A process of its own, never imported by the rest."""
