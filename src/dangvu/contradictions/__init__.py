"""Records that can't be true together, found across the areas; only reads."""
