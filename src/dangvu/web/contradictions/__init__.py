"""Records that can't be true together."""
