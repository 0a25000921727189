"""Conferences: called, prepared, held in the hall, concluded, and what became of them."""
