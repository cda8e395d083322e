"""Course material: readers, the course folder, its index."""
